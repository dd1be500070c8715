import type { Usd } from "@/lib/money/usd";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { Outcome } from "@/lib/tax/worksheets/year-return";
import type { FormLine } from "@/lib/tax/year-result";
import { plainUsd } from "./plain";

/** One line of a worksheet in two runs of the same year; null: the run does not have it. */
export interface PairedLine {
  readonly key: string;
  /** "15" under the form "Schedule D". */
  readonly line: string;
  readonly label: string;
  readonly how: string;
  readonly without: string | null;
  readonly with: string | null;
  /** The two runs differ here. */
  readonly isMoved: boolean;
}

/** The lines of one form or worksheet. */
export interface PairedSheet {
  readonly form: string;
  readonly authority: string;
  readonly lines: readonly PairedLine[];
}

/** Every line of two runs of a year side by side, sheet by sheet in the order they are filled in: netting, tax, carryover. */
export function pairedSheets(without: Outcome, after: Outcome): readonly PairedSheet[] {
  const merged = mergedLines(linesOf(without), linesOf(after));
  return [...groupBy(merged, ({ line }) => formOf(line.line))].map(([form, lines]) => ({
    form,
    authority: lines[0]?.line.authority ?? "",
    lines: lines.map(({ line, amounts }) => pairedLine(form, line, amounts)),
  }));
}

function pairedLine(
  form: string,
  line: FormLine,
  [without, after]: readonly [Usd | null, Usd | null],
): PairedLine {
  const [before, then] = [plainUsd(without), plainUsd(after)];
  return {
    key: line.line,
    line: line.line.startsWith(`${form} `) ? line.line.slice(form.length + 1) : line.line,
    label: line.label,
    how: line.how,
    without: before,
    with: then,
    isMoved: before !== then,
  };
}

/** "Schedule D 7" is on "Schedule D", "Form 1040 line 16" on "Form 1040". */
const formOf = (name: string): string => name.replace(/(?: line)? \S+$/, "");

const AUTHORITY = "Schedule D; IRC 1211(b); IRC 1222";

function linesOf(outcome: Outcome): readonly FormLine[] {
  const own = (number: string, label: string, amount: Usd, how: string): FormLine => ({
    line: `Schedule D ${number}`,
    label,
    amount,
    how,
    authority: AUTHORITY,
  });
  return [
    own("7", "Net short-term gain or (loss)", outcome.line7, "the year's own, less the carryover"),
    own("15", "Net long-term gain or (loss)", outcome.line15, "the year's own, less the carryover"),
    own("16", "Both together", outcome.line16, "line 7 + line 15"),
    own("21", "Loss allowed this year", outcome.line21, "the smaller of the loss and the limit"),
    ...outcome.tax.lines,
    ...outcome.carryoverWorksheet,
  ];
}

interface Merged {
  readonly line: FormLine;
  readonly amounts: readonly [Usd | null, Usd | null];
}

/** Both lists in one, each line once; what only the first has stands before the line it stood before. */
function mergedLines(first: readonly FormLine[], second: readonly FormLine[]): readonly Merged[] {
  const firsts = new Map(first.map((line, index) => [line.line, { line, index }]));
  const seconds = new Set(second.map(({ line }) => line));
  let at = 0;
  const onlyFirst = (to: number): readonly Merged[] => {
    const lines = first.slice(at, to).filter(({ line }) => !seconds.has(line));
    at = Math.max(at, to);
    return lines.map((line) => ({ line, amounts: [line.amount, null] }));
  };
  const both = second.flatMap((line): readonly Merged[] => {
    const same = firsts.get(line.line);
    return [
      ...onlyFirst(same?.index ?? at),
      { line, amounts: [same?.line.amount ?? null, line.amount] },
    ];
  });
  return [...both, ...onlyFirst(first.length)];
}
