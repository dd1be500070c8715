import type { PlanVersion, StoredPlanInputs } from "@/db/queries/plans";
import { subtractUsd, usd, ZERO_USD } from "@/lib/money/usd";
import type { Saving } from "@/lib/tax/harvest/harvest";
import { classOf } from "@/lib/tax/harvest/sale";
import { type Situation, savingIn } from "@/lib/tax/harvest/saving";
import { totalsOf } from "@/lib/tax/optimal/choice";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { Books } from "../gains/books";
import { estimateUsd } from "../gains/plain";
import { type PairedSheet, pairedSheets } from "../gains/worksheet-pair";

/** The year without and with sales of a plan, every line. */
export interface PlanSheets {
  readonly title: string;
  /** Tax with less tax without. */
  readonly tax: string;
  readonly sheets: readonly PairedSheet[];
}

/** Two runs of a year, line by line. */
export function sheetsOf(title: string, { now, after }: Pick<Saving, "now" | "after">): PlanSheets {
  return {
    title,
    tax: estimateUsd(subtractUsd(after.tax.total, now.tax.total)),
    sheets: pairedSheets(now, after),
  };
}

/**
 * A version's own year run again from what was kept with it. Null where nothing was kept, or where today's worksheets come to another
 * tax than the version says: then it was computed by an engine that is no more.
 */
export function runsAsSaved(
  { settings }: Pick<Books, "settings">,
  { year, plan }: Pick<PlanVersion, "year" | "plan">,
): Saving | null {
  const start = plan.inputs === undefined ? null : situationThen(year, plan.inputs);
  if (start === null) {
    return null;
  }
  const collectibles = new Set(
    settings.assets.flatMap(({ asset, collectible }) => (collectible ? [`${asset}`] : [])),
  );
  const lots = plan.sales.flatMap(({ asset, lots: sold }) =>
    sold.map(({ gain, term }) => {
      const none = { short: ZERO_USD, long: ZERO_USD, collectible: ZERO_USD, fees: ZERO_USD };
      return { totals: { ...none, [classOf(term, collectibles.has(asset))]: usd(gain) } };
    }),
  );
  const saving = savingIn(start, totalsOf(lots));
  const { now, after } = saving;
  return estimateUsd(now.tax.total) === plan.taxWithout &&
    estimateUsd(after.tax.total) === plan.taxWith
    ? saving
    : null;
}

function situationThen(year: number, { profile, realised }: StoredPlanInputs): Situation | null {
  const rules = rulesFor(year);
  return rules.ok
    ? {
        gains: {
          short: usd(realised.short),
          long: usd(realised.long),
          collectible: usd(realised.collectible),
        },
        carryoverIn: {
          short: usd(realised.shortCarryoverIn),
          long: usd(realised.longCarryoverIn),
        },
        profile: {
          year,
          filingStatus: profile.filingStatus,
          ordinaryIncome: usd(profile.ordinaryIncome),
          deduction: usd(profile.deduction),
          qualifiedDividends: usd(profile.qualifiedDividends),
          otherInvestmentIncome: usd(profile.otherInvestmentIncome),
          magiAddBack: usd(profile.magiAddBack),
          otherShort: usd(profile.otherShort),
          otherLong: usd(profile.otherLong),
          shortCarryoverIn: null,
          longCarryoverIn: null,
        },
        rules: rules.value,
        method: "schedule",
      }
    : null;
}
