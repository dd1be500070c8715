import { addUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { YearRules } from "@/lib/tax/rules/year-rules";
import type { YearProfile } from "@/lib/tax/settings";
import type { TaxMethod } from "@/lib/tax/worksheets/tax-table";
import {
  type CarryoverIn,
  type Outcome,
  outcomeOf,
  type YearGains,
} from "@/lib/tax/worksheets/year-return";
import type { YearRefusal, YearResult } from "@/lib/tax/year-result";
import type { SaleTotals, Saving } from "./harvest";

/** A year as far as it is known: what it realised, what it carries in, who files it. */
export interface Situation {
  readonly gains: YearGains;
  readonly carryoverIn: CarryoverIn;
  readonly profile: YearProfile;
  readonly rules: YearRules;
  readonly method: TaxMethod;
}

/** The situation of a computed year; refuses a year whose amounts are not in the product. */
export function situationOf(
  year: YearResult,
  profile: YearProfile,
  method: TaxMethod = "schedule",
): Result<Situation, YearRefusal> {
  const rules = rulesFor(year.year);
  if (!rules.ok) {
    return err(rules.error);
  }
  return ok({
    gains: {
      short: year.netShort,
      long: subtractUsd(year.netLong, year.netCollectible),
      collectible: year.netCollectible,
    },
    carryoverIn: { short: year.shortCarryoverIn, long: year.longCarryoverIn },
    profile,
    rules: rules.value,
    method,
  });
}

/** The year with the gains of a sale added to what it has realised. */
export function afterSale(situation: Situation, sale: SaleTotals): Situation {
  const { gains } = situation;
  return {
    ...situation,
    gains: {
      short: addUsd(gains.short, sale.short),
      long: addUsd(gains.long, sale.long),
      collectible: addUsd(gains.collectible, sale.collectible),
    },
  };
}

/** What sales change in a situation: the whole return run without and with them, never a rate times a loss. */
export function savingIn(
  situation: Situation,
  sale: SaleTotals,
  now: Outcome = outcomeOf(situation),
): Saving {
  const after = outcomeOf(afterSale(situation, sale));
  const saving = subtractUsd(now.tax.total, after.tax.total);
  return {
    now,
    after,
    saving,
    incomeTaxSaving: subtractUsd(now.tax.incomeTax, after.tax.incomeTax),
    niitSaving: subtractUsd(now.tax.niit, after.tax.niit),
    fees: sale.fees,
    netSaving: subtractUsd(saving, sale.fees),
    shortCarryoverChange: subtractUsd(after.shortCarryoverOut, now.shortCarryoverOut),
    longCarryoverChange: subtractUsd(after.longCarryoverOut, now.longCarryoverOut),
  };
}

/**
 * What sales would save in a computed year: tax without them minus tax with them, on the exact rate schedule unless told
 * otherwise; NIIT and carryovers apart.
 */
export function savingOf(input: {
  readonly year: YearResult;
  readonly profile: YearProfile;
  readonly sale: SaleTotals;
  readonly method?: TaxMethod;
}): Result<Saving, YearRefusal> {
  const situation = situationOf(input.year, input.profile, input.method);
  return situation.ok ? ok(savingIn(situation.value, input.sale)) : situation;
}

/** A sale that realises only these amounts, without fees. */
export function saleTotals(short: Usd, long: Usd): SaleTotals {
  return { short, long, collectible: ZERO_USD, fees: ZERO_USD };
}
