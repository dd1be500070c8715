import { toCents } from "@/lib/money/round";
import { type Usd, usdText } from "@/lib/money/usd";
import type { Outcome } from "@/lib/tax/worksheets/year-return";

/** One figure of a year without and with sales, dollars and cents as text. */
export interface FigurePair {
  readonly label: string;
  readonly without: string;
  readonly with: string;
  readonly isTotal: boolean;
}

/** An estimate in dollars to the cent. */
export function centsText(amount: Usd): string {
  return usdText(toCents(amount));
}

/** The lines of a year that sales move, without and with them. */
export function figurePairs(year: number, now: Outcome, after: Outcome): readonly FigurePair[] {
  const line = (label: string, of: (outcome: Outcome) => Usd, isTotal = false): FigurePair => ({
    label,
    without: centsText(of(now)),
    with: centsText(of(after)),
    isTotal,
  });
  return [
    line("Net short-term, line 7", (outcome) => outcome.line7),
    line("Net long-term, line 15", (outcome) => outcome.line15),
    line("Taken off other income, line 21", (outcome) => outcome.line21),
    line("Taxable income", (outcome) => outcome.tax.taxableIncome),
    line("Income tax", (outcome) => outcome.tax.incomeTax),
    line("Net investment income tax", (outcome) => outcome.tax.niit),
    line("Federal tax", (outcome) => outcome.tax.total, true),
    line(`Carried to ${year + 1}, short`, (outcome) => outcome.shortCarryoverOut),
    line(`Carried to ${year + 1}, long`, (outcome) => outcome.longCarryoverOut),
  ];
}
