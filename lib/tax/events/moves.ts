import { allocate, partOf } from "@/lib/money/allocate";
import {
  compareQuantity,
  isZeroQuantity,
  minQuantity,
  type Quantity,
  quantityText,
  SMALLEST_QUANTITY,
  signQuantity,
  subtractQuantity,
} from "@/lib/money/quantity";
import { addUsd, sumUsd, type Usd } from "@/lib/money/usd";
import { type Book, continueLot, type Dated, openLot, place } from "@/lib/tax/book";
import { type Drawn, draw } from "@/lib/tax/draw";
import { isFiat } from "@/lib/tax/fiat";
import { report } from "@/lib/tax/issues";
import type { Taken } from "@/lib/tax/lot";
import { close, reportMissing, reportNoValue, reportUnknown } from "@/lib/tax/match-disposals";
import { cutTaken } from "@/lib/tax/taken";
import type { AccountId, Leg, Migration, Transfer } from "@/lib/tax/transaction";
import { goOn } from "@/lib/tax/wash/washed";
import { payNetworkFees } from "./costs";
import { removedUnits } from "./removals";

/**
 * A move between own accounts: lots travel with basis and dates, no gain (rules.md 1.4, 7.9). The last units sent beyond
 * what arrived pay the network fee, by the client's setting: a disposal, or dropped, or their basis carried (rules.md 2.6).
 */
export function transfer(book: Book, event: Dated<Transfer>): void {
  const { tx } = event;
  const { sent } = tx;
  if (!isFiat(sent.asset) && sameAsset(book, event)) {
    const arrived = minQuantity(sent.quantity, tx.received.quantity);
    const paid = subtractQuantity(sent.quantity, arrived);
    const drawn = drawToMove(book, event, sent);
    const [moved, fee] = splitAt(drawn.taken, arrived);
    const carried = payInKind(book, event, fee, drawn, paid);
    arrive(book, moved, tx.toAccount, carried);
    arriveUnknown(book, event, drawn.missing, paid);
  }
  payNetworkFees(book, event);
}

function sameAsset(book: Book, event: Dated<Transfer>): boolean {
  const { sent, received } = event.tx;
  if (sent.asset === received.asset && compareQuantity(received.quantity, sent.quantity) <= 0) {
    return true;
  }
  const same = sent.asset === received.asset;
  const over = subtractQuantity(received.quantity, sent.quantity);
  report(book, event, {
    code: "bad-quantity",
    severity: "blocking",
    asset: sent.asset,
    quantity: received.quantity,
    message: same
      ? `More ${sent.asset} arrived than was sent: the ${quantityText(sent.quantity)} ${sent.asset} sent is moved, and of the other ${quantityText(over)} ${sent.asset} it is not known what it was.`
      : `A transfer of ${sent.asset} arrived as ${received.asset}; it has no effect.`,
    remedy: same
      ? "Correct the amounts, or make it a move of what was sent and enter the rest by itself: a second send, a reward, a rebate."
      : "Enter it as a swap or as a migration of one asset to another.",
  });
  return same;
}

function drawToMove(book: Book, event: Dated, leg: Leg): Drawn {
  const { asset, quantity } = leg;
  const { account } = event.tx;
  return draw(book, event, {
    account,
    asset,
    quantity,
    proceeds: null,
    move: true,
    identifiable: true,
  });
}

/** The first `units` of what was drawn, and the rest; a lot on the border is split, basis exactly. */
function splitAt(taken: readonly Taken[], units: Quantity): [Taken[], Taken[]] {
  const first: Taken[] = [];
  const rest: Taken[] = [];
  let left = units;
  for (const each of taken) {
    if (compareQuantity(each.quantity, left) <= 0) {
      first.push(each);
      left = subtractQuantity(left, each.quantity);
    } else if (isZeroQuantity(left)) {
      rest.push(each);
    } else {
      const [head, tail] = cutTaken(each, left);
      first.push(head);
      rest.push(tail);
      left = subtractQuantity(left, head.quantity);
    }
  }
  return [first, rest];
}

/** The fee units; returns the basis to carry on (zero dollars unless the setting says so). */
function payInKind(
  book: Book,
  event: Dated<Transfer>,
  fee: readonly Taken[],
  drawn: Drawn,
  quantity: Quantity,
): readonly Usd[] {
  const { tx } = event;
  const { transferFee } = book.settings;
  if (isZeroQuantity(quantity)) {
    return [];
  }
  if (transferFee === "disposal") {
    const paid = {
      kind: "transfer-fee",
      account: tx.account,
      asset: tx.sent.asset,
      quantity,
      proceeds: tx.feeValue,
    } as const;
    if (tx.feeValue === null) {
      reportNoValue(book, event, tx.sent.asset, "The value of the network fee");
    }
    const units = { ...drawn, taken: fee, missing: missingOf(fee, quantity) };
    close(book, event, paid, units);
    reportUnknown(book, event, paid, units);
    reportMissing(book, event, paid, units.missing);
    return [];
  }
  const why = transferFee === "carry" ? "fee-carried" : "fee-dropped";
  for (const taken of fee) {
    book.removed.push(removedUnits(event, why, taken, null));
  }
  return transferFee === "carry" ? fee.flatMap(({ basis }) => (basis === null ? [] : [basis])) : [];
}

