import { rulesFor } from "@/lib/tax/rules/by-year";
import type { YearRules } from "@/lib/tax/rules/year-rules";
import type { FilingStatus } from "@/lib/tax/settings";
import { rateGain28 } from "@/lib/tax/worksheets/rate-gain-28";
import type { FormLine, YearResult } from "@/lib/tax/year-result";
import type { FigureAddress, SheetName } from "./address";

/** Sheets by the name their lines carry in a result; one whose name begins with another's stands before it. */
const PREFIX: Readonly<Record<Exclude<SheetName, "1040">, string>> = {
  qdcg: "QDCG ",
  "schedule-d-tax": "Schedule D Tax Worksheet ",
  "schedule-d": "Schedule D ",
  "28": "28% Rate Gain Worksheet ",
  "8960": "Form 8960 ",
  carryover: "Capital Loss Carryover Worksheet ",
};

const SHEETS = Object.entries(PREFIX) as [Exclude<SheetName, "1040">, string][];

/** "Form 1040 line 7a" is "7a"; "Schedule 1 (Form 1040) line 13" is "schedule-1-13". */
export function lineCode(name: string): string {
  const [, schedule, line] =
    /^(?:Form 1040|Schedule (\w+) \(Form 1040\)) line (\w+)$/.exec(name) ?? [];
  if (line === undefined) {
    return name;
  }
  return schedule === undefined ? line : `schedule-${schedule.toLowerCase()}-${line}`;
}

/** The address of a line of a year's sheets by the name it carries there: "QDCG 18", "Form 1040 line 15". */
export function lineAddress(year: number, name: string): FigureAddress {
  for (const [sheet, prefix] of SHEETS) {
    if (name.startsWith(prefix)) {
      return { at: "line", year, sheet, line: name.slice(prefix.length) };
    }
  }
  return { at: "line", year, sheet: "1040", line: lineCode(name) };
}

/** The year's numbers of the law; null where they are not in the product. */
export function rulesOf(year: number): YearRules | null {
  const found = rulesFor(year);
  return found.ok ? found.value : null;
}

/** The filing status a year is worked out with: the profile's, else that of a single person. */
export const statusOf = ({ profile }: YearResult): FilingStatus =>
  profile?.filingStatus ?? "single";

/** The line of a sheet as the result has it. */
export function lineOf(year: YearResult, sheet: SheetName, code: string): FormLine | null {
  const lines =
    sheet === "schedule-d"
      ? year.scheduleD
      : sheet === "carryover"
        ? year.carryoverWorksheet
        : (year.tax?.lines ?? []);
  const isAsked =
    sheet === "1040"
      ? ({ line }: FormLine) => line !== lineCode(line) && lineCode(line) === code
      : ({ line }: FormLine) => line === `${PREFIX[sheet]}${code}`;
  return lines.find(isAsked) ?? (sheet === "28" ? rate28Line(year, code) : null);
}

/** The 28% worksheet leads to Schedule D line 18 also where its lines are not listed: without a profile, or with nothing in it. */
function rate28Line(year: YearResult, code: string): FormLine | null {
  const line18 = lineOf(year, "schedule-d", "18");
  if (line18 === null) {
    return null;
  }
  const { lines } = rateGain28({
    collectible: year.netCollectible,
    longCarryoverIn: year.longCarryoverIn,
    line7: year.line7,
  });
  return lines.find(({ line }) => line === `${PREFIX["28"]}${code}`) ?? null;
}
