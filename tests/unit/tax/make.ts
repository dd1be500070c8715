import { quantity } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import {
  type AsOf,
  DEFAULT_LEDGER_SETTINGS,
  type LedgerSettings,
  type YearProfile,
} from "@/lib/tax/settings";
import {
  accountId,
  assetId,
  type Leg,
  type Transaction,
  transactionId,
} from "@/lib/tax/transaction";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { yearProfile } from "../../support/year-profile";

export const profile = yearProfile;

let made = 0;

/** What every transaction has: noon UTC of a day in account "A", an id of its own. */
export function told(date: string, change: { id?: string; account?: string; fee?: string } = {}) {
  made += 1;
  return {
    id: transactionId(change.id ?? `tx${made}`),
    account: accountId(change.account ?? "A"),
    at: instant(date.length === 10 ? `${date}T12:00:00Z` : date),
    date: null,
    sequence: made,
    feeUsd: change.fee === undefined ? ZERO_USD : usd(change.fee),
    fees: [],
    origin: { from: "hand", by: "test" },
    note: "",
  } as const;
}

export function leg(asset: string, units: string): Leg {
  return { asset: assetId(asset), quantity: quantity(units) };
}

type Change = { id?: string; account?: string; fee?: string };

export function buy(
  date: string,
  units: string,
  cost: string | null,
  change: Change & { asset?: string } = {},
): Transaction {
  return {
    ...told(date, change),
    kind: "buy",
    received: leg(change.asset ?? "BTC", units),
    value: cost === null ? null : usd(cost),
  };
}

export function sell(
  date: string,
  units: string,
  proceeds: string | null,
  change: Change & { asset?: string } = {},
): Transaction {
  return {
    ...told(date, change),
    kind: "sell",
    sent: leg(change.asset ?? "BTC", units),
    value: proceeds === null ? null : usd(proceeds),
  };
}

export const AS_OF: AsOf = {
  at: instant("2026-11-21T12:00:00Z"),
  date: calendarDate("2026-11-21"),
};

export function settings(change: Partial<LedgerSettings> = {}): LedgerSettings {
  return {
    ...DEFAULT_LEDGER_SETTINGS,
    timeZone: "UTC",
    ...change,
  };
}

export function ledgerOf(
  transactions: readonly Transaction[],
  change: Partial<LedgerSettings> = {},
  asOf: AsOf = AS_OF,
): LedgerResult {
  return computeLedger({ transactions, settings: settings(change), asOf });
}

export function yearOf(
  ledger: LedgerResult,
  profiles: readonly YearProfile[],
  year: number,
): YearResult {
  const found = computeYears({ ledger, profiles, asOf: AS_OF }).find((each) => each.year === year);
  if (found === undefined) {
    throw new Error(`no year ${year}`);
  }
  return found;
}
