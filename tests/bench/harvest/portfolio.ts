import { price } from "@/lib/money/price";
import { quantity } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import type { KnownLot } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { FilingStatus } from "@/lib/tax/settings";
import { accountId, assetId, transactionId } from "@/lib/tax/transaction";
import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import { random } from "../events";

/** The day every sale of the bench is made on. */
export const SOLD: CalendarDate = calendarDate("2026-12-01");

/** An invented taxpayer: a year so far and open lots at today's prices. */
export interface Portfolio {
  readonly situation: Situation;
  readonly pools: readonly HarvestPool[];
}

const STATUSES: readonly FilingStatus[] = ["single", "single", "mfj", "mfj", "hoh", "mfs"];
const ASSETS = [
  ["BTC", 90_000],
  ["ETH", 3_000],
  ["SOL", 150],
  ["ADA", 0.8],
] as const;

/** The same portfolio for the same seed: income 20,000 to 400,000, gains realised short and long, lots up and down. */
export function portfolioOf(seed: number, lots: number): Portfolio {
  const next = random(seed);
  const between = (low: number, high: number) => low + next() * (high - low);
  const rules = rulesFor(2026);
  if (!rules.ok) {
    throw new Error(rules.error.message);
  }
  const status = STATUSES[Math.floor(next() * STATUSES.length)] ?? "single";
  const dollars = (amount: number) => usd(amount.toFixed(2));
  const situation: Situation = {
    gains: {
      short: dollars(next() < 0.4 ? 0 : between(-5_000, 40_000)),
      long: dollars(next() < 0.4 ? 0 : between(-5_000, 80_000)),
      collectible: ZERO_USD,
    },
    carryoverIn: { short: ZERO_USD, long: dollars(next() < 0.8 ? 0 : between(0, 10_000)) },
    profile: {
      year: 2026,
      filingStatus: status,
      ordinaryIncome: dollars(between(20_000, next() < 0.5 ? 120_000 : 400_000)),
      deduction: rules.value.standardDeduction[status],
      qualifiedDividends: dollars(next() < 0.7 ? 0 : between(0, 8_000)),
      otherInvestmentIncome: ZERO_USD,
      magiAddBack: ZERO_USD,
      otherShort: ZERO_USD,
      otherLong: ZERO_USD,
      shortCarryoverIn: null,
      longCarryoverIn: null,
    },
    rules: rules.value,
    method: "schedule",
  };
  return { situation, pools: poolsOf(next, lots) };
}

function poolsOf(next: () => number, count: number): readonly HarvestPool[] {
  const pools = new Map<string, HarvestPool & { readonly lots: KnownLot[] }>();
  for (let at = 0; at < count; at += 1) {
    const [asset, today] = ASSETS[Math.floor(next() * ASSETS.length)] ?? ASSETS[0];
    const account = accountId(next() < 0.6 ? "Exchange A" : "Wallet B");
    const bought = new Date(
      Date.UTC(2022, 0, 1) + next() * (Date.UTC(2026, 10, 1) - Date.UTC(2022, 0, 1)),
    );
    const units = (200 + next() * 12_000) / today;
    const cost = units * today * (0.4 + next() * 1.6);
    const acquired = calendarDate(bought.toISOString().slice(0, 10));
    const key = `${account}|${asset}`;
    const pool = pools.get(key) ?? {
      account,
      asset: assetId(asset),
      collectible: false,
      price: price(String(today)),
      lots: [],
      order: "identified" as const,
    };
    pool.lots.push({
      lot: `lot-${at}`,
      acquisition: transactionId(`lot-${at}`),
      account,
      asset: pool.asset,
      acquired,
      opened: acquired,
      quantity: quantity(units.toFixed(8)),
      basis: usd(cost.toFixed(2)),
      lossBasis: null,
    });
    pools.set(key, pool);
  }
  for (const pool of pools.values()) {
    pool.lots.sort((a, b) => (a.opened < b.opened ? -1 : 1));
  }
  return [...pools.values()];
}
