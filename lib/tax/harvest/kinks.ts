import { isZeroUsd, negateUsd, subtractUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { Situation } from "./saving";

/** Where the slope of the year's tax can change: at these values of the net short gain, and of short + long. */
export interface Kinks {
  readonly short: readonly Usd[];
  readonly total: readonly Usd[];
}

/**
 * Every value of Schedule D line 7, and of line 16, at which the tax of a year changes its slope: bracket tops, the 0 % and
 * 15 % ceilings, zero income, the loss limit and the NIIT threshold (IRC 1(h), 1(j), 1211(b), 1411). Between them the tax is
 * a straight line, so a best sale is found by looking only there and at whole lots. Gains in the 28 % group bend it besides
 * (see `optimal/planes.ts`).
 */
export function kinksOf({ profile, rules }: Situation): Kinks {
  const status = profile.filingStatus;
  const tops = rules.brackets[status].flatMap(({ upTo }) => (upTo === null ? [] : [upTo]));
  const levels = [
    ZERO_USD,
    ...tops,
    rules.zeroRateCeiling[status],
    rules.fifteenRateCeiling[status],
  ];
  const base = subtractUsd(profile.ordinaryIncome, profile.deduction);
  const withDividends = sumUsd([base, profile.qualifiedDividends]);
  const atBase = levels.map((level) => subtractUsd(level, base));
  const atAll = isZeroUsd(profile.qualifiedDividends)
    ? []
    : levels.map((level) => subtractUsd(level, withDividends));
  const magi = sumUsd([profile.ordinaryIncome, profile.qualifiedDividends, profile.magiAddBack]);
  const investment = sumUsd([profile.qualifiedDividends, profile.otherInvestmentIncome]);
  return {
    short: [ZERO_USD, ...atBase],
    total: [
      ZERO_USD,
      negateUsd(rules.lossLimit[status]),
      ...atBase,
      ...atAll,
      subtractUsd(rules.niitThreshold[status], magi),
      negateUsd(investment),
    ],
  };
}
