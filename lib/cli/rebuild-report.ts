import { assetText } from "@/lib/assets/label";
import type { YearEndInput } from "@/lib/reports/input";
import { isPreliminary } from "@/lib/reports/preliminary";
import { inputHashOf } from "@/lib/reports/proof";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import type { Names } from "@/lib/tax/harvest/names";
import { harvestPlan } from "@/lib/tax/harvest/plan";
import { openPositions } from "@/lib/tax/harvest/unrealized";
import { ENGINE_VERSION } from "@/lib/tax/version";
import type { YearResult } from "@/lib/tax/year-result";
import type { ExportedBooks } from "./read-books";

/** What a year's papers are made of, from an export. */
export interface RebuiltYear {
  readonly input: YearEndInput;
  readonly books: ExplainedBooks;
}

/**
 * A year of an export, computed anew from its facts: nothing the export says of results is used. null when the books have no
 * such year.
 */
export function rebuildYear(exported: ExportedBooks, year: number): RebuiltYear | null {
  const { transactions, settings, profiles, method = "table", ...rest } = exported;
  const { valuedAmounts: valued, tickets, filed: _filed, asOfMoment, asOf: day, ...told } = rest;
  const asOf = { at: asOfMoment, date: day };
  const ledger = computeLedger({ transactions, settings, asOf });
  const forms = { ...told.forms, assets: settings.assets };
  const years = computeYears({ ledger, profiles, asOf, method, ...forms });
  const result = years.find((one) => one.year === year);
  if (result === undefined) {
    return null;
  }
  const input: YearEndInput = {
    ...told,
    asOf: day,
    settings,
    year,
    ledger,
    result,
    issues: ledger.issues,
    engineVersion: ENGINE_VERSION,
    inputHash: inputHashOf({ settings, profiles, forms, transactions }),
  };
  return {
    input: isPreliminary(input) ? { ...early(input, result, asOf), ...input } : input,
    books: {
      transactions,
      settings,
      asOf,
      ledger,
      years,
      method,
      ...(forms.rounding === undefined ? {} : { rounding: forms.rounding }),
      ...(valued === undefined ? {} : { valued }),
      ...(tickets === undefined ? {} : { tickets }),
    },
  };
}

function early(
  { ledger, settings, prices: quotes, accounts }: YearEndInput,
  year: YearResult,
  asOf: Parameters<typeof openPositions>[0]["asOf"],
): Pick<YearEndInput, "positions" | "plan"> {
  const { profile } = year;
  const names: Names = { account: (id) => accounts.get(id) ?? id, asset: assetText };
  const plan =
    profile === null ? null : harvestPlan({ ledger, year, profile, settings, quotes, asOf, names });
  return {
    positions: openPositions({ ledger, quotes, asOf }),
    plan: plan?.ok === true ? plan.value : null,
  };
}
