import { quantityText } from "@/lib/money/quantity";
import { addUsd, compareUsd, isZeroUsd, signUsd, type Usd } from "@/lib/money/usd";
import { type Book, type Dated, type Opening, openLot } from "@/lib/tax/book";
import { isFiat } from "@/lib/tax/fiat";
import { report } from "@/lib/tax/issues";
import { reportNoValue } from "@/lib/tax/match-disposals";
import type { LotId } from "@/lib/tax/settings";
import type { Buy, Deposit, GiftReceived, Income, Inherited, Leg } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { costsOf, payFees, payNetworkFees } from "./costs";
import { openWithPast } from "./purchases-with-past";

/** Opens a lot acquired on the day of the transaction itself; `id` is the transaction's, or "<id>:in" in a swap. */
export function openToday(
  book: Book,
  { tx, date }: Dated,
  leg: Leg,
  basis: Usd | null,
  id: LotId,
): void {
  openLot(book, tx.account, {
    id,
    acquisition: tx.id,
    asset: leg.asset,
    acquired: date,
    opened: date,
    quantity: leg.quantity,
    basis,
    lossBasis: null,
  });
}

/** Opens a lot whose holding period is not that of the day it arrived; none for government money. */
function openWith(
  book: Book,
  { tx, date }: Dated,
  leg: Leg,
  basis: Usd | null,
  acquired: Opening["acquired"],
  lossBasis: Usd | null,
): void {
  if (isFiat(leg.asset)) {
    return;
  }
  openLot(book, tx.account, {
    id: tx.id,
    acquisition: tx.id,
    asset: leg.asset,
    acquired,
    opened: date,
    quantity: leg.quantity,
    basis,
    lossBasis,
  });
}

/** Basis = dollars paid + costs of purchase (IRC 1012; Reg. 1.1012-1(h); rules.md 2.1). */
export function buy(book: Book, event: Dated<Buy>): void {
  const { tx } = event;
  if (!isFiat(tx.received.asset)) {
    const basis = tx.value === null ? null : addUsd(tx.value, costsOf(tx));
    if (basis === null) {
      const paid =
        tx.money === undefined ? "" : `, ${quantityText(tx.money.quantity)} ${tx.money.asset},`;
      reportUnknownCost(book, event, tx.received, `The price paid${paid}`);
    }
    if (tx.sellerDeniedLoss === undefined && tx.replacementElsewhere === undefined) {
      openToday(book, event, tx.received, basis, tx.id);
    } else {
      openWithPast(book, event, basis);
    }
  }
  payFees(book, event);
}

/** Ordinary income at fair market value, which becomes the basis (Rev. Rul. 2023-14, 2019-24; Notice 2014-21; rules.md 4). */
export function receiveIncome(book: Book, event: Dated<Income>): void {
  const { tx, date } = event;
  const { asset, quantity } = tx.received;
  if (tx.value === null) {
    reportNoValue(
      book,
      event,
      asset,
      `The value of ${quantityText(quantity)} ${asset} received as income`,
    );
  }
  const { account, incomeKind, value } = tx;
  book.income.push({
    transaction: tx.id,
    account,
    asset,
    date,
    quantity,
    kind: incomeKind,
    amount: value,
  });
  if (!isFiat(asset)) {
    openToday(book, event, tx.received, value, tx.id);
  }
  payFees(book, event);
}

/** Units from an unknown place: basis and date are not known until it is settled (rules.md 2.10: flag, never invent). */
export function deposit(book: Book, event: Dated<Deposit>): void {
  const { tx } = event;
  if (!isFiat(tx.received.asset)) {
    openWith(book, event, tx.received, null, null, null);
    report(book, event, {
      code: "unmatched-deposit",
      severity: "check",
      asset: tx.received.asset,
      quantity: tx.received.quantity,
      message: `${quantityText(tx.received.quantity)} ${tx.received.asset} arrived from a place that is not in these books; its basis and date are not known.`,
      remedy:
        "Match it with the withdrawal from your other account, or say what it was: a purchase, income, a gift or an inheritance.",
    });
  }
  payNetworkFees(book, event);
}

