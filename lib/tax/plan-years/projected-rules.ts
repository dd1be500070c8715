import { floorToStep } from "@/lib/money/round";
import { compareUsd, timesRatio, type Usd, usd } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { rulesFor, SUPPORTED_YEARS } from "@/lib/tax/rules/by-year";
import type { Bracket, ByStatus, YearRules } from "@/lib/tax/rules/year-rules";
import type { FilingStatus } from "@/lib/tax/settings";
import { type Growth, growthPower } from "./growth";

/** A year's amounts, and whether they are published or carried forward by a rate somebody chose. */
export interface RulesOfYear {
  readonly rules: YearRules;
  readonly projected: boolean;
  /** The year whose published amounts they come from: the year itself, or the latest there is. */
  readonly basedOn: number;
}

/**
 * Published amounts where there are any. Else the latest ones, raised by `rate` for each year since and cut down to the next
 * multiple of $50, for the brackets of unmarried and separate filers of $25: the steps of IRC 1(f)(7) and 1(j)(3)(B), which the
 * statute applies to the increase over its own base years, so a projected amount may be off by a step. The loss limit (IRC
 * 1211(b)), the NIIT threshold (IRC 1411(b)) and all rates are not indexed.
 */
export function rulesOfYear(year: number, rate: Growth): RulesOfYear {
  const own = rulesFor(year);
  if (own.ok) {
    return { rules: own.value, projected: false, basedOn: year };
  }
  const latest = SUPPORTED_YEARS.reduce((a, b) => (b > a ? b : a));
  const base = rulesFor(latest);
  invariant(base.ok, "the latest supported year has rules");
  return { rules: indexed(base.value, year, rate), projected: true, basedOn: latest };
}

function indexed(base: YearRules, year: number, rate: Growth): YearRules {
  const { top, bottom } = growthPower(rate, year - base.year);
  const raise = (amount: Usd, step: Usd) => floorToStep(timesRatio(amount, top, bottom), step);
  const all = (amounts: ByStatus<Usd>) => byStatus((status) => raise(amounts[status], FIFTY));
  const brackets = byStatus((status) =>
    base.brackets[status].map(
      ({ upTo, rate: percent }): Bracket => ({
        rate: percent,
        upTo: upTo === null ? null : raise(upTo, bracketStep(status)),
      }),
    ),
  );
  return {
    ...base,
    year,
    brackets,
    zeroRateCeiling: all(base.zeroRateCeiling),
    fifteenRateCeiling: all(base.fifteenRateCeiling),
    ordinaryCeilingForGains: byStatus((status) => {
      // It is the top of a bracket (IRC 1(j)(5)(A)) and stays that one.
      const at = base.brackets[status].findIndex(
        ({ upTo }) => upTo !== null && compareUsd(upTo, base.ordinaryCeilingForGains[status]) === 0,
      );
      return brackets[status][at]?.upTo ?? raise(base.ordinaryCeilingForGains[status], FIFTY);
    }),
    standardDeduction: all(base.standardDeduction),
    authority: `${base.authority}, carried forward from ${base.year}`,
  };
}

const FIFTY = usd("50");
const TWENTY_FIVE = usd("25");

/** IRC 1(j)(3)(B)(iii) with 1(f)(7)(B): $25 for unmarried and separate filers, $50 for the others. */
function bracketStep(status: FilingStatus): Usd {
  return status === "single" || status === "mfs" ? TWENTY_FIVE : FIFTY;
}

function byStatus<T>(of: (status: FilingStatus) => T): ByStatus<T> {
  return { single: of("single"), mfj: of("mfj"), mfs: of("mfs"), hoh: of("hoh"), qss: of("qss") };
}
