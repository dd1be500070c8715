import { type Usd, usd } from "@/lib/money/usd";
import type { Result } from "@/lib/result";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { chainOf, type Hurdle, type YearToAmend } from "./amend-years";
import {
  APPLIED_LINE,
  ASKED_LINES,
  type AskedLine,
  amendedReturn,
  type MissingFigures,
  type OriginalLine,
} from "./amended-return";
import { type AmendedYear, type Cascade, cascade } from "./cascade";
import type { YearDifference } from "./difference";
import { draftExplanation } from "./explanation";
import type { Form1040X } from "./form-1040x";
import { type Packet, packetOf } from "./packet";
import { type YearInputs, yearsFiled } from "./year-inputs";

/** A line as it was read off the original return, in dollars as text. */
export interface ToldLine {
  readonly line: string;
  readonly original: string;
  readonly change: string;
}

/** A filed year with what was told of its original return. */
export interface YearOfRun extends YearToAmend {
  readonly originals: readonly ToldLine[];
}

/** The filed years of a client run through from the first wrong one to the last. */
export interface AmendRun<Year extends YearOfRun> {
  readonly filed: readonly Year[];
  /** null: every filed year still stands, or the first wrong one cannot be run. */
  readonly cascade: Cascade | null;
  readonly hurdle: Hurdle | null;
}

/** Runs the cascade over every filed year, oldest first, as of a day. */
export function runAmend<Year extends YearOfRun>(
  filed: readonly Year[],
  today: CalendarDate,
): AmendRun<Year> {
  const { years, hurdle } = chainOf(filed);
  if (years.length === 0) {
    return { filed, cascade: null, hurdle };
  }
  const ran = cascade(years, today, "table");
  return ran.ok
    ? { filed, cascade: ran.value, hurdle }
    : {
        filed,
        cascade: null,
        hurdle: { year: ran.error.year, code: "unsupported", message: ran.error.message },
      };
}

/** What a run is looked at with: the books as they are now, and the day. */
export interface BooksOfRun {
  readonly inputs: YearInputs;
  readonly ledger: LedgerResult;
  readonly today: CalendarDate;
}

/** A year of the cascade with all its forms: a carryover a profile states gives way to the one that was worked out. */
function correctedYear(
  { inputs, ledger }: BooksOfRun,
  { years }: Cascade,
  year: number,
): YearResult | undefined {
  const carried = new Map(years.map(({ year, carryoverIn }) => [year, carryoverIn]));
  const profiles = inputs.profiles.map((profile) => {
    const own = carried.get(profile.year);
    return own === undefined
      ? profile
      : { ...profile, shortCarryoverIn: own.short, longCarryoverIn: own.long };
  });
  return yearsFiled({ ...inputs, profiles }, ledger).find((result) => result.year === year);
}

/** One amended year with all that goes on its papers. */
export interface AmendedPapers<Year extends YearOfRun> {
  readonly loaded: Year;
  readonly amended: AmendedYear;
  /** The year as its corrected forms show it. */
  readonly corrected: YearResult;
  readonly originals: readonly OriginalLine[];
  readonly form: Result<Form1040X, MissingFigures>;
  readonly explanation: readonly string[];
  readonly packet: Packet;
}

/** The papers of a year of the run; null when the year is not in it. */
export function amendedPapers<Year extends YearOfRun>(
  run: AmendRun<Year>,
  books: BooksOfRun,
  year: number,
  differenceOf: (loaded: Year) => YearDifference,
): AmendedPapers<Year> | null {
  const amended = run.cascade?.years.find((one) => one.year === year);
  const loaded = run.filed.find(({ filed }) => filed.computed.year === year);
  if (run.cascade === null || amended === undefined || loaded === undefined) {
    return null;
  }
  const corrected = correctedYear(books, run.cascade, year);
  if (corrected === undefined) {
    return null;
  }
  const before = run.cascade.years.find((one) => one.year === year - 1);
  const originals = originalLines(loaded);
  return {
    loaded,
    amended,
    corrected,
    originals,
    form: amendedReturn({
      filed: loaded.filed.amounts,
      corrected: amended,
      originals,
      appliedToEstimated: appliedOf(loaded),
    }),
    explanation: draftExplanation({
      amended,
      filed: loaded.filed.amounts,
      difference: differenceOf(loaded),
      before: before === undefined ? null : { year: before.year, action: before.action },
    }),
    packet: packetOf(amended, books.today),
  };
}

function originalLines({ originals }: YearOfRun): readonly OriginalLine[] {
  return originals.flatMap(({ line, original, change }) =>
    isAsked(line) ? [{ line, original: usd(original), change: usd(change) }] : [],
  );
}

/** What is to go to a later year's estimated tax; nothing where nobody chose. */
export function appliedOf({ originals }: Pick<YearOfRun, "originals">): Usd {
  return usd(originals.find(({ line }) => line === APPLIED_LINE)?.original ?? "0");
}

/** True for a line that is read off the original return. */
function isAsked(line: string): line is AskedLine {
  return ASKED_LINES.some((asked) => asked === line);
}
