import { type Quantity, quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { type Usd, usd, ZERO_USD } from "@/lib/money/usd";
import { DEFAULT_LEDGER_SETTINGS, type LedgerSettings } from "@/lib/tax/settings";
import { accountId, assetId, type Leg, transactionId } from "@/lib/tax/transaction";
import { type Instant, instant } from "@/lib/time/instant";

/** What every transaction of a case has. */
export function told(id: string, account: string, at: string, sequence: number) {
  return {
    id: transactionId(id),
    account: accountId(account),
    at: instant(at),
    date: null,
    sequence,
    feeUsd: ZERO_USD,
    fees: [],
    origin: { from: "hand", by: "case" },
    note: "",
  } as const;
}

/** Units of an asset. */
export function leg(asset: string, units: string): Leg {
  return { asset: assetId(asset), quantity: quantity(units) };
}

/** Dollars, or zero when not given. */
export function dollars(text: string | undefined): Usd {
  return text === undefined ? ZERO_USD : usd(text);
}

/** Units, or zero when not given. */
export function units(text: string | undefined): Quantity {
  return text === undefined ? ZERO_QUANTITY : quantity(text);
}

/** Settings of a case: everything not said is the default. */
export function settings(change: Partial<LedgerSettings>): LedgerSettings {
  return {
    ...DEFAULT_LEDGER_SETTINGS,
    timeZone: "UTC",
    ...change,
  };
}

/** A moment long before any case: orders and identifications made in time. */
export const LONG_AGO: Instant = instant("1970-01-01T00:00:00Z");
