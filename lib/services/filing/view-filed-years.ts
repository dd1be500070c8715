import { listFiledReturns } from "@/db/queries/filed-returns";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { isSeen } from "../gains/books";
import { type BooksOptions, loadBooks } from "../load-books";
import { stillStands } from "./filed-years";

/** One filed year in a list. */
export interface FiledSummary {
  readonly year: number;
  readonly filedOn: string;
  /** The books no longer give what was filed. */
  readonly differs: boolean;
}

/** The filed years of a client, oldest first, and whether the books still give what was filed. Looks at no cause, so it is quick. */
export async function viewFiledYears(
  user: Asking,
  clientId: string,
  options: BooksOptions = {},
): Promise<Result<readonly FiledSummary[], GateRefusal>> {
  const books = await loadBooks(user, clientId, { ...options, keepsYears: true });
  if (!books.ok) {
    return books;
  }
  const summarise = async (tx: ClientTx) => {
    const summaries: FiledSummary[] = [];
    const seen = (await listFiledReturns(tx)).filter(({ year }) => isSeen(books.value, year));
    for (const record of seen) {
      summaries.push({
        year: record.year,
        filedOn: record.filedOn ?? "",
        differs: !(await stillStands(tx, books.value, record)),
      });
    }
    return ok(summaries);
  };
  return withClient<readonly FiledSummary[], never>(user, clientId, "read", summarise, {
    keepsYears: true,
  });
}
