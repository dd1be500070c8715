import { listFiledReturns, listOriginalFigures } from "@/db/queries/filed-returns";
import type { ClientTx } from "@/db/tenant";
import type { FiledFacts } from "@/lib/reports/filed-facts";
import type { ComputedBooks } from "../gains/books";
import { filedOf, filingOf, frozenInputs, replacedOf } from "./filed-years";

/** What is kept of filed returns, for the papers of one filed year; null while it is not filed. */
export async function filedFacts(
  tx: ClientTx,
  books: ComputedBooks,
  year: number,
): Promise<FiledFacts | null> {
  const records = await listFiledReturns(tx);
  const own = records.find((one) => one.year === year);
  if (own === undefined) {
    return null;
  }
  const told = new Map((await listOriginalFigures(tx)).map((one) => [one.year, one.lines]));
  const years: FiledFacts["years"][number][] = [];
  for (const record of records) {
    const { computed, edits } = await filedOf(tx, record);
    years.push({
      year: record.year,
      filing: filingOf(record),
      edits,
      originals: told.get(record.year) ?? [],
      figures: computed,
    });
  }
  const frozen = await frozenInputs(tx, own.inputSha256 ?? "");
  return { year, years, frozen, replaced: await replacedOf(tx, books, frozen) };
}
