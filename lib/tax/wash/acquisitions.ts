import { isZeroQuantity, sumQuantity } from "@/lib/money/quantity";
import type { Book, Dated } from "@/lib/tax/book";
import { adjusted } from "@/lib/tax/closing";
import type { Lot } from "@/lib/tax/lot";
import { matchHeld, partsByAccount } from "./replace";
import { tellUnsettled } from "./tell";
import {
  covers,
  type Group,
  insertByDay,
  isSecurity,
  ownerOf,
  type Pending,
  type Purchase,
  placeOf,
  type WashBook,
} from "./wash-book";

/**
 * Takes up the lots a transaction has opened, from position `first` of the book on: purchases and taxable exchanges (Reg.
 * 1.1091-1(f)) replace units sold at a loss in the 30 days before, the earliest sale first (Reg. 1.1091-1(b)), and stand ready
 * for losses of the 30 days after. Gifts, inheritances and own transfers are no acquisition.
 */
export function noteAcquired(book: Book, wash: WashBook, event: Dated, first: number): void {
  // Of a copy: matching splits lots off and adds them to the book.
  for (const lot of book.lots.slice(first)) {
    const way = wayIn(wash, event, lot);
    if (way === null) {
      continue;
    }
    const { group, shadow } = placeOf(wash, lot.asset);
    if (group !== null) {
      takeUp(book, wash, group, purchaseOf(wash, event, lot, way === "bought"));
    }
    if (shadow !== null && shadow !== group) {
      takeUp(book, wash, shadow, purchaseOf(wash, event, lot, false));
    }
  }
}

/** How a lot came in: bought, received as income (which no rule calls a purchase), or in a way that never counts. */
function wayIn(wash: WashBook, { tx }: Dated, lot: Lot): "bought" | "income" | null {
  if (lot.acquisition !== tx.id || lot.acquired === null) {
    return null;
  }
  switch (tx.kind) {
    case "buy":
      // Used as a replacement elsewhere: disregarded for any other loss (Reg. 1.1091-1(e)).
      return tx.replacementElsewhere === undefined ? "bought" : null;
    case "swap":
    case "conversion":
      return "bought";
    case "income":
      return isSecurity(wash, lot.asset) ? "income" : null;
    default:
      return null;
  }
}

function purchaseOf(wash: WashBook, { tx, date }: Dated, lot: Lot, counts: boolean): Purchase {
  return {
    lot,
    account: tx.account,
    owner: ownerOf(wash, tx.account),
    bought: date,
    counts,
    unused: sumQuantity(partsByAccount(lot).map(({ quantity }) => quantity)),
    splits: 0,
  };
}

function takeUp(book: Book, wash: WashBook, group: Group, purchase: Purchase): void {
  insertByDay(group.purchases, purchase, ({ bought }) => bought);
  for (const loss of group.pending) {
    if (purchase.counts && purchase.lot.parts === null) {
      break;
    }
    matchAfter(book, wash, loss, purchase);
  }
  group.pending = group.pending.filter((loss) => !isOver(loss, purchase));
}

/** Nothing waits any more, or no later purchase can be in its window. */
function isOver({ unitsLeft, until }: Pending, { bought }: Purchase): boolean {
  return isZeroQuantity(unitsLeft) || bought > until;
}

/** Matches a loss that waits with a new purchase, and writes it on the closed lot. */
function matchAfter(book: Book, wash: WashBook, loss: Pending, purchase: Purchase): void {
  const { bought } = purchase;
  if (bought < loss.from || bought > loss.to) {
    return;
  }
  if (purchase.lot.acquisition === loss.closed.acquisition) {
    // A fee paid out of the units just bought: units of one purchase do not replace each other (Rev. Rul. 56-602).
    return;
  }
  if (!purchase.counts || !covers(wash, purchase.lot.asset, loss.day)) {
    tellUnsettled(book, loss, purchase);
    return;
  }
  matchHeld(book, wash, loss, purchase);
  book.closedLots[loss.at] = adjusted(loss.closed, loss.washed, loss.denied);
}
