import type { Price } from "@/lib/money/price";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { Custody } from "@/lib/tax/custody";
import { StandingOrders } from "@/lib/tax/identification";
import type { AsOf, LedgerSettings, LotMethod, Quote } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { type KnownLot, knownFront, saleOrder } from "./sale";
import { latestQuotes } from "./unrealized";

/** All open lots of one asset in one account, in the order a sale today would take them. */
export interface BookPosition {
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly method: LotMethod;
  readonly price: Price | null;
  /** Long gains and losses are in the 28 % group (IRC 408(m)). */
  readonly collectible: boolean;
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
  const collectibles = new Set(
    input.settings.assets.flatMap(({ asset, collectible }) => (collectible ? [asset] : [])),
  );
  return groupsOf(input.ledger.openLots).map(({ account, asset, lots }) => {
    const { method } = orders.inForce(account, input.asOf.at, input.asOf.date);
    const price = prices.get(asset)?.price ?? null;
    const ordered = price === null ? lots : saleOrder(lots, method, price, input.asOf.date);
    const reachable = knownFront(ordered);
    const collectible = collectibles.has(asset);
    const blocked = ordered.slice(reachable.length);
    return { account, asset, method, price, collectible, reachable, blocked };
  });
}

interface LotGroup {
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly lots: OpenLot[];
}

function groupsOf(openLots: readonly OpenLot[]): readonly LotGroup[] {
  const groups = new Map<string, LotGroup>();
  for (const lot of openLots) {
    const { account, asset } = lot;
    const key = `${account}\u0000${asset}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { account, asset, lots: [lot] });
    } else {
      group.lots.push(lot);
    }
  }
  return [...groups.values()];
}
