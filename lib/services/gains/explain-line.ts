import type { FormLine, YearResult } from "@/lib/tax/year-result";
import { BARE, type ExplainedAmount, type Explanation } from "./explanation";
import { isPlainSum, type LineOperand, operandsOf, splitLine } from "./line-operands";
import { plainUsd } from "./plain";

/** Sheets of a year whose lines can be asked, by the name used in `?why=`. */
export const SHEETS = {
  "schedule-d": (year: YearResult) => year.scheduleD,
  carryover: (year: YearResult) => year.carryoverWorksheet,
  tax: (year: YearResult) => year.tax?.lines ?? [],
} as const satisfies Record<string, (year: YearResult) => readonly FormLine[]>;

/** Names a sheet. */
export type SheetName = keyof typeof SHEETS;

/** True for a sheet's name. */
export function isSheet(name: string): name is SheetName {
  return Object.hasOwn(SHEETS, name);
}

/** One line of a form: the lines its own words name, as a sum when they are one. Null when there is no such line. */
export function explainLine(year: YearResult, sheet: SheetName, index: number): Explanation | null {
  const lines = SHEETS[sheet](year);
  const line = lines[index];
  if (line === undefined) {
    return null;
  }
  const box = /Form\(s\) 8949 with Box ([A-L]) checked$/.exec(line.label)?.[1] ?? null;
  const operands = operandsOf(lines, index);
  const isSum = isPlainSum(line.how) && operands.length > 0;
  return {
    ...BARE,
    over: `${splitLine(line.line).form || line.line}, ${year.year}`,
    title: `${line.line}: ${line.label}`,
    amount: plainUsd(line.amount),
    sentence: `${sentenceCase(line.how)}.`,
    form: isSum ? "sum" : "parts",
    operands: [
      ...operands.map((operand) => operandView(sheet, operand)),
      ...(isSum ? [totalView(line, index)] : []),
      ...fromElsewhere(year, sheet, line),
      ...(box === null ? [] : [boxOperand(box, line)]),
    ],
    box,
    authority: line.authority,
  };
}

const sentenceCase = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function operandView(sheet: SheetName, { line, index }: LineOperand): ExplainedAmount {
  return {
    key: line.line,
    label: `${line.line}: ${line.label}`,
    amount: plainUsd(line.amount),
    role: "plus",
    why: `${sheet}:${index}`,
  };
}

const totalView = (line: FormLine, index: number): ExplainedAmount => ({
  key: `total-${index}`,
  label: line.line,
  amount: plainUsd(line.amount),
  role: "total",
  why: null,
});

const boxOperand = (box: string, line: FormLine): ExplainedAmount => ({
  key: `box-${box}`,
  label: `Form 8949, box ${box}, column (h)`,
  amount: plainUsd(line.amount),
  role: "plus",
  why: `box:${box}`,
});

/** Lines of other sheets that the words name: "Schedule D line 7" inside a worksheet. */
function fromElsewhere(year: YearResult, sheet: SheetName, line: FormLine): ExplainedAmount[] {
  if (sheet === "schedule-d") {
    return [];
  }
  const named = [
    ...line.how.matchAll(/Schedule D lines? (\d+[a-z]?)(?:,? (?:and|or) (\d+[a-z]?))?/g),
  ];
  const numbers = named.flatMap((match) => [match[1], match[2]]);
  return year.scheduleD.flatMap((other, index) => {
    const { form, number } = splitLine(other.line);
    return form === "Schedule D" && numbers.includes(number)
      ? [operandView("schedule-d", { line: other, index })]
      : [];
  });
}
