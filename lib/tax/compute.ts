import { type FormInput, formFacts } from "./forms/form-facts";
import { walk } from "./ledger";
import type { AsOf, LedgerSettings, YearProfile } from "./settings";
import type { Transaction } from "./transaction";
import type { TaxMethod } from "./worksheets/tax-table";
import type { LedgerResult, YearResult } from "./year-result";
import { yearsOf } from "./years";

/**
 * Turns transactions into closed lots, open lots, income and issues. Pure and total: the same transactions in any order and
 * the same settings give the same result, and bad data gives issues, never an exception. Units and basis are conserved to
 * the last digit. Dates are taken in `settings.timeZone`; transactions after `asOf.at` have no effect. Lots are drawn per
 * account (Reg. 1.1012-1(j)), or from a universal pool up to 2024 where the client used one (Rev. Proc. 2024-28).
 */
export function computeLedger(input: {
  readonly transactions: readonly Transaction[];
  readonly settings: LedgerSettings;
  readonly asOf: AsOf;
}): LedgerResult {
  return walk(input.transactions, input.settings, input.asOf, null);
}

/**
 * Every tax year that has closed lots, income, units given away or lost, or a profile, the year of `asOf`, and the years between that a carryover
 * passes through; ascending. Carryovers are chained by the Capital Loss Carryover Worksheet unless a profile states them.
 * A year without a profile is netted with the limit of "single" and has no tax (`assumedIncome`); a year whose amounts are
 * not in the product has a `refusal`. `method`: "table" as filed (default), "schedule" for exact estimates.
 * Brokers' forms, asset facts and the way Form 8949 is filled in are optional: see `FormInput`.
 */
export function computeYears(
  input: {
    readonly ledger: LedgerResult;
    readonly profiles: readonly YearProfile[];
    readonly asOf: AsOf;
    readonly method?: TaxMethod;
  } & FormInput,
): readonly YearResult[] {
  return yearsOf(input.ledger, input.profiles, input.asOf, {
    method: input.method ?? "table",
    facts: formFacts(input),
  });
}
