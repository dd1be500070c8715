import { shareOf } from "@/lib/money/allocate";
import { isZeroQuantity, quantityText, subtractQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Book, Dated } from "@/lib/tax/book";
import type { RemovedUnits } from "@/lib/tax/closed-lot";
import { draw } from "@/lib/tax/draw";
import { report } from "@/lib/tax/issues";
import { statedValue } from "@/lib/tax/legs";
import type { Taken } from "@/lib/tax/lot";
import type { Leg } from "@/lib/tax/transaction";

/** Units that leave without gain or loss: gifts, donations, losses that are no sale, fees that are no disposal (rules.md 3, 6). */
export function remove(book: Book, event: Dated, leg: Leg, why: RemovedUnits["why"]): void {
  const { tx } = event;
  const { asset, quantity } = leg;
  const drawn = draw(book, event, {
    account: tx.account,
    asset,
    quantity,
    proceeds: null,
    move: false,
    identifiable: why !== "fee-dropped" && why !== "fee-carried",
  });
  const value = why === "fee-dropped" || why === "fee-carried" ? null : statedValue(tx);
  for (const taken of drawn.taken) {
    const worth = value === null ? null : shareOf(value, taken.quantity, quantity);
    book.removed.push(removedUnits(event, why, taken, worth));
  }
  if (!isZeroQuantity(drawn.missing)) {
    report(book, event, {
      code: "missing-basis",
      severity: "check",
      asset,
      quantity: drawn.missing,
      message: `${quantityText(quantity)} ${asset} left the account; it held ${quantityText(subtractQuantity(quantity, drawn.missing))} ${asset}.`,
      remedy: `Import or enter how the other ${quantityText(drawn.missing)} ${asset} came into the account.`,
    });
  }
}

/** The record of units that left without gain or loss; `value` is these units' share of the value told. */
export function removedUnits(
  { tx, date }: Dated,
  why: RemovedUnits["why"],
  { lot, quantity, basis }: Taken,
  value: Usd | null,
): RemovedUnits {
  return {
    transaction: tx.id,
    account: tx.account,
    why,
    lot: lot.id,
    asset: lot.asset,
    date,
    quantity,
    basis,
    acquired: lot.acquired,
    term: lot.firstLong !== null && date >= lot.firstLong ? "long" : "short",
    value,
    lossReason: tx.kind === "lost" ? tx.reason : null,
  };
}

/** Units sent to an unknown place: out of the account, but no sale until a person says so. */
export function withdraw(book: Book, event: Dated, leg: Leg): void {
  remove(book, event, leg, "withdrawal");
  report(book, event, {
    code: "unmatched-withdrawal",
    severity: "check",
    asset: leg.asset,
    quantity: leg.quantity,
    message: `${quantityText(leg.quantity)} ${leg.asset} left to a place that is not in these books; it is not treated as a sale.`,
    remedy:
      "Match it with the deposit in your other account, or say what it was: a sale, a payment, a gift or a donation.",
  });
}
