import { isZeroQuantity, quantityText, subtractQuantity } from "@/lib/money/quantity";
import type { Book, Dated } from "@/lib/tax/book";
import type { RemovedUnits } from "@/lib/tax/closed-lot";
import { draw } from "@/lib/tax/draw";
import { report } from "@/lib/tax/issues";
import type { Leg } from "@/lib/tax/transaction";

/** Units that leave without gain or loss: gifts, donations, losses that are no sale, fees that are no disposal (rules.md 3, 6). */
export function remove(book: Book, event: Dated, leg: Leg, why: RemovedUnits["why"]): void {
  const { tx, date } = event;
  const { asset, quantity } = leg;
  const drawn = draw(book, event, {
    account: tx.account,
    asset,
    quantity,
    proceeds: null,
    move: false,
    identifiable: why !== "fee-dropped" && why !== "fee-carried",
  });
  for (const { lot, quantity: units, basis } of drawn.taken) {
    book.removed.push({
      transaction: tx.id,
      why,
      lot: lot.id,
      asset,
      date,
      quantity: units,
      basis,
    });
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
