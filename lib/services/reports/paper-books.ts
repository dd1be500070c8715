import { isPreliminary } from "@/lib/reports/preliminary";
import type { TaxMethod } from "@/lib/tax/worksheets/tax-table";
import { paperYears } from "../filing/filed-years";
import type { Books } from "../gains/books";

/**
 * The books as a year's papers print them. Of a year that is over, tax is that of the return: by the Tax Table below $100,000 of taxable income
 * (Form 1040 instructions, line 16). A preliminary report estimates, as its plan does, by the exact rate schedules.
 */
export function paperBooks(
  books: Books,
  year: number,
): { readonly books: Books; readonly method: TaxMethod } {
  return isPreliminary({ asOf: books.asOf.date, year })
    ? { books, method: "schedule" }
    : { books: { ...books, years: paperYears(books) }, method: "table" };
}
