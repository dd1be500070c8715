import { valueAt } from "@/lib/money/price";
import { signQuantity, subtractQuantity, sumQuantity } from "@/lib/money/quantity";
import { Custody } from "@/lib/tax/custody";
import { groupBy } from "@/lib/tax/explain/group-by";
import { lotMarks } from "@/lib/tax/harvest/book-positions";
import { markOf } from "@/lib/tax/harvest/hindrances";
import { partOfLot } from "@/lib/tax/harvest/sale";
import { latestQuotes } from "@/lib/tax/harvest/unrealized";
import { StandingOrders } from "@/lib/tax/identification";
import { type AssetId, assetId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import { accountNameOf, type Books } from "../gains/books";
import { estimateUsd, plainQuantity } from "../gains/plain";
import { METHOD_WORDS } from "../gains/row-view";
import { freeLots } from "../season/ticket-lots";
import type { SaleWish, WishErrors } from "./asked-sale";
import type { SaleAccount } from "./choose-lots";
import type { SaleAsset, SaleFormView } from "./sale-views";

/** What is held, by asset, the most valuable first; what has no price comes last. */
export function saleAssets(books: Books): readonly SaleAsset[] {
  const prices = latestQuotes(books.quotes);
  const groups = [...groupBy(books.ledger.openLots, ({ asset }) => asset)];
  return groups
    .map(([asset, lots]) => {
      const units = sumQuantity(lots.map(({ quantity }) => quantity));
      const price = prices.get(asset)?.price;
      return {
        asset,
        units: plainQuantity(units),
        value: price === undefined ? null : estimateUsd(valueAt(price, units)),
        accounts: new Set(lots.map(({ account }) => account)).size,
      };
    })
    .sort((a, b) => Number(b.value ?? -1) - Number(a.value ?? -1) || (a.asset < b.asset ? -1 : 1));
}

/** An account with the asset, and whether the wish sells from it. */
export interface HoldingAccount extends SaleAccount {
  readonly isChosen: boolean;
  /** Open tickets name units of it, which are left out. */
  readonly isPartlyNamed: boolean;
  /** A person says some of its lots cannot be sold: these are left out. */
  readonly isPartlyMarked: boolean;
}

/** Every account that holds the asset, its free lots by opening. None named in the wish, or none that exists: all are chosen. */
export function accountsWith(
  books: Books,
  wish: SaleWish & { readonly asset: string },
  now: Instant,
): readonly HoldingAccount[] {
  const asset = assetId(wish.asset);
  const { settings, asOf, ledger } = books;
  const orders = new StandingOrders(settings.standingOrders, new Custody(settings.accounts));
  const held = groupBy(
    ledger.openLots.filter((lot) => lot.asset === asset),
    ({ account }) => account,
  );
  const named = new Set(
    (wish.accounts ?? []).filter((id) => [...held.keys()].some((key) => key === id)),
  );
  return [...held].map(([account, lots]) => {
    // The same lots in the same order: `freeLots` only says how much of each is free.
    const free = freeLots(books, { account, asset }, now);
    const said = lotMarks(books.marks, { account, asset });
    const unasked = lots.flatMap((lot, index) => {
      const units = free[index]?.free ?? lot.quantity;
      return signQuantity(units) > 0 ? [partOfLot(lot, units)] : [];
    });
    const isPartlyMarked = unasked.some(({ lot }) => said.has(lot));
    return {
      account,
      lots: isPartlyMarked ? unasked.filter(({ lot }) => !said.has(lot)) : unasked,
      unasked,
      isPartlyMarked,
      method: orders.inForce(account, asOf.at, asOf.date).method,
      isChosen: named.size === 0 || named.has(account),
      isPartlyNamed: free.some(
        ({ held: all, free: rest }) => signQuantity(subtractQuantity(all, rest)) > 0,
      ),
    };
  });
}

/** The form with what was typed, what is wrong with it, and what it can be filled from. */
export function saleForm(
  books: Books,
  wish: SaleWish & { readonly asset: string },
  errors: WishErrors,
  now: Instant,
): SaleFormView {
  const asset: AssetId = assetId(wish.asset);
  const known = latestQuotes(books.quotes).get(asset);
  const accounts = accountsWith(books, wish, now);
  return {
    asset,
    accounts: accounts
      .map(({ account, lots, method, isChosen }) => ({
        id: account,
        name: accountNameOf(books, account),
        units: plainQuantity(sumQuantity(lots.map(({ quantity }) => quantity))),
        isChosen,
        method: METHOD_WORDS[method],
        mark: markOf(books.marks, { account, asset })?.reason ?? null,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    typed: {
      units: wish.units ?? "",
      dollars: wish.dollars ?? "",
      price: wish.price ?? "",
      day: wish.day ?? "",
      fee: wish.fee ?? "",
      feeFixed: wish.feeFixed ?? "",
    },
    errors,
    price:
      known === undefined
        ? null
        : { amount: known.quote.price, at: known.quote.at, source: known.quote.source },
    firstDay: books.asOf.date,
    lastDay: calendarDate(`${books.asOf.date.slice(0, 4)}-12-31`),
    isPartlyNamed: accounts.some(({ isPartlyNamed }) => isPartlyNamed),
    isPartlyMarked: accounts.some(({ isPartlyMarked }) => isPartlyMarked),
  };
}