function missingOf(fee: readonly Taken[], quantity: Quantity): Quantity {
  return fee.reduce((left, taken) => subtractQuantity(left, taken.quantity), quantity);
}

function arrive(
  book: Book,
  moved: readonly Taken[],
  account: AccountId,
  carried: readonly Usd[],
): void {
  const extra =
    carried.length === 0 || moved.length === 0
      ? null
      : allocate(
          sumUsd(carried),
          moved.map(({ quantity }) => quantity),
        );
  moved.forEach(({ lot, quantity, basis, lossBasis }, index) => {
    const more = extra?.[index];
    const plus = (amount: Usd | null) =>
      amount === null || more === undefined ? amount : addUsd(amount, more);
    place(book, lot, account, quantity, plus(basis), plus(lossBasis));
  });
}

/**
 * Units that arrived although the sending account had no lots for them: kept, with a basis that is not known. The last `paid`
 * units sent never arrive, so what is missing is missing of them first.
 */
function arriveUnknown(
  book: Book,
  event: Dated<Transfer>,
  missing: Quantity,
  paid: Quantity,
): void {
  const { tx, date } = event;
  const { asset, quantity } = tx.sent;
  const opened = subtractQuantity(missing, minQuantity(missing, paid));
  if (signQuantity(opened) > 0) {
    openLot(book, tx.toAccount, {
      id: tx.id,
      acquisition: tx.id,
      asset,
      acquired: null,
      opened: date,
      quantity: opened,
      basis: null,
      lossBasis: null,
    });
  } else if (isZeroQuantity(missing) || book.settings.transferFee === "disposal") {
    // A fee that is a disposal has said what it misses itself.
    return;
  }
  const [had, lacks] = [subtractQuantity(quantity, missing), quantityText(missing)];
  const arrived = `${quantityText(opened)} ${asset} arrived with a basis that is not known.`;
  report(book, event, {
    code: "missing-basis",
    severity: "check",
    asset,
    quantity: missing,
    message: `Moved ${quantityText(quantity)} ${asset}; the account held ${quantityText(had)} ${asset}. ${signQuantity(opened) > 0 ? arrived : `The network fee took ${lacks} ${asset} that is not in the books.`}`,
    remedy: `Import or enter how the ${lacks} ${asset} came into the sending account.`,
  });
}

/** A rename or replacement by the issuer: basis and dates carry over under the new asset, no disposal. */
export function migrate(book: Book, event: Dated<Migration>): void {
  const { tx } = event;
  if (isFiat(tx.sent.asset) || isFiat(tx.received.asset)) {
    reportMoney(book, event);
    return;
  }
  const drawn = drawToMove(book, event, tx.sent);
  let unitsLeft = tx.received.quantity;
  let sentLeft = tx.sent.quantity;
  for (const { lot, quantity, basis, lossBasis } of drawn.taken) {
    const units = unitsFor(unitsLeft, quantity, sentLeft);
    unitsLeft = subtractQuantity(unitsLeft, units);
    sentLeft = subtractQuantity(sentLeft, quantity);
    if (signQuantity(units) > 0) {
      const next = continueLot(book, lot, tx.received.asset);
      if (book.wash !== null) {
        goOn(book.wash, { lot, quantity }, { lot: next, quantity: units });
      }
      place(book, next, tx.account, units, basis, lossBasis);
    }
  }
  if (!isZeroQuantity(drawn.missing)) {
    migrateUnknown(book, event, drawn.missing, unitsLeft);
  }
}

/** A lot's share of what came in; never so little that the lot and its basis vanish while there is a unit to stand for it. */
function unitsFor(unitsLeft: Quantity, quantity: Quantity, sentLeft: Quantity): Quantity {
  const share = partOf(unitsLeft, quantity, sentLeft);
  return isZeroQuantity(share) && compareQuantity(unitsLeft, SMALLEST_QUANTITY) > 0
    ? SMALLEST_QUANTITY
    : share;
}

/** Government money is never another form of an asset: what is told as one is a purchase or a sale. */
function reportMoney(book: Book, event: Dated<Migration>): void {
  const { sent, received } = event.tx;
  report(book, event, {
    code: "bad-quantity",
    severity: "blocking",
    asset: isFiat(sent.asset) ? received.asset : sent.asset,
    message: `${sent.asset} is said to have become ${received.asset}; one of them is money, so the row has no effect.`,
    remedy: "Enter it as a purchase, a sale or a swap.",
  });
}

function migrateUnknown(
  book: Book,
  event: Dated<Migration>,
  missing: Quantity,
  units: Quantity,
): void {
  const { tx, date } = event;
  openLot(book, tx.account, {
    id: tx.id,
    acquisition: tx.id,
    asset: tx.received.asset,
    acquired: null,
    opened: date,
    quantity: units,
    basis: null,
    lossBasis: null,
  });
  report(book, event, {
    code: "missing-basis",
    severity: "check",
    asset: tx.sent.asset,
    quantity: missing,
    message: `${quantityText(missing)} ${tx.sent.asset} was replaced by ${tx.received.asset} without an acquisition in these books.`,
    remedy: `Import or enter how the ${quantityText(missing)} ${tx.sent.asset} came into the account.`,
  });
}
