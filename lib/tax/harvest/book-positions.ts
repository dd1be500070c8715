import type { Price } from "@/lib/money/price";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { Custody } from "@/lib/tax/custody";
import { StandingOrders } from "@/lib/tax/identification";
import type { AsOf, LedgerSettings, LotId, LotMethod, Quote } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import type { HarvestMark } from "./marks";
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
  /** Lots a person says cannot be sold, with why: no advice sells them. */
  readonly marked: readonly MarkedLot[];
  /** Lots behind a marked one: the account's order takes that one first, so only naming reaches them (Reg. 1.1012-1(j)). */
  readonly behind: readonly OpenLot[];
}

/** A lot a person says cannot be sold. */
export interface MarkedLot {
  readonly lot: OpenLot;
  readonly reason: HarvestMark["reason"];
}

/** The open lots grouped by account and asset, under the method in force for each account at this moment. */
export function bookPositions(input: {
  readonly ledger: LedgerResult;
  readonly settings: LedgerSettings;
  readonly quotes: readonly Quote[];
  readonly asOf: AsOf;
  /** What a person says of single lots; what is said of whole positions is not looked at here. */
  readonly marks?: readonly HarvestMark[];
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
    const collectible = collectibles.has(asset);
    const line = lineOf(ordered, lotMarks(input.marks ?? [], { account, asset }));
    return { account, asset, method, price, collectible, ...line };
  });
}

/** What is said of the lots of a position. */
export function lotMarks(
  marks: readonly HarvestMark[],
  { account, asset }: Pick<BookPosition, "account" | "asset">,
): ReadonlyMap<LotId, HarvestMark["reason"]> {
  return new Map(
    marks.flatMap((mark) =>
      mark.lot !== null && mark.account === account && mark.asset === asset
        ? [[mark.lot, mark.reason] as const]
        : [],
    ),
  );
}

/** The lots of a position in their order: up to the first that is not known or not to be sold, and what is behind it. */
function lineOf(
  ordered: readonly OpenLot[],
  said: ReadonlyMap<LotId, HarvestMark["reason"]>,
): Pick<BookPosition, "reachable" | "blocked" | "marked" | "behind"> {
  const stop = ordered.findIndex(({ lot }) => said.has(lot));
  const reachable = knownFront(stop < 0 ? ordered : ordered.slice(0, stop));
  const rest = ordered.slice(reachable.length);
  const others = stop < 0 ? rest : rest.filter(({ lot }) => !said.has(lot));
  const isMarkedNext = stop === reachable.length;
  return {
    reachable,
    blocked: isMarkedNext ? [] : others,
    behind: isMarkedNext ? others : [],
    marked: rest.flatMap((lot) => {
      const reason = said.get(lot.lot);
      return reason === undefined ? [] : [{ lot, reason }];
    }),
  };
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
