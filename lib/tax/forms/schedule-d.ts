import { isZeroUsd, negateUsd, signUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { OtherScheduleD } from "@/lib/tax/settings";
import type { CarryoverIn, Netting } from "@/lib/tax/worksheets/year-return";
import type {
  Form8949Part,
  ScheduleDColumnLine,
  ScheduleDForm,
  ScheduleDRow,
} from "@/lib/tax/year-result";

/** What Schedule D is made from. Amounts are rounded as the return is. */
export interface ScheduleDInput {
  /** Boxes of Form 8949, and the totals that skip it (exception 1), each with its line. */
  readonly parts: readonly Form8949Part[];
  /** Other gains and losses of the year, from outside these books. */
  readonly otherShort: Usd;
  readonly otherLong: Usd;
  /** Lines from other forms. */
  readonly other: OtherScheduleD;
  readonly carryoverIn: CarryoverIn;
  readonly netting: Netting;
  /** From the 28% Rate Gain Worksheet. */
  readonly line18: Usd;
  /** null: no profile was given. */
  readonly qualifiedDividends: Usd | null;
}

/** Lines with columns, in the order of the paper. */
const COLUMN_LINES: readonly ScheduleDColumnLine[] = ["1a", "1b", "2", "3", "8a", "8b", "9", "10"];

/**
 * Schedule D with every column and every line up to 22 (2025 Schedule D; rules.md 12). A line the form says to skip is
 * null. Unrecaptured section 1250 gain (line 19) is outside these books and is zero.
 */
export function scheduleD(input: ScheduleDInput): ScheduleDForm {
  const { netting, other } = input;
  return {
    rows: COLUMN_LINES.flatMap((line) => columnRow(line, input.parts)),
    otherShort: blankIfZero(input.otherShort),
    otherLong: blankIfZero(input.otherLong),
    line4: other.line4 ?? null,
    line5: other.line5 ?? null,
    line6: blankIfZero(negateUsd(input.carryoverIn.short)),
    line7: netting.line7,
    line11: other.line11 ?? null,
    line12: other.line12 ?? null,
    line13: other.line13 ?? null,
    line14: blankIfZero(negateUsd(input.carryoverIn.long)),
    line15: netting.line15,
    line16: netting.line16,
    ...summary(input),
  };
}

/** Part III, lines 17 to 22: which of them apply depends on the signs of lines 15 and 16. */
function summary({
  netting,
  line18,
  qualifiedDividends,
}: ScheduleDInput): Pick<
  ScheduleDForm,
  "line17" | "line18" | "line19" | "line20" | "line21" | "line22"
> {
  const gain = signUsd(netting.line16) > 0;
  const line22 = qualifiedDividends === null ? null : signUsd(qualifiedDividends) > 0;
  if (gain && signUsd(netting.line15) > 0) {
    return {
      line17: true,
      line18,
      line19: ZERO_USD,
      line20: isZeroUsd(line18),
      line21: null,
      line22: null,
    };
  }
  const skipped = { line18: null, line19: null, line20: null, line22 };
  return gain
    ? { ...skipped, line17: false, line21: null }
    : {
        ...skipped,
        line17: null,
        line21: signUsd(netting.line16) < 0 ? negateUsd(netting.line21) : null,
      };
}

function columnRow(
  line: ScheduleDColumnLine,
  parts: readonly Form8949Part[],
): readonly ScheduleDRow[] {
  const own = parts.filter(({ scheduleDLine }) => scheduleDLine === line);
  if (own.length === 0) {
    return [];
  }
  return [
    {
      line,
      boxes: own.map(({ box }) => box),
      proceeds: sumUsd(own.map(({ proceeds }) => proceeds)),
      basis: sumUsd(own.map(({ basis }) => basis)),
      adjustment: isDirectLine(line) ? null : sumUsd(own.map(({ adjustment }) => adjustment)),
      gain: sumUsd(own.map(({ gain }) => gain)),
    },
  ];
}

/** Lines 1a and 8a: straight from Forms 1099, without Form 8949. */
export function isDirectLine(line: ScheduleDColumnLine): boolean {
  return line === "1a" || line === "8a";
}

/** Gains of the other forms by term, to be netted with the rest. */
export function otherForms(other: OtherScheduleD): { readonly short: Usd; readonly long: Usd } {
  return {
    short: sumUsd([other.line4 ?? ZERO_USD, other.line5 ?? ZERO_USD]),
    long: sumUsd([other.line11 ?? ZERO_USD, other.line12 ?? ZERO_USD, other.line13 ?? ZERO_USD]),
  };
}

function blankIfZero(amount: Usd): Usd | null {
  return isZeroUsd(amount) ? null : amount;
}
