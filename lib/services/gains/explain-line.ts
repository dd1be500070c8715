import { lineAddress } from "@/lib/tax/explain/year-lines";
import type { FormLine, YearResult } from "@/lib/tax/year-result";
import type { Books } from "./books";
import { explainAddress } from "./explain-address";
import type { Explanation } from "./explanation";

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

/** One line of a form by its place in its sheet; null when there is no such line. */
export function explainLine(
  books: Books,
  year: YearResult,
  sheet: SheetName,
  index: number,
): Explanation | null {
  const line = SHEETS[sheet](year)[index];
  if (line === undefined) {
    return null;
  }
  const own = lineAddress(year.year, line.line);
  // Schedule D ends with the line of Form 1040 it leads to.
  const to1040 = sheet === "schedule-d" && own.at === "line" && own.sheet === "1040";
  const over = `${formOf(line.line)}, ${year.year}`;
  return explainAddress(books, to1040 ? { at: "capital-gain", year: year.year } : own, over);
}

/** "Schedule D 7" is on "Schedule D"; a line of Form 1040 is its whole name. */
function formOf(name: string): string {
  return name.includes(" line ") ? name : name.replace(/ \S+$/, "");
}
