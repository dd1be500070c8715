import { isZeroUsd, sumUsd, type Usd } from "@/lib/money/usd";
import type { IncomeEvent } from "@/lib/tax/closed-lot";
import type { FormEdition } from "@/lib/tax/rules/year-rules";
import type { IncomeKind } from "@/lib/tax/transaction";
import { newSheet } from "@/lib/tax/worksheets/sheet";
import { WORKSHEET_NAMES } from "@/lib/tax/worksheets/worksheet-names";
import type { FormLine, YearTax } from "@/lib/tax/year-result";

/** What the return's lines are filled from; amounts unrounded. */
export interface ReturnInput {
  readonly edition: FormEdition;
  /** Schedule D line 16, or minus line 21. */
  readonly capitalGain: Usd;
  readonly income: readonly IncomeEvent[];
  readonly miningIsBusiness: boolean;
  readonly tax: YearTax | null;
  readonly round: (amount: Usd) => Usd;
}

/** Where income of a kind goes. */
type Place = "wages" | "business" | "other";

/**
 * Lines of Form 1040 and its schedules that these books fill, each in the year's own numbering: income received in units,
 * the capital gain line, and with a profile the lines the tax is worked out on (rules.md 4, 12). Receipts of unknown value
 * are in no line.
 */
export function returnLines(input: ReturnInput): readonly FormLine[] {
  const { edition, tax, round } = input;
  const { put, lines } = newSheet("", `Form 1040; ${edition.authority}`);
  for (const [place, amount] of incomeByPlace(input)) {
    const { line, label, how } = wordsOf(place, edition);
    put(line, label, round(amount), how);
  }
  put(
    edition.capitalGainLine,
    "Capital gain or (loss)",
    round(input.capitalGain),
    "Schedule D line 16, or line 21 as a loss",
  );
  if (tax !== null) {
    put(
      edition.agiLine,
      "Adjusted gross income",
      round(tax.agi),
      "as told in the profile, with the capital gain line",
    );
    put(
      edition.taxableIncomeLine,
      "Taxable income",
      round(tax.taxableIncome),
      "AGI - deductions, not below zero",
    );
    put(edition.taxLine, "Tax", round(tax.incomeTax), WORKSHEET_NAMES[tax.worksheet]);
    if (!isZeroUsd(tax.niit)) {
      put(edition.niitLine, edition.labels.niit, round(tax.niit), "Form 8960 line 17");
    }
  }
  return lines;
}

/** The line of the year's return that income of a kind goes to. */
export function incomeLine(
  kind: IncomeKind,
  miningIsBusiness: boolean,
  edition: FormEdition,
): string {
  return wordsOf(placeOf(kind, miningIsBusiness), edition).line;
}

/** Wages, business, other: in the order of the return, those with receipts of known value. */
function incomeByPlace(input: ReturnInput): readonly (readonly [Place, Usd])[] {
  return PLACES.flatMap((place) => {
    const own = input.income.flatMap(({ kind, amount }) =>
      amount !== null && placeOf(kind, input.miningIsBusiness) === place ? [amount] : [],
    );
    return own.length === 0 ? [] : [[place, sumUsd(own)] as const];
  });
}

const PLACES: readonly Place[] = ["wages", "business", "other"];

function placeOf(kind: IncomeKind, miningIsBusiness: boolean): Place {
  if (kind === "wages") {
    return "wages";
  }
  return kind === "services" || (kind === "mining" && miningIsBusiness) ? "business" : "other";
}

function wordsOf(
  place: Place,
  edition: FormEdition,
): { readonly line: string; readonly label: string; readonly how: string } {
  switch (place) {
    case "wages":
      return {
        line: edition.wagesLine,
        label: edition.labels.wages,
        how: "paid in digital assets: market value when paid; part of Form W-2 box 1 (Notice 2014-21 A-4, A-11)",
      };
    case "business":
      return {
        line: "Schedule C (Form 1040) line 1",
        label: "Gross receipts or sales",
        how: "received in digital assets: market value when received; expenses and Schedule SE are yours to add (Notice 2014-21 A-3, A-8 to A-10)",
      };
    case "other":
      return {
        line: edition.otherIncomeLine,
        label: edition.labels.otherIncome,
        how: "digital assets received as ordinary income: market value when received; mining as a business goes to Schedule C instead, interest on a loan may belong on Schedule B",
      };
  }
}
