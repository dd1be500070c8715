import { signUsd } from "@/lib/money/usd";
import type { Book, Dated } from "@/lib/tax/book";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { report } from "@/lib/tax/issues";
import type { Pending, Purchase } from "./wash-book";

/** Says once of a loss that something was acquired within its window of which no authority says whether it counts. */
export function tellUnsettled(book: Book, loss: Pending, { lot, bought }: Purchase): void {
  if (loss.told || loss.owner !== "client") {
    return;
  }
  loss.told = true;
  const { closed, event } = loss;
  const { asset } = closed;
  const other = lot.asset !== asset;
  report(book, event, {
    code: "wash-unsettled",
    severity: "check",
    account: closed.account,
    asset,
    quantity: loss.unitsLeft,
    message: other
      ? `${asset} was sold at a loss within 30 days of ${lot.asset} acquired on ${bought}. No authority says whether the coin is substantially identical to shares of a fund that holds it (IRC 1091); the loss is left as it is.`
      : `${asset} was sold at a loss within 30 days of ${lot.asset} received as income on ${bought}. Only purchases and taxable exchanges count (Reg. 1.1091-1(f)), so the loss is left as it is.`,
    remedy: other
      ? "Take the position with a tax professional before you file; the loss is not matched here."
      : "If it was a reinvested dividend, enter it as a purchase: that counts.",
  });
}

/** Says that a short sale of a security against own units at a gain is more than a sale on the day it was closed. */
export function tellShortSale(book: Book, event: Dated, closed: readonly ClosedLot[]): void {
  const { tx } = event;
  if (tx.kind !== "sell" || tx.shortSaleEntered === undefined) {
    return;
  }
  const gain = closed.find((lot) => lot.gain !== null && signUsd(lot.gain) > 0);
  if (gain !== undefined) {
    report(book, event, {
      code: "short-sale",
      severity: "check",
      asset: gain.asset,
      message: `The short sale entered on ${tx.shortSaleEntered} was closed with own units at a gain. The gain may belong to the day it was entered (IRC 1259) and may be short term (IRC 1233(b)); it is shown as of the day it was closed.`,
      remedy:
        "Ask a tax professional; if the gain belongs to that day, enter a sale on it instead.",
    });
  }
}
