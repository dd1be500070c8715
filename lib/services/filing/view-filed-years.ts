import { listFiledReturns } from "@/db/queries/filed-returns";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { asFiled } from "@/lib/tax/amend/as-filed";
import { isAsFiled } from "@/lib/tax/amend/difference";
import { filedYearOf } from "@/lib/tax/amend/filed-year";
import { type BooksOptions, loadBooks } from "../load-books";
import { editsOf, figuresOf, paperYears } from "./filed-years";

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
      const filed = asFiled(await figuresOf(tx, record), editsOf(record.edits));
      const now = paperYears(books.value).find(({ year }) => year === record.year);
      summaries.push({
        year: record.year,
        filedOn: record.filedOn ?? "",
        differs: now === undefined || !isAsFiled(filed, filedYearOf(now)),
      });
    }
    return ok(summaries);
  });
}
