import { addUsd, subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
import { situationOf } from "@/lib/tax/harvest/saving";
import { rulesFor } from "@/lib/tax/rules/by-year";
import { LOSS_LIMIT } from "@/lib/tax/rules/statute";
import type { YearProfile } from "@/lib/tax/settings";
import { capitalLossCarryover } from "@/lib/tax/worksheets/capital-loss-carryover";
import {
  type CarryoverIn,
  capitalGainLine,
  net,
  outcomeOf,
  type YearGains,
} from "@/lib/tax/worksheets/year-return";
import type { YearResult } from "@/lib/tax/year-result";
import type { Shift } from "./shift";

/** Which end of a range: at the low end income that may escape the tax on net investment income does, at the high end none does. */
export type End = "low" | "high";

/** What is carried into a computed year. */
export function carryoverIn(year: YearResult): CarryoverIn {
  return { short: year.shortCarryoverIn, long: year.longCarryoverIn };
}

/**
 * Federal tax of the year with a shift of its gains and income, through the whole return on the exact rate schedule: netting,
 * loss limit, rate worksheets, NIIT; never a gain times a rate. Null without a profile or without the year's amounts.
 * Whether income in units is net investment income depends on what it was (IRC 1411(c)): counted at the high end only.
 */
export function taxWith(
  year: YearResult,
  shift: Shift,
  end: End,
  carryover: CarryoverIn = carryoverIn(year),
): Usd | null {
  if (year.profile === null) {
    return null;
  }
  const situation = situationOf(year, profileWith(year.profile, shift, end));
  if (!situation.ok) {
    return null;
  }
  const { rules, profile, method } = situation.value;
  const gains = gainsWith(situation.value.gains, shift);
  return outcomeOf({ gains, carryoverIn: carryover, profile, rules, method }).tax.total;
}

/** What the year carries out with a shift and another carryover in; a year without a profile as the statute nets it. */
export function carryoverWith(year: YearResult, shift: Shift, carryover: CarryoverIn): CarryoverIn {
  const rules = rulesFor(year.year);
  const status = year.profile?.filingStatus ?? "single";
  const limit = (rules.ok ? rules.value.lossLimit : LOSS_LIMIT)[status];
  const netting = net(gainsWith(gainsOfYear(year), shift), carryover, limit);
  const { short, long } = capitalLossCarryover({
    taxableIncomeSigned:
      year.profile === null
        ? null
        : signedIncome(profileWith(year.profile, shift, "low"), capitalGainLine(netting)),
    ...netting,
  });
  return { short, long };
}

function gainsOfYear(year: YearResult): YearGains {
  return {
    short: year.netShort,
    long: subtractUsd(year.netLong, year.netCollectible),
    collectible: year.netCollectible,
  };
}

function gainsWith(gains: YearGains, shift: Shift): YearGains {
  return {
    short: addUsd(gains.short, shift.short),
    long: addUsd(gains.long, shift.long),
    collectible: addUsd(gains.collectible, shift.collectible),
  };
}

function profileWith(profile: YearProfile, { income }: Shift, end: End): YearProfile {
  const { ordinaryIncome, otherInvestmentIncome } = profile;
  return {
    ...profile,
    ordinaryIncome: addUsd(ordinaryIncome, income),
    otherInvestmentIncome:
      end === "high" ? addUsd(otherInvestmentIncome, income) : otherInvestmentIncome,
  };
}

/** Form 1040 lines 11 less 12-14: below zero where it is. */
function signedIncome(profile: YearProfile, gainLine: Usd): Usd {
  const agi = sumUsd([profile.ordinaryIncome, profile.qualifiedDividends, gainLine]);
  return subtractUsd(agi, profile.deduction);
}
