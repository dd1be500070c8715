import { isZeroQuantity, quantityText, subtractQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Book, Dated } from "@/lib/tax/book";
import type { RemovedUnits } from "@/lib/tax/closed-lot";
import { draw } from "@/lib/tax/draw";
import { report } from "@/lib/tax/issues";
import { statedValue } from "@/lib/tax/legs";
import type { Taken } from "@/lib/tax/lot";
import { cutUsd } from "@/lib/tax/taken";
import type { Leg, Lost } from "@/lib/tax/transaction";

/**
 * Units that leave without gain or loss: gifts, donations, losses that are no sale, fees that are no disposal (rules.md 3, 6).
 * What a transaction names and is worth is said of its main units, not of a fee.
 */
export function remove(
  book: Book,
  event: Dated,
  leg: Leg,
  why: Exclude<RemovedUnits["why"], "fee-carried">,
): void {
  const { tx } = event;
  const { asset, quantity } = leg;
  const isFee = why === "fee-dropped";
  const drawn = draw(book, event, {
    account: tx.account,
    asset,
    quantity,
    proceeds: null,
    move: false,
    identifiable: !isFee,
  });
  let valueLeft = isFee ? null : statedValue(tx);
  let unitsLeft = quantity;
  for (const taken of drawn.taken) {
    const [worth, rest] = cutUsd(valueLeft, taken.quantity, unitsLeft);
    valueLeft = rest;
    unitsLeft = subtractQuantity(unitsLeft, taken.quantity);
    book.removed.push(removedUnits(event, why, taken, worth));
  }
  if (tx.kind === "lost") {
    reportLoss(book, { tx, date: event.date }, leg);
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

/** What the law gives for units gone without a sale, in one sentence each (rules.md 6); none is a capital loss. */
const LOSSES: Readonly<Record<Lost["reason"], { readonly says: string; readonly remedy: string }>> =
  {
    worthless: {
      says: "worthless units are an ordinary loss among the miscellaneous itemized deductions, which are suspended since 2018, and no capital loss (IRC 165(g), 67(g); CCA 202302011)",
      remedy:
        "A real sale to somebody unrelated, at any price, is a capital loss: if there was one, enter it instead.",
    },
    abandoned: {
      says: "units given up for good are an ordinary loss among the miscellaneous itemized deductions, which are suspended since 2018, and no capital loss (IRC 165(a), 67(g); CCA 202302011)",
      remedy:
        "A real sale to somebody unrelated, at any price, is a capital loss: if there was one, enter it instead.",
    },
    theft: {
      says: "a theft from a transaction entered into for profit may be an itemized deduction of at most the basis on Form 4684, in the year it is found out and no recovery can be expected, and is no capital loss (IRC 165(c)(2), 165(e); CCA 202511015)",
      remedy: "Ask a professional, with the police report and what was paid for the units.",
    },
    lost: {
      says: "lost keys or units sent to a wrong address are neither a theft nor a casualty, and the loss is generally not deductible (IRC 165(c)(3), 165(h)(5))",
      remedy: "If they are found again, take this row out.",
    },
    bankruptcy: {
      says: "while the claim against the failed exchange is open there is no loss; basis and dates stay with the claim (IRC 165(a); Reg. 1.165-1(d)(2)(i))",
      remedy:
        "When the claim is paid or fixed, replace this row by a sale on that day for what was received; leave units given back out of it.",
    },
  };

function reportLoss(book: Book, event: Dated<Lost>, { asset, quantity }: Leg): void {
  const { says, remedy } = LOSSES[event.tx.reason];
  report(book, event, {
    code: "loss-without-sale",
    severity: "check",
    asset,
    quantity,
    message: `${quantityText(quantity)} ${asset} left without a sale: ${event.date < "2018-01-01" ? says.replace("suspended since 2018", "allowed above 2 % of income until 2017") : says}.`,
    remedy,
  });
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
