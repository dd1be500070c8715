import { quantityText } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";
import type { ClosedLot, OpenLot } from "@/lib/tax/closed-lot";
import type { AccountFacts, AssetFacts } from "@/lib/tax/facts";
import type { Identification, LedgerSettings, LotMethod, StandingOrder } from "@/lib/tax/settings";
import { accountId, assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { instant } from "@/lib/time/instant";
import { ledgerOf, leg } from "./make";

export const FUND = { asset: "FUND" };

/** A fact about an asset, with the rest as it usually is. */
export const fact = (
  asset: string,
  change: Partial<Omit<AssetFacts, "asset">> = {},
): AssetFacts => ({
  asset: assetId(asset),
  class: "security",
  collectible: false,
  identicalTo: null,
  ...change,
});

export const account = (name: string, owner: AccountFacts["owner"]): AccountFacts => ({
  account: accountId(name),
  custody: "broker",
  owner,
});

export const run = (transactions: readonly Transaction[], change: Partial<LedgerSettings> = {}) =>
  ledgerOf(transactions, { assets: [fact("FUND")], ...change });

export const text = (amount: Usd | null | undefined) =>
  amount === null || amount === undefined ? null : usdText(amount);

export const closed = ({ adjustments, gain, basis, term, acquired }: ClosedLot) => ({
  codes: adjustments.map(({ code, amount }) => `${code} ${usdText(amount)}`).join(),
  basis: text(basis),
  gain: text(gain),
  term,
  acquired,
});

export const open = (lot: OpenLot) =>
  `${lot.lot} ${quantityText(lot.quantity)} ${text(lot.basis)} ${lot.acquired} ${text(lot.washedBasis)}`;

export const codes = (result: LedgerResult) => result.closedLots.map((lot) => closed(lot).codes);

/** Sales of one lot each, named; made before the sale. */
export const named = (sale: string, lot: string, units: string): Identification => ({
  transaction: transactionId(sale),
  madeAt: instant("2000-01-01T00:00:00Z"),
  toldBrokerAt: instant("2000-01-01T00:00:00Z"),
  lots: [{ lot, quantity: leg("FUND", units).quantity }],
});

export function order(method: LotMethod): StandingOrder {
  const long = instant("2000-01-01T00:00:00Z");
  return {
    id: method,
    account: null,
    method,
    effectiveFrom: long,
    madeAt: long,
    toldBrokerAt: long,
  };
}
