import type { BoxColumn, FigureName } from "@/lib/tax/amend/as-filed";
import { type FiledAmount, isFiledAmount } from "@/lib/tax/amend/filed-year";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { FormEdition } from "@/lib/tax/rules/year-rules";

/** A figure as people know it: where it stands and what it is. */
export interface FigureWords {
  readonly line: string;
  readonly label: string;
}

const AMOUNTS: Readonly<Record<FiledAmount, (forms: FormEdition | null) => FigureWords>> = {
  shortCarryoverIn: () => ({
    line: "Schedule D 6",
    label: "Short-term loss carried in",
  }),
  longCarryoverIn: () => ({
    line: "Schedule D 14",
    label: "Long-term loss carried in",
  }),
  line7: () => ({ line: "Schedule D 7", label: "Net short-term gain or loss" }),
  line15: () => ({ line: "Schedule D 15", label: "Net long-term gain or loss" }),
  line16: () => ({ line: "Schedule D 16", label: "Combined gain or loss" }),
  line21: () => ({ line: "Schedule D 21", label: "Allowed loss" }),
  capitalGainLine: (forms) => ({
    line: forms?.capitalGainLine ?? "Form 1040",
    label: "Capital gain or (loss)",
  }),
  agi: (forms) => ({ line: forms?.agiLine ?? "Form 1040", label: "Adjusted gross income" }),
  taxableIncomeSigned: () => ({
    line: "Carryover worksheet 1",
    label: "AGI less deductions, below zero if it was",
  }),
  taxableIncome: (forms) => ({
    line: forms?.taxableIncomeLine ?? "Form 1040",
    label: "Taxable income",
  }),
  incomeTax: (forms) => ({ line: forms?.taxLine ?? "Form 1040", label: "Tax" }),
  niit: (forms) => ({
    line: forms?.niitLine ?? "Form 8960 17",
    label: "Net investment income tax",
  }),
  totalTax: () => ({ line: "Together", label: "Tax and net investment income tax" }),
  shortCarryoverOut: () => ({
    line: "Carryover worksheet 8",
    label: "Short-term loss carried on",
  }),
  longCarryoverOut: () => ({
    line: "Carryover worksheet 13",
    label: "Long-term loss carried on",
  }),
};

const COLUMNS: Readonly<Record<BoxColumn, string>> = {
  proceeds: "(d) proceeds",
  basis: "(e) basis",
  adjustment: "(g) adjustment",
  gain: "(h) gain or loss",
};

const BOX_FIGURE = /^box:([A-L]):(proceeds|basis|adjustment|gain)$/;

/** True for the name of a figure that can be filed otherwise than computed. */
export function isFigureName(name: string): name is FigureName {
  return isFiledAmount(name) || BOX_FIGURE.test(name);
}

/** Where a year's figure stands and what it is, in the year's own numbering. */
export function figureWords(year: number, name: FigureName): FigureWords {
  const rules = rulesFor(year);
  const [, box, column] = BOX_FIGURE.exec(name) ?? [];
  if (box !== undefined && isColumn(column)) {
    return { line: `Form 8949 box ${box}`, label: COLUMNS[column] };
  }
  return isFiledAmount(name)
    ? AMOUNTS[name](rules.ok ? rules.value.forms : null)
    : { line: "", label: name };
}

function isColumn(text: string | undefined): text is BoxColumn {
  return text !== undefined && text in COLUMNS;
}
