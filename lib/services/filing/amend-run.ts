import type { ClientTx } from "@/db/tenant";
import {
  amendedPapers,
  runAmend,
  type AmendedPapers as TaxPapers,
  type AmendRun as TaxRun,
} from "@/lib/tax/amend/amend-run";
import type { Books } from "../gains/books";
import { inputsOf, type LoadedYear, loadFiledYears } from "./filed-years";

/** The filed years of a client run through from the first wrong one to the last. */
export type AmendRun = TaxRun<LoadedYear>;

/** One amended year with all that goes on its papers. */
export type AmendedPapers = TaxPapers<LoadedYear>;

/** Loads every filed year and runs the cascade as of today. */
export async function amendRun(tx: ClientTx, books: Books): Promise<AmendRun> {
  return runAmend(await loadFiledYears(tx, books), books.today);
}

/** The papers of a year of the run; null when the year is not in it. */
export function papersOf(run: AmendRun, books: Books, year: number): AmendedPapers | null {
  const { ledger, today } = books;
  return amendedPapers(
    run,
    { inputs: inputsOf(books), ledger, today },
    year,
    (loaded) => loaded.difference,
  );
}
