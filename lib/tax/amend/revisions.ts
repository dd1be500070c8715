/** One revision of Form 1040-X: what its lines 1 to 23 are called. */
export interface Form1040XRevision {
  readonly name: "Rev. December 2025" | "Rev. February 2024";
  readonly lines: readonly { readonly line: string; readonly label: string }[];
  /** What the form asks for around them, and what to do there. */
  readonly rest: readonly { readonly part: string; readonly todo: string }[];
  readonly authority: string;
}

/** The label of a line in the revision in use now; empty for a line it does not have. */
export function lineLabel(wanted: string): string {
  return REVISIONS[0].lines.find(({ line }) => line === wanted)?.label ?? "";
}

const line = (number: string, label: string) => ({ line: number, label });

const INCOME = [
  line("1", "Adjusted gross income"),
  line("2", "Itemized deductions or standard deduction"),
  line("3", "Line 1 less line 2"),
];

const REST = [
  line("5", "Taxable income"),
  line("6", "Tax"),
  line("7", "Nonrefundable credits"),
  line("8", "Line 6 less line 7, not below zero"),
  line("9", "Reserved for future use"),
  line("10", "Other taxes"),
  line("11", "Total tax"),
  line("12", "Federal income tax withheld and excess social security and tier 1 RRTA tax withheld"),
  line("13", "Estimated tax payments, including amount applied from prior year's return"),
  line("14", "Earned income credit (EIC)"),
  line("15", "Refundable credits"),
  line(
    "16",
    "Total amount paid with request for extension of time to file, tax paid with original return, and additional tax paid after return was filed",
  ),
  line("17", "Total payments"),
  line(
    "18",
    "Overpayment, if any, as shown on original return or as previously adjusted by the IRS",
  ),
  line("19", "Line 17 less line 18"),
  line("20", "Amount you owe"),
  line("21", "Amount overpaid on this return"),
  line("22", "Amount of line 21 you want refunded to you"),
  line("23", "Amount of line 21 you want applied to estimated tax"),
];

const AROUND = [
  {
    part: "Above line 1",
    todo: "The calendar year of the return, and the filing status, ticked also where it does not change.",
  },
  {
    part: "Part I, lines 24 to 30, dependents",
    todo: "Left blank: these books change no dependent.",
  },
  {
    part: "Part II, explanation of changes",
    todo: "Required. Plain reasons: the draft given here, and what only you know.",
  },
  {
    part: "Part III, lines 31 to 33, direct deposit",
    todo: "For a refund, when the return is of 2021 or later and filed electronically.",
  },
  { part: "Signature", todo: "Anew, with the date; both spouses when the return is joint." },
];

/** Lines 1 to 30 of Rev. 12-2025 were held against the stylesheet with which the IRS itself shows an e-filed Form 1040-X; the PDF was not at hand. */
const LINES_CURRENT =
  "Form 1040-X (Rev. 12-2025), its lines as the IRS shows e-filed ones; its instructions read in secondary copies";
const LINES_EARLIER =
  "Form 1040-X (Rev. 2-2024), read in reprints; its instructions read in secondary copies";

/**
 * Revisions in use, the current one first. It is used whatever year is amended (rules.md 14.1). The form has no line numbers
 * that depend on the year; between the two revisions lines 4a and 4b changed their meaning.
 */
export const REVISIONS: readonly [Form1040XRevision, ...Form1040XRevision[]] = [
  {
    name: "Rev. December 2025",
    lines: [
      ...INCOME,
      line("4a", "Qualified business income deduction"),
      line(
        "4b",
        "Deductions for tips, overtime, car loan interest, and seniors from Schedule 1-A (2025 returns)",
      ),
      ...REST,
    ],
    rest: AROUND,
    authority: LINES_CURRENT,
  },
  {
    name: "Rev. February 2024",
    lines: [
      ...INCOME,
      line("4a", "Reserved for future use"),
      line("4b", "Qualified business income deduction"),
      ...REST,
    ],
    rest: AROUND,
    authority: LINES_EARLIER,
  },
];
