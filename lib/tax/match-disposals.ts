import { shareOf } from "@/lib/money/allocate";
import {
  addQuantity,
  isZeroQuantity,
  type Quantity,
  quantityText,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { subtractUsd, type Usd } from "@/lib/money/usd";
import type { Book, Dated } from "./book";
import { type ClosedLot, type DisposalKind, NO_ADJUSTMENTS } from "./closed-lot";
import { closedLot, type Disposal, deniesLoss, withoutDeniedLoss } from "./closing";
import { type Drawn, draw } from "./draw";
import { report } from "./issues";
import type { AssetId } from "./transaction";
import { washDisposal } from "./wash/losses";

/**
 * Draws lots for a disposal and writes one closed lot for each. Proceeds are split by units and add up exactly (IRC 1001;
 * Reg. 1.1001-7(b)). Units without a lot become a closed lot without basis and a blocking issue: never basis zero.
 */
export function dispose(book: Book, event: Dated, disposal: Disposal): void {
  const drawn = draw(book, event, {
    account: disposal.account,
    asset: disposal.asset,
    quantity: disposal.quantity,
    proceeds: disposal.proceeds,
    move: false,
    identifiable: disposal.kind === "sell" || disposal.kind === "spend" || disposal.kind === "swap",
  });
  close(book, event, disposal, drawn);
  reportUnknown(book, event, disposal, drawn);
  reportMissing(book, event, disposal, drawn.missing);
}

/** Writes the closed lots of drawn units, less the losses that do not count (IRC 1091, 267, 262). */
export function close(book: Book, event: Dated, disposal: Disposal, drawn: Drawn): void {
  const first = book.closedLots.length;
  const denied = deniesLoss(event.tx, disposal.kind);
  let unitsLeft = disposal.quantity;
  let proceedsLeft = disposal.proceeds;
  for (const taken of drawn.taken) {
    const proceeds =
      proceedsLeft === null ? null : shareOf(proceedsLeft, taken.quantity, unitsLeft);
    unitsLeft = subtractQuantity(unitsLeft, taken.quantity);
    proceedsLeft =
      proceedsLeft === null || proceeds === null ? null : subtractUsd(proceedsLeft, proceeds);
    const lot = closedLot(event, disposal, drawn, taken, proceeds);
    book.closedLots.push(denied ? withoutDeniedLoss(lot) : lot);
  }
  if (book.wash !== null) {
    washDisposal(book, book.wash, { event, disposal, drawn, first });
  }
  if (!isZeroQuantity(drawn.missing)) {
    book.closedLots.push(withoutLot(event, disposal, drawn, proceedsLeft));
  }
}

function withoutLot(
  { tx, date }: Dated,
  disposal: Disposal,
  drawn: Drawn,
  proceeds: Usd | null,
): ClosedLot {
  return {
    disposal: tx.id,
    kind: disposal.kind,
    account: disposal.account,
    asset: disposal.asset,
    lot: null,
    acquisition: null,
    acquired: null,
    sold: date,
    quantity: drawn.missing,
    proceeds,
    basis: null,
    adjustments: NO_ADJUSTMENTS,
    gain: null,
    term: "short",
    method: drawn.choice.method,
    standingOrder: drawn.choice.order?.id ?? null,
  };
}

const VERBS: Readonly<Record<DisposalKind, string>> = {
  sell: "Sold",
  spend: "Spent",
  swap: "Swapped",
  fee: "Paid a fee of",
  withheld: "Withheld",
  "transfer-fee": "Paid a network fee of",
};

/** Units disposed of that no lot was there for; nothing when none are missing. */
export function reportMissing(
  book: Book,
  event: Dated,
  disposal: Disposal,
  missing: Quantity,
): void {
  if (isZeroQuantity(missing)) {
    return;
  }
  const { asset, quantity } = disposal;
  const had = subtractQuantity(quantity, missing);
  const where = book.universal === null ? "the account held" : "all accounts together held";
  report(book, event, {
    code: "missing-basis",
    severity: "blocking",
    account: disposal.account,
    asset,
    quantity: missing,
    message: `${VERBS[disposal.kind]} ${quantityText(quantity)} ${asset}; ${where} ${quantityText(had)} ${asset}. ${quantityText(missing)} ${asset} has no acquisition.`,
    remedy: `Import or enter how the ${quantityText(missing)} ${asset} came into the account: a purchase, a transfer from another of your accounts, income or a gift.`,
  });
}

/** The amount realized after costs; null when the value is not known. */
export function lessCosts(value: Usd | null, costs: Usd): Usd | null {
  return value === null ? null : subtractUsd(value, costs);
}

/** Units taken from lots whose basis is not known: the row stays out of the totals until it is. */
export function reportUnknown(book: Book, event: Dated, disposal: Disposal, drawn: Drawn): void {
  let unknown = ZERO_QUANTITY;
  for (const taken of drawn.taken) {
    if (taken.basis === null) {
      unknown = addQuantity(unknown, taken.quantity);
    }
  }
  if (isZeroQuantity(unknown)) {
    return;
  }
  const { asset, quantity } = disposal;
  report(book, event, {
    code: "missing-basis",
    severity: "blocking",
    account: disposal.account,
    asset,
    quantity: unknown,
    message: `${VERBS[disposal.kind]} ${quantityText(quantity)} ${asset}; the basis of ${quantityText(unknown)} ${asset} of it is not known.`,
    remedy: `Tell what the ${quantityText(unknown)} ${asset} cost or where it came from; its row stays out of the totals until then.`,
  });
}

/** Says that the dollars of a disposal are not known. */
export function reportNoValue(book: Book, event: Dated, asset: AssetId, what: string): void {
  report(book, event, {
    code: "missing-value",
    severity: "blocking",
    asset,
    message: `${what} is not known in US dollars; the row stays out of the totals.`,
    remedy: "Enter the dollar value at the date and time of the transaction.",
  });
}
