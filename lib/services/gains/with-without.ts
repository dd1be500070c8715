import { subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { rulesFor } from "@/lib/tax/rules/by-year";
import { type Outcome, outcomeOf } from "@/lib/tax/worksheets/year-return";
import type { YearResult, YearTax } from "@/lib/tax/year-result";

/** The year's federal tax with and without the gains of these books. */
export interface GainsTax {
  readonly with: YearTax;
  readonly without: Outcome;
  /** with - without: negative when the losses of these books lower the tax. */
  readonly added: Usd;
}

/**
 * What this year's gains add to the tax: the worksheets run twice with the same income, deductions and carryovers, once
 * with the books' gains and once with none. Null without a profile or without the year's amounts. Income received in units
 * is part of the profile's ordinary income in both runs.
 */
export function gainsTax(year: YearResult): GainsTax | null {
  const { profile, tax } = year;
  const rules = rulesFor(year.year);
  if (profile === null || tax === null || !rules.ok) {
    return null;
  }
  const without = outcomeOf({
    gains: { short: profile.otherShort, long: profile.otherLong, collectible: ZERO_USD },
    carryoverIn: { short: year.shortCarryoverIn, long: year.longCarryoverIn },
    profile,
    rules: rules.value,
    method: "schedule",
  });
  return { with: tax, without, added: subtractUsd(tax.total, without.tax.total) };
}

/** What the books themselves realised in the year, without what the profile says of other accounts. */
export function ownGains(year: YearResult): { readonly short: Usd; readonly long: Usd } {
  return {
    short: subtractUsd(year.netShort, year.profile?.otherShort ?? ZERO_USD),
    long: subtractUsd(year.netLong, year.profile?.otherLong ?? ZERO_USD),
  };
}
