import { shareOf } from "@/lib/money/allocate";
import { addQuantity, type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { subtractUsd, type Usd } from "@/lib/money/usd";
import type { ClosedLot, OpenLot } from "@/lib/tax/closed-lot";
import type { Lot } from "@/lib/tax/lot";
import { insertByDay, type Purchase, placeOf, type WashBook } from "./wash-book";

/** The closed lot with what disallowed losses are in its basis; call it once for each, in order. */
export function withWashed(wash: WashBook, lot: Lot, closed: ClosedLot): ClosedLot {
  const washedBasis = share(wash, lot, closed.quantity);
  return washedBasis === null ? closed : { ...closed, washedBasis };
}

/** The open lot with the same; after all closed ones. */
export function withWashedOpen(wash: WashBook, lot: Lot, open: OpenLot): OpenLot {
  const washedBasis = share(wash, lot, open.quantity);
  return washedBasis === null ? open : { ...open, washedBasis };
}

/** The next `quantity` units' share of a lot's disallowed loss; all shares of a lot add up exactly. Null: there is none. */
function share(wash: WashBook, lot: Lot, quantity: Quantity): Usd | null {
  const washed = wash.washed.get(lot);
  if (washed === undefined) {
    return null;
  }
  const { units, amount, gone } = washed;
  washed.gone = addQuantity(gone, quantity);
  return subtractUsd(shareOf(amount, washed.gone, units), shareOf(amount, gone, units));
}

/** Units of a lot. */
interface UnitsOf {
  readonly lot: Lot;
  readonly quantity: Quantity;
}

/** Units of a lot go on under another one (a migration): as purchases of the same day, with their disallowed losses. */
export function goOn(wash: WashBook, from: UnitsOf, to: UnitsOf): void {
  const amount = share(wash, from.lot, from.quantity);
  if (amount !== null) {
    wash.washed.set(to.lot, { units: to.quantity, amount, gone: ZERO_QUANTITY });
  }
  const bought = placeOf(wash, from.lot.asset).group?.purchases.find(({ lot }) => lot === from.lot);
  const { group } = placeOf(wash, to.lot.asset);
  if (bought !== undefined && group !== null) {
    // Counts on, so that what is split off now has another name than what was split off before.
    const next: Purchase = { ...bought, lot: to.lot, unused: to.quantity };
    insertByDay(group.purchases, next, (purchase) => purchase.bought);
  }
}
