import type { ClientTx } from "@/db/tenant";
import { type Usd, usd } from "@/lib/money/usd";
import type { Result } from "@/lib/result";
import { chainOf, type Hurdle } from "@/lib/tax/amend/amend-years";
import {
  APPLIED_LINE,
  ASKED_LINES,
  type AskedLine,
  amendedReturn,
  type MissingFigures,
  type OriginalLine,
} from "@/lib/tax/amend/amended-return";
import { type AmendedYear, type Cascade, cascade } from "@/lib/tax/amend/cascade";
import { draftExplanation } from "@/lib/tax/amend/explanation";
import type { Form1040X } from "@/lib/tax/amend/form-1040x";
import { type Packet, packetOf } from "@/lib/tax/amend/packet";
import { yearsFiled } from "@/lib/tax/amend/year-inputs";
import type { YearResult } from "@/lib/tax/year-result";
import type { Books } from "../gains/books";
import { inputsOf, type LoadedYear, loadFiledYears } from "./filed-years";

/** The filed years of a client run through from the first wrong one to the last. */
export interface AmendRun {
  readonly filed: readonly LoadedYear[];
  /** null: every filed year still stands, or the first wrong one cannot be run. */
  readonly cascade: Cascade | null;
  readonly hurdle: Hurdle | null;
}

/** Loads every filed year and runs the cascade as of today. */
export async function amendRun(tx: ClientTx, books: Books): Promise<AmendRun> {
  const filed = await loadFiledYears(tx, books);
  const { years, hurdle } = chainOf(
    filed.map((year) => ({
      filed: year.filed,
      filing: year.filing,
      isEqual: year.difference.isEqual,
      now: year.now,
    })),
  );
  if (years.length === 0) {
    return { filed, cascade: null, hurdle };
  }
  const ran = cascade(years, books.today, "table");
  return ran.ok
    ? { filed, cascade: ran.value, hurdle }
    : {
        filed,
        cascade: null,
        hurdle: { year: ran.error.year, code: "unsupported", message: ran.error.message },
      };
}

/** A year of the cascade with all its forms: a carryover a profile states gives way to the one that was worked out. */
function correctedYear(books: Books, { years }: Cascade, year: number): YearResult | undefined {
  const carried = new Map(years.map(({ year, carryoverIn }) => [year, carryoverIn]));
  const inputs = inputsOf(books);
  const profiles = inputs.profiles.map((profile) => {
    const own = carried.get(profile.year);
    return own === undefined
      ? profile
      : { ...profile, shortCarryoverIn: own.short, longCarryoverIn: own.long };
  });
  return yearsFiled({ ...inputs, profiles }, books.ledger).find((result) => result.year === year);
}

/** One amended year with all that goes on its papers. */
export interface AmendedPapers {
  readonly loaded: LoadedYear;
  readonly amended: AmendedYear;
  /** The year as its corrected forms show it. */
  readonly corrected: YearResult;
  readonly originals: readonly OriginalLine[];
  readonly form: Result<Form1040X, MissingFigures>;
  readonly explanation: readonly string[];
  readonly packet: Packet;
}

/** The papers of a year of the run; null when the year is not in it. */
export function papersOf(run: AmendRun, books: Books, year: number): AmendedPapers | null {
  const amended = run.cascade?.years.find((one) => one.year === year);
  const loaded = run.filed.find(({ record }) => record.year === year);
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
      difference: loaded.difference,
      before: before === undefined ? null : { year: before.year, action: before.action },
    }),
    packet: packetOf(amended, books.today),
  };
}

function originalLines({ originals }: LoadedYear): readonly OriginalLine[] {
  return originals.flatMap(({ line, original, change }) =>
    isAsked(line) ? [{ line, original: usd(original), change: usd(change) }] : [],
  );
}

/** What is to go to a later year's estimated tax; nothing where nobody chose. */
export function appliedOf({ originals }: LoadedYear): Usd {
  return usd(originals.find(({ line }) => line === APPLIED_LINE)?.original ?? "0");
}

/** True for a line that is read off the original return. */
function isAsked(line: string): line is AskedLine {
  return ASKED_LINES.some((asked) => asked === line);
}
