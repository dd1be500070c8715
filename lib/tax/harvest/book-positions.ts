import type { Price } from "@/lib/money/price";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { Custody } from "@/lib/tax/custody";
import { StandingOrders } from "@/lib/tax/identification";
import type { AsOf, LedgerSettings, LotMethod, Quote } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { isKnown, type KnownLot, saleOrder } from "./sale";
import { latestQuotes } from "./unrealized";

/** All open lots of one asset in one account, in the order a sale today would take them. */
export interface BookPosition {
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly method: LotMethod;
  readonly price: Price | null;
  /** Lots that can be sold with a known result, in order of sale. */
  readonly reachable: readonly KnownLot[];
  /** The first lot of unknown basis in that order, and all behind it: nothing can be said about selling them. */
  readonly blocked: readonly OpenLot[];
}

/** The open lots grouped by account and asset, under the method in force for each account at this moment. */
export function bookPositions(input: {
  readonly ledger: LedgerResult;
  readonly settings: LedgerSettings;
  readonly quotes: readonly Quote[];
  readonly asOf: AsOf;
}): readonly BookPosition[] {
  const orders = new StandingOrders(
    input.settings.standingOrders,
    new Custody(input.settings.accounts),
  );
  const prices = latestQuotes(input.quotes);
  const groups = new Map<string, OpenLot[]>();
  for (const lot of input.ledger.openLots) {
    const key = `${lot.account}\u0000${lot.asset}`;
    const group = groups.get(key) ?? [];
    group.push(lot);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((lots) => {
    const [first] = lots;
    if (first === undefined) {
      return [];
    }
    const { account, asset } = first;
    const { method } = orders.inForce(account, input.asOf.at, input.asOf.date);
    const price = prices.get(asset)?.price ?? null;
    const ordered = price === null ? lots : saleOrder(lots, method, price, input.asOf.date);
    const stop = ordered.findIndex((lot) => !isKnown(lot));
    const end = stop === -1 ? ordered.length : stop;
    return [
      {
        account,
        asset,
        method,
        price,
        reachable: ordered.slice(0, end).filter(isKnown),
        blocked: ordered.slice(end),
      },
    ];
  });
}
