import { shareOf } from "@/lib/money/allocate";
import {
  addQuantity,
  isZeroQuantity,
  type Quantity,
  quantityText,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { compareUsd, subtractUsd, type Usd } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Book, Dated } from "./book";
import { type ClosedLot, type DisposalKind, NO_ADJUSTMENTS, type Term } from "./closed-lot";
import { type Drawn, draw } from "./draw";
import { firstLongDate } from "./holding-period";
import { report } from "./issues";
import type { Taken } from "./lot";
import type { AccountId, AssetId } from "./transaction";

/** Units disposed of for a price. */
export interface Disposal {
  readonly kind: DisposalKind;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly quantity: Quantity;
  /** Amount realized, net of costs; null when not known. */
  readonly proceeds: Usd | null;
}

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
  if (!isZeroQuantity(drawn.missing)) {
    reportMissing(book, event, disposal, drawn.missing);
  }
}

/** Writes the closed lots of drawn units. */
export function close(book: Book, event: Dated, disposal: Disposal, drawn: Drawn): void {
  let unitsLeft = disposal.quantity;
  let proceedsLeft = disposal.proceeds;
  for (const taken of drawn.taken) {
    const proceeds =
      proceedsLeft === null ? null : shareOf(proceedsLeft, taken.quantity, unitsLeft);
    unitsLeft = subtractQuantity(unitsLeft, taken.quantity);
    proceedsLeft =
      proceedsLeft === null || proceeds === null ? null : subtractUsd(proceedsLeft, proceeds);
    book.closedLots.push(closedLot(event, disposal, drawn, taken, proceeds));
  }
  if (!isZeroQuantity(drawn.missing)) {
    book.closedLots.push(withoutLot(event, disposal, drawn, proceedsLeft));
  }
}

function closedLot(
  { tx, date }: Dated,
  disposal: Disposal,
  drawn: Drawn,
  taken: Taken,
  proceeds: Usd | null,
): ClosedLot {
  const { lot } = taken;
  const { basis, acquired } = effective(taken, proceeds);
  return {
    disposal: tx.id,
    kind: disposal.kind,
    account: disposal.account,
    asset: disposal.asset,
    lot: lot.id,
    acquisition: lot.acquisition,
    acquired,
    sold: date,
    quantity: taken.quantity,
    proceeds,
    basis,
    adjustments: NO_ADJUSTMENTS,
    gain: proceeds === null || basis === null ? null : subtractUsd(proceeds, basis),
    term: term(taken, acquired, date),
    method: taken.identified ? "identified" : drawn.choice.method,
    standingOrder: taken.identified ? null : (drawn.choice.order?.id ?? null),
  };
}

/** Which basis and date count in this sale: a gift's depend on whether there is a gain, a loss or neither (IRC 1015(a)). */
function effective(
  { lot, basis, lossBasis }: Taken,
  proceeds: Usd | null,
): { basis: Usd | null; acquired: ClosedLot["acquired"] } {
  if (
    lossBasis === null ||
    basis === null ||
    proceeds === null ||
    compareUsd(proceeds, basis) >= 0
  ) {
    return { basis, acquired: lot.acquired };
  }
  return compareUsd(proceeds, lossBasis) < 0
    ? { basis: lossBasis, acquired: lot.opened }
    : { basis: proceeds, acquired: lot.acquired };
}

function term({ lot }: Taken, acquired: ClosedLot["acquired"], sold: CalendarDate): Term {
  if (acquired === lot.acquired) {
    return lot.firstLong !== null && sold >= lot.firstLong ? "long" : "short";
  }
  return acquired !== null && acquired !== "inherited" && sold >= firstLongDate(acquired)
    ? "long"
    : "short";
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

function reportMissing(book: Book, event: Dated, disposal: Disposal, missing: Quantity): void {
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
