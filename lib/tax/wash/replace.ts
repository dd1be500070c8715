import { shareOf } from "@/lib/money/allocate";
import {
  compareQuantity,
  isZeroQuantity,
  minQuantity,
  type Quantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { addUsd, subtractUsd, type Usd } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { type Book, noteSent, place, pruneDead } from "@/lib/tax/book";
import { take } from "@/lib/tax/draw";
import type { Lot, Part, Taken } from "@/lib/tax/lot";
import type { LotId } from "@/lib/tax/settings";
import type { AccountId } from "@/lib/tax/transaction";
import { addDays, type CalendarDate } from "@/lib/time/calendar-date";
import { splitLot } from "./split-lot";
import type { Pending, Purchase, WashBook } from "./wash-book";
import { LOST_TO_IRA, MOVED } from "./wash-sale";

/** Matches a loss with the units of a purchase that are still held, in all accounts, until either is used up. */
export function matchHeld(book: Book, wash: WashBook, loss: Pending, purchase: Purchase): void {
  for (const part of partsByAccount(purchase.lot)) {
    if (isZeroQuantity(loss.unitsLeft)) {
      return;
    }
    matchPart(book, wash, loss, purchase, part);
  }
}

function matchPart(
  book: Book,
  wash: WashBook,
  loss: Pending,
  purchase: Purchase,
  part: Part,
): void {
  const account = accountOf(part);
  const units = minQuantity(part.quantity, loss.unitsLeft);
  const drawn: Taken[] = [];
  take(book, part, units, false, drawn);
  noteSent(book, account, part.lot.asset, units);
  for (const taken of drawn) {
    const { lot, basis, lossBasis } = replacement(book, wash, loss, purchase, taken);
    place(book, lot, account, units, basis, lossBasis);
  }
}

/** Matches a loss with units of the same sale, drawn already but sold after it; returns them as they are sold now. */
export function matchSold(
  book: Book,
  wash: WashBook,
  loss: Pending,
  purchase: Purchase,
  taken: Taken,
): Taken {
  const { lot, quantity, basis, lossBasis } = replacement(book, wash, loss, purchase, taken);
  // Through the account and out again, so that whoever follows the lot sees where its basis comes from.
  const { account } = loss.closed;
  place(book, lot, account, quantity, basis, lossBasis);
  const sold: Taken[] = [];
  for (const part of partsByAccount(lot)) {
    take(book, part, quantity, taken.identified, sold);
  }
  noteSent(book, account, lot.asset, quantity);
  const [only] = sold;
  invariant(only !== undefined, "units put into an account can be taken out");
  return only;
}

/**
 * The matched units with a lot of their own: basis raised by the loss, period longer by the days held (IRC 1091(d), 1223(3)).
 * In an IRA they only are used from now on.
 */
function replacement(
  book: Book,
  wash: WashBook,
  loss: Pending,
  purchase: Purchase,
  taken: Taken,
): Taken {
  const { lot, bought, owner } = purchase;
  const { quantity, basis, lossBasis, identified } = taken;
  // All units ever bought at once: then the lot can keep its name.
  const whole = purchase.splits === 0 && compareQuantity(purchase.unused, quantity) === 0;
  purchase.splits += 1;
  purchase.unused = subtractQuantity(purchase.unused, quantity);
  const isLost = owner === "ira";
  const acquired = isLost ? bought : addDays(bought, -loss.held);
  const next = splitLot(book, lot, {
    id: whole ? lot.id : `${lot.id}:w${purchase.splits}`,
    acquired,
    // Just before what is left of the lot, behind what was split off before.
    order: lot.order - 1 / (purchase.splits + 1),
  });
  const amount = record(wash, loss, purchase, quantity, isLost ? null : { id: next.id, acquired });
  if (isLost) {
    return { lot: next, quantity, basis, lossBasis, identified };
  }
  wash.washed.set(next, { units: quantity, amount, gone: ZERO_QUANTITY });
  return {
    lot: next,
    quantity,
    basis: basis === null ? null : addUsd(basis, amount),
    lossBasis: lossBasis === null ? null : addUsd(lossBasis, amount),
    identified,
  };
}

/** Writes the wash sale and takes its units and loss out of what still waits; returns the loss. */
function record(
  wash: WashBook,
  loss: Pending,
  purchase: Purchase,
  units: Quantity,
  into: { readonly id: LotId; readonly acquired: CalendarDate } | null,
): Usd {
  const { closed } = loss;
  const disallowed = shareOf(loss.lossLeft, units, loss.unitsLeft);
  loss.unitsLeft = subtractQuantity(loss.unitsLeft, units);
  loss.lossLeft = subtractUsd(loss.lossLeft, disallowed);
  loss.washed = addUsd(loss.washed, disallowed);
  wash.sales.push({
    disposal: closed.disposal,
    lot: closed.lot ?? "",
    account: closed.account,
    asset: closed.asset,
    sold: closed.sold,
    units,
    disallowed,
    acquisition: purchase.lot.acquisition,
    acquiredIn: purchase.account,
    replacementAsset: purchase.lot.asset,
    bought: purchase.bought,
    replacement: into?.id ?? null,
    heldFrom: into?.acquired ?? null,
    authority: into === null ? LOST_TO_IRA : MOVED,
  });
  return disallowed;
}

/** The live parts of a lot by the name of their account: one order whatever way the units went. */
export function partsByAccount(lot: Lot): readonly Part[] {
  pruneDead(lot);
  const parts: Part[] = [];
  for (let part = lot.parts; part !== null; part = part.sibling) {
    parts.push(part);
  }
  return parts.sort((a, b) => (accountOf(a) < accountOf(b) ? -1 : 1));
}

function accountOf({ pool }: Part): AccountId {
  invariant(pool.account !== null, "a part of a lot is in an account");
  return pool.account;
}
