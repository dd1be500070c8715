import {
  compareQuantity,
  quantityText,
  signQuantity,
  subtractQuantity,
} from "@/lib/money/quantity";
import { addUsd, subtractUsd, timesRate, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { Book, Dated } from "@/lib/tax/book";
import { type DisposalKind, NO_ADJUSTMENTS } from "@/lib/tax/closed-lot";
import { isFiat } from "@/lib/tax/fiat";
import { report } from "@/lib/tax/issues";
import { dispose, lessCosts, reportNoValue } from "@/lib/tax/match-disposals";
import type { FeeOnly, Leg, Sell, Spend, Swap } from "@/lib/tax/transaction";
import { openToday } from "./acquisitions";
import { costsOf, payFees } from "./costs";

/** A sale for dollars: costs of disposition lower the amount realized (Reg. 1.1001-7(b)(1)-(2); rules.md 2.2). */
export function sell(book: Book, event: Dated<Sell>): void {
  disposeLeg(book, event, event.tx.sent, "sell", lessCosts(event.tx.value, costsOf(event.tx)));
  payFees(book, event);
}

/** A payment for goods or services in units (Notice 2014-21 A-6). */
export function spend(book: Book, event: Dated<Spend>): void {
  disposeLeg(book, event, event.tx.sent, "spend", lessCosts(event.tx.value, costsOf(event.tx)));
  payFees(book, event);
}

/** A cost paid in units with nothing else happening. */
export function payOnly(book: Book, event: Dated<FeeOnly>): void {
  disposeLeg(book, event, event.tx.sent, "fee", event.tx.value);
  payFees(book, event);
}

/**
 * An exchange of one asset for another. From 2025 all costs belong to the asset given up and none to the new basis, units kept
 * back from what was bought included (Reg. 1.1001-7(b)(2)(ii), 1.1012-1(h)(2)(ii)); before, the client's setting says which
 * side bears them. Units kept back from what was given are part of `sent`: the service they pay for is realized and is a cost
 * at once, so `value` stays as it is (Reg. 1.1001-7(b)(5) example 4). Foreign money is no asset: its side bears nothing.
 */
export function swap(book: Book, event: Dated<Swap>): void {
  const { tx } = event;
  const withheld = withheldOf(book, event);
  const costs = splitCosts(book, event, addUsd(costsOf(tx), withheld?.value ?? ZERO_USD));
  disposeLeg(book, event, tx.sent, "swap", lessCosts(tx.value, costs.givenUp));
  if (!isFiat(tx.received.asset)) {
    receive(book, event, withheld, costs.received);
  }
  payFees(book, event);
}

/** From this tax date on the costs of an exchange belong wholly to the asset given up (Reg. 1.1001-7(c), 1.1012-1(h)(5)). */
const COSTS_GIVEN_UP_FROM = "2025-01-01";

interface CostSplit {
  readonly givenUp: Usd;
  readonly received: Usd;
}

function splitCosts(book: Book, { tx, date }: Dated<Swap>, costs: Usd): CostSplit {
  if (isFiat(tx.sent.asset)) {
    // Bought with foreign money: a purchase, so its costs are basis (Reg. 1.1012-1(h)(1)).
    return { givenUp: ZERO_USD, received: costs };
  }
  const rule =
    date >= COSTS_GIVEN_UP_FROM || isFiat(tx.received.asset)
      ? "given-up"
      : book.settings.swapCostsBefore2025;
  if (rule === "halves") {
    const received = timesRate(costs, "0.5");
    return { givenUp: subtractUsd(costs, received), received };
  }
  return rule === "given-up"
    ? { givenUp: costs, received: ZERO_USD }
    : { givenUp: ZERO_USD, received: costs };
}

type Withheld = Swap["withheld"];

/** The received lot; units withheld from it are sold out of that very lot at their basis (Reg. 1.1012-1(j)(3)(iii)). */
function receive(book: Book, event: Dated<Swap>, withheld: Withheld, costs: Usd): void {
  const { tx, date } = event;
  const { asset, quantity } = tx.received;
  const id = `${tx.id}:in`;
  const basis =
    tx.value === null ? null : addUsd(subtractUsd(tx.value, withheld?.value ?? ZERO_USD), costs);
  const kept = withheld === null ? quantity : subtractQuantity(quantity, withheld.quantity);
  if (signQuantity(kept) > 0) {
    openToday(book, event, { asset, quantity: kept }, basis, id);
  }
  if (withheld !== null) {
    book.closedLots.push({
      disposal: tx.id,
      kind: "withheld",
      account: tx.account,
      asset,
      lot: id,
      acquisition: tx.id,
      acquired: date,
      sold: date,
      quantity: withheld.quantity,
      proceeds: withheld.value,
      basis: withheld.value,
      adjustments: NO_ADJUSTMENTS,
      gain: ZERO_USD,
      term: "short",
      method: "identified",
      standingOrder: null,
    });
  }
}

function withheldOf(book: Book, event: Dated<Swap>): Withheld {
  const { withheld, received } = event.tx;
  if (withheld === null || signQuantity(withheld.quantity) === 0) {
    return null;
  }
  const fits =
    signQuantity(withheld.quantity) > 0 &&
    compareQuantity(withheld.quantity, received.quantity) <= 0;
  if (fits) {
    return withheld;
  }
  report(book, event, {
    code: "bad-quantity",
    severity: "blocking",
    asset: received.asset,
    quantity: withheld.quantity,
    message:
      "More units are said to be withheld than were received; nothing is treated as withheld.",
    remedy: "Correct the withheld quantity or the received quantity.",
  });
  return null;
}

function disposeLeg(
  book: Book,
  event: Dated,
  leg: Leg,
  kind: DisposalKind,
  proceeds: Usd | null,
): void {
  if (isFiat(leg.asset)) {
    return;
  }
  if (proceeds === null) {
    const money = event.tx.kind === "sell" ? event.tx.money : undefined;
    const received = money === undefined ? "" : `, ${quantityText(money.quantity)} ${money.asset},`;
    reportNoValue(book, event, leg.asset, `What was received for the ${leg.asset}${received}`);
  }
  const { asset, quantity } = leg;
  dispose(book, event, { kind, account: event.tx.account, asset, quantity, proceeds });
}