/**
 * A gift: the donor's basis and period for gain; for loss the lower market value, if it was lower (IRC 1015(a), 1223(2)). From a
 * spouse, or by divorce: basis and period carry over whatever the value, and no gift tax joins them (IRC 1041(b)(2), 1015(e)).
 */
export function receiveGift(book: Book, event: Dated<GiftReceived>): void {
  const { tx } = event;
  const gainBasis = giftBasis(book, event);
  const isSpouse = tx.fromSpouse === true;
  const isLower =
    !isSpouse && gainBasis !== null && tx.value !== null && compareUsd(tx.value, gainBasis) < 0;
  if (gainBasis === null) {
    reportUnknownCost(
      book,
      event,
      tx.received,
      isSpouse ? "The spouse's basis" : "The donor's basis",
    );
  } else if (tx.value === null && !isSpouse) {
    reportUnknownCost(
      book,
      event,
      tx.received,
      "The market value at the gift, which limits a loss,",
    );
  }
  if (tx.donorAcquired === null && gainBasis !== null) {
    reportNoDonorDate(book, event);
  }
  const acquired = giverAcquired(book, event);
  openWith(book, event, tx.received, gainBasis, acquired, isLower ? tx.value : null);
  payFees(book, event);
}

/** The giver's day; the gift's own, the period that is certain, where it is not told or cannot be right. */
function giverAcquired(book: Book, event: Dated<GiftReceived>): CalendarDate {
  const { tx, date } = event;
  if (tx.donorAcquired === null || tx.donorAcquired <= date) {
    return tx.donorAcquired ?? date;
  }
  report(book, event, {
    code: "bad-value",
    severity: "check",
    asset: tx.received.asset,
    message: `The giver is said to have acquired the units on ${tx.donorAcquired}, after the gift; the holding period is counted from the gift.`,
    remedy: "Correct the giver's day of acquisition, or the day of the gift.",
  });
  return date;
}

/** Gift tax belongs to basis only as far as the gift had gone up in value (IRC 1015(d)(6)), and never between spouses. */
function giftBasis(book: Book, event: Dated<GiftReceived>): Usd | null {
  const { donorBasis, giftTaxShare, value, fromSpouse } = event.tx;
  if (donorBasis === null || isZeroUsd(giftTaxShare)) {
    return donorBasis;
  }
  const hadRisen = value === null || compareUsd(value, donorBasis) > 0;
  if (fromSpouse !== true && hadRisen && signUsd(giftTaxShare) > 0) {
    return addUsd(donorBasis, giftTaxShare);
  }
  report(book, event, {
    code: "bad-value",
    severity: "check",
    asset: event.tx.received.asset,
    message:
      "A share of gift tax is told that cannot belong to basis (IRC 1015(d)(6): only for what the gift had gone up in value); it is left out.",
    remedy: "Correct the share of gift tax, the donor's basis or the value at the gift.",
  });
  return donorBasis;
}

function reportNoDonorDate(book: Book, event: Dated<GiftReceived>): void {
  const { received } = event.tx;
  report(book, event, {
    code: "missing-value",
    severity: "check",
    asset: received.asset,
    quantity: received.quantity,
    message: `The day on which the giver acquired the ${quantityText(received.quantity)} ${received.asset} is not known; the holding period is counted from the gift.`,
    remedy: "Enter the giver's day of acquisition: the giver's period counts too (IRC 1223(2)).",
  });
}

/** Inherited: market value at death, long term at once (IRC 1014, 1223(9)). */
export function inherit(book: Book, event: Dated<Inherited>): void {
  const { tx } = event;
  if (tx.value === null) {
    reportUnknownCost(book, event, tx.received, "The market value at death");
  }
  openWith(book, event, tx.received, tx.value, "inherited", null);
  payFees(book, event);
}

function reportUnknownCost(book: Book, event: Dated, leg: Leg, what: string): void {
  if (isFiat(leg.asset)) {
    return;
  }
  report(book, event, {
    code: "missing-value",
    severity: "check",
    asset: leg.asset,
    quantity: leg.quantity,
    message: `${what} of ${quantityText(leg.quantity)} ${leg.asset} is not known in US dollars.`,
    remedy:
      "Enter it; a basis that cannot be shown counts as zero when the units are sold (IRC 6001).",
  });
}
