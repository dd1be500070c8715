import { quantity } from "@/lib/money/quantity";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { computeYears } from "@/lib/tax/compute";
import type { HarvestPlan } from "@/lib/tax/harvest/harvest";
import type { HarvestMark } from "@/lib/tax/harvest/marks";
import { harvestPlan } from "@/lib/tax/harvest/plan";
import type { KnownLot, SaleCosts } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { AsOf, LedgerSettings, Quote, YearProfile } from "@/lib/tax/settings";
import { accountId, assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { rulesOf } from "../forms/make-rows";
import { AS_OF, ledgerOf, profile, settings } from "../make";

export const date = calendarDate;

export const text = (amount: Usd | null | undefined) =>
  amount === null || amount === undefined ? null : usdText(amount);

/** A price of November 20, 2026, unless told otherwise. */
export const quote = (asset: string, price: string, at = "2026-11-20T00:00:00Z"): Quote => ({
  asset: assetId(asset),
  price,
  at: instant(at),
  source: "test",
});

/** Noon UTC of a day. */
export const day = (on: string): AsOf => ({ at: instant(`${on}T12:00:00Z`), date: date(on) });

/**
 * 2026, single, standard deduction of 16,100 (Rev. Proc. 2025-32): so much taxable income before gains. Rates 10% to 12,400,
 * 12% to 50,400, 22% to 105,700, 24% to 201,775; gains 0% to 49,450, then 15%.
 */
export const single2026 = (taxable: string, change: Partial<YearProfile> = {}) =>
  profile(2026, {
    ordinaryIncome: usd(String(Number(taxable) + 16_100)),
    deduction: usd("16100"),
    ...change,
  });

/** 150,000 of taxable income: 24% on ordinary income, 15% on long gains. */
export const MIDDLE = single2026("150000");

/** A lot of known basis: one BTC in account A bought on 2026-02-01 for 100, unless told otherwise. */
export function lotOf(
  change: Partial<Omit<KnownLot, "basis" | "lossBasis" | "quantity" | "account" | "asset">> & {
    readonly basis?: string;
    readonly lossBasis?: string;
    readonly units?: string;
    readonly account?: string;
    readonly asset?: string;
  } = {},
): KnownLot {
  const { basis = "100", lossBasis, units = "1", account = "A", asset = "BTC", ...more } = change;
  return {
    lot: "lot",
    acquisition: transactionId(change.lot ?? "lot"),
    acquired: date("2026-02-01"),
    opened: date("2026-02-01"),
    ...more,
    account: accountId(account),
    asset: assetId(asset),
    quantity: quantity(units),
    basis: usd(basis),
    lossBasis: lossBasis === undefined ? null : usd(lossBasis),
  };
}

/** The same without a basis: nobody knows what it cost. */
export const unknownLot = (lot: string): OpenLot => ({ ...lotOf({ lot }), basis: null });

/** A year with these gains realised and carried in. */
export function situation(
  of: YearProfile,
  told: { short?: string; long?: string; collectible?: string; carried?: string } = {},
): Situation {
  const { short = "0", long = "0", collectible = "0", carried = "0" } = told;
  return {
    gains: { short: usd(short), long: usd(long), collectible: usd(collectible) },
    carryoverIn: { short: usd(carried), long: ZERO_USD },
    profile: of,
    rules: rulesOf(of.year),
    method: "schedule",
  };
}

interface PlanChange {
  readonly of?: YearProfile;
  readonly settings?: Partial<LedgerSettings>;
  readonly costs?: SaleCosts;
  readonly asOf?: AsOf;
  /** Open lots in place of the books' own. */
  readonly openLots?: readonly OpenLot[];
  marks?: readonly HarvestMark[];
}

/** The plan for 2026 of some books. */
export function planOf(
  transactions: readonly Transaction[],
  quotes: readonly Quote[],
  { of = MIDDLE, settings: change, costs, asOf = AS_OF, openLots, marks }: PlanChange = {},
): HarvestPlan {
  const walked = ledgerOf(transactions, change, asOf);
  const ledger = openLots === undefined ? walked : { ...walked, openLots };
  const year = computeYears({
    ledger,
    profiles: [of],
    asOf: AS_OF,
    assets: change?.assets ?? [],
  }).find((each) => each.year === 2026);
  if (year === undefined) {
    throw new Error("no year 2026");
  }
  const result = harvestPlan({
    ledger,
    year,
    profile: of,
    settings: settings(change),
    quotes,
    asOf,
    ...(costs === undefined ? {} : { costs }),
    ...(marks === undefined ? {} : { marks }),
  });
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  return result.value;
}
