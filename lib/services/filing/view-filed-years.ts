import { listFiledReturns } from "@/db/queries/filed-returns";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
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
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  return withClient<readonly FiledSummary[], never>(user, clientId, "read", async (tx) => {
    const summaries: FiledSummary[] = [];
    for (const record of await listFiledReturns(tx)) {
      summaries.push({
        year: record.year,
        filedOn: record.filedOn ?? "",
        differs: !(await stillStands(tx, books.value, record)),
      });
    }
    return ok(summaries);
  });
}
