import { compareQuantity } from "@/lib/money/quantity";
import { Custody } from "@/lib/tax/custody";
import type { HarvestLot } from "@/lib/tax/harvest/harvest";
import { StandingOrders } from "@/lib/tax/identification";
import type { Harvest } from "@/lib/tax/optimal/harvest-result";
import { accountNameOf, type Books } from "../gains/books";
import { estimateUsd, plainQuantity } from "../gains/plain";
import { METHOD_WORDS } from "../gains/row-view";
import { gainOf } from "../gains/sold-sum";
import { orderText } from "./choice-words";
import type { HarvestOrderView, SaleLotView } from "./sale-views";

/** The orders of a harvest as a page shows them. */
export function harvestOrders(
  books: Books,
  harvest: Harvest,
  isNamed: boolean,
): readonly HarvestOrderView[] {
  const { settings, asOf } = books;
  const custody = new Custody(settings.accounts);
  const methods = new StandingOrders(settings.standingOrders, custody);
  return harvest.sales.flatMap(({ pool, orders }) =>
    orders.map(({ quantity, gross, totals, lots }) => ({
      accountId: pool.account,
      account: accountNameOf(books, pool.account),
      asset: pool.asset,
      units: orderText(plainQuantity(quantity)),
      value: estimateUsd(gross),
      gain: estimateUsd(gainOf(totals)),
      method: isNamed
        ? METHOD_WORDS.identified
        : METHOD_WORDS[methods.inForce(pool.account, asOf.at, asOf.date).method],
      mustTell: custody.mustTell(pool.account, asOf.date),
      isOwnWallet: custody.isOwn(pool.account),
      lots: lots.map(saleLot),
    })),
  );
}

/** One lot, or part of one, of an order. */
export function saleLot(lot: HarvestLot): SaleLotView {
  return {
    key: lot.lot,
    acquired: lot.acquired,
    units: orderText(plainQuantity(lot.quantity)),
    isWhole: compareQuantity(lot.quantity, lot.lotQuantity) === 0,
    basis: estimateUsd(lot.basis),
    proceeds: estimateUsd(lot.value),
    gain: estimateUsd(lot.gain),
    term: lot.term,
  };
}
