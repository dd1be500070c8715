import { computeLedger, computeYears } from "@/lib/tax/compute";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import type { AsOf, LedgerSettings, YearProfile } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";

/** Everything a year's figures stand on: with the engine's version, equal inputs give equal figures. */
export interface YearInputs {
  /** Facts that count, in the ledger's order, with the dollars prices gave them. */
  readonly transactions: readonly Transaction[];
  readonly settings: LedgerSettings;
  readonly profiles: readonly YearProfile[];
  /** Brokers' forms, stated adjustments and how Form 8949 is filled in; assets are those of `settings`. */
  readonly forms: Omit<FormInput, "assets">;
  readonly asOf: AsOf;
}

/** The ledger and every year as they are put on paper: tax by the Tax Table, not by the exact schedules estimates use. */
export function computeFiled(inputs: YearInputs): {
  readonly ledger: LedgerResult;
  readonly years: readonly YearResult[];
} {
  const { transactions, settings, asOf } = inputs;
  const ledger = computeLedger({ transactions, settings, asOf });
  return { ledger, years: yearsFiled(inputs, ledger) };
}

/** The same years from a ledger that is computed already. */
export function yearsFiled(
  { profiles, forms, settings, asOf }: Omit<YearInputs, "transactions">,
  ledger: LedgerResult,
): readonly YearResult[] {
  return computeYears({
    ledger,
    profiles,
    asOf,
    method: "table",
    ...forms,
    assets: settings.assets,
  });
}
