import { Exact } from "@/lib/money/exact";
import { quantity } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import type { KnownLot, SaleCosts } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { FilingStatus } from "@/lib/tax/settings";
import { accountId, assetId, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";

/** A lot as a case tells it. */
export interface CaseLot {
  id: string;
  account: string;
  asset: string;
  acquired: string;
  quantity: string;
  basis: string;
  collectible: boolean;
}
/** Named numbers. */
export type Figures = Record<string, string>;
/** harvest-case/1 */
export interface HarvestCase {
  id: string;
  kind: string;
  taxMethod?: "table";
  profile: Record<string, string> & { year: number };
  realized: { short: string; long: string; collectible28: string };
  lots: CaseLot[];
  prices: Record<string, string>;
  sellDate: string;
  fees: { percent: string; fixed: string; fixedPer: "order" | "lot" };
  question: {
    sell?: { lot: string; quantity: string }[];
    alternativeSellDate?: string;
    account: string;
    asset: string;
    targetLot: string;
    sales?: { account: string; asset: string; quantity: string }[];
  };
  expected: Record<string, unknown>;
}

/** The year of a case. */
export function situation(data: HarvestCase): Situation {
  const { profile, realized } = data;
  const money = (name: string) => usd(profile[name] ?? "0");
  const rules = rulesFor(profile.year);
  if (!rules.ok) {
    throw new Error(rules.error.message);
  }
  return {
    gains: {
      short: usd(realized.short),
      long: usd(realized.long),
      collectible: usd(realized.collectible28),
    },
    carryoverIn: { short: money("shortCarryoverIn"), long: money("longCarryoverIn") },
    profile: {
      year: profile.year,
      filingStatus: profile["filingStatus"] as FilingStatus,
      ordinaryIncome: money("ordinaryIncome"),
      deduction: money("deduction"),
      qualifiedDividends: money("qualifiedDividends"),
      otherInvestmentIncome: money("otherNetInvestmentIncome"),
      magiAddBack: money("magiAddBack"),
      otherShort: ZERO_USD,
      otherLong: ZERO_USD,
      shortCarryoverIn: null,
      longCarryoverIn: null,
    },
    rules: rules.value,
    method: data.taxMethod ?? "schedule",
  };
}

/** A lot of a case. */
export function openLot(lot: CaseLot): KnownLot {
  return {
    lot: lot.id,
    acquisition: transactionId(lot.id),
    account: accountId(lot.account),
    asset: assetId(lot.asset),
    acquired: calendarDate(lot.acquired),
    opened: calendarDate(lot.acquired),
    quantity: quantity(lot.quantity),
    basis: usd(lot.basis),
    lossBasis: null,
  };
}

/** Costs of one order of a case. */
export function costs({ fees }: HarvestCase): SaleCosts {
  return { rate: new Exact(fees.percent).div(100).toFixed(), fixed: usd(fees.fixed) };
}
