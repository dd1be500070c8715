import { isZeroQuantity, sumQuantity } from "@/lib/money/quantity";
import type { GiftReceived, Transaction } from "@/lib/tax/transaction";
import { addYears, yearOf } from "@/lib/time/calendar-date";
import { isPlain, openedEffect } from "./deposit-effect";
import {
  allTried,
  basisOf,
  type Case,
  type Context,
  changing,
  closedHere,
  isLotOrderFixed,
  LEFT_OUT,
  proceedsOf,
  tried,
  unknown,
  ways,
  worthOf,
} from "./effects";
import { incomeShift, together } from "./lots-supposed";
import type { Effect } from "./open-item";
import { instead } from "./supposed-rows";

/** Dollars that are not known, or a gift's day: proceeds, income, or what units cost and since when. */
export function missingValueEffect(context: Context, of: Case): Effect {
  const { tx } = of;
  switch (tx.kind) {
    case "income":
      return unpricedIncome(context, of);
    case "buy":
    case "inherited":
      return openedEffect(context, of);
    case "gift-received":
      return tx.donorBasis === null ? openedEffect(context, of) : halfToldGift(context, of, tx);
    default:
      return unpricedSale(context, of);
  }
}

function unpricedIncome(context: Context, of: Case): Effect {
  const { tx } = of;
  const worth = worthOf(of);
  const lots = context.index.unknownOf.get(tx.id) ?? [];
  if (worth === null || tx.kind !== "income") {
    return unknown("no-price");
  }
  const { value } = worth;
  if (!isPlain(context, of, lots)) {
    return told(context, of, { ...tx, value });
  }
  const cost = { value, quantity: of.quantity, acquired: null };
  const shifts = together(incomeShift(yearOf(of.date), value), basisOf(context, lots, cost));
  return ways(LEFT_OUT, { as: "market-value", shifts });
}

function unpricedSale(context: Context, of: Case): Effect {
  const { tx, asset } = of;
  const lots = closedHere(context, of).filter(({ proceeds }) => proceeds === null);
  const isMain = lots.every(({ kind }) => kind === "sell" || kind === "spend" || kind === "swap");
  const units = sumQuantity(lots.map(({ quantity }) => quantity));
  if (lots.length === 0 || !isMain || isZeroQuantity(units)) {
    return unknown(lots.length === 0 ? "needs-a-person" : "no-price");
  }
  const worth = worthOf({ ...of, quantity: units, spot: { ...of.spot, quantity: units } });
  if (worth === null) {
    return unknown("no-price");
  }
  const { value } = worth;
  if (!isLotOrderFixed(context, asset, [tx.account])) {
    return tx.kind === "sell" || tx.kind === "spend" || tx.kind === "swap"
      ? told(context, of, { ...tx, value })
      : unknown("too-many-rows");
  }
  const received = context.index.unknownOf.get(tx.id) ?? [];
  const quantity = tx.kind === "swap" ? tx.received.quantity : units;
  const shifts = together(
    proceedsOf(context, lots, { tx, value }),
    basisOf(context, received, { value, quantity, acquired: null }),
  );
  return ways(LEFT_OUT, { as: "market-value", shifts });
}

/** The row with its value told, by walking the rows of its assets again: where lots are drawn by what they cost. */
function told({ retry }: Context, { asset, tx }: Case, row: Transaction): Effect {
  return allTried([LEFT_OUT], tried("market-value", retry(asset, instead(row, [tx.id]))));
}

/** Years before the gift since which the giver is supposed to have held it: surely long term. */
const HELD_YEARS = -2;

/**
 * A gift of known basis whose market value, which limits a loss, or whose giver's day is not told (IRC 1015(a), 1223(2)): as it
 * stands, at the price of its day, as held long by the giver, and both.
 */
function halfToldGift({ retry }: Context, of: Case, gift: GiftReceived): Effect {
  const isUnvalued = gift.value === null && gift.fromSpouse !== true;
  const worth = worthOf(of);
  if (isUnvalued && worth === null) {
    return unknown("no-price");
  }
  const value = isUnvalued ? (worth?.value ?? null) : gift.value;
  const donorAcquired = gift.donorAcquired ?? addYears(of.date, HELD_YEARS);
  const valued = { row: { ...gift, value }, as: "market-value", isNew: isUnvalued } as const;
  const dated = {
    row: { ...gift, donorAcquired },
    as: "tacked",
    isNew: gift.donorAcquired === null,
  } as const;
  const both = {
    row: { ...gift, value, donorAcquired },
    as: "tacked",
    isNew: valued.isNew && dated.isNew,
  } as const;
  const found = [valued, dated, both].flatMap(({ row, as, isNew }) =>
    isNew ? [tried(as, retry(of.asset, instead(row, [gift.id])))] : [],
  );
  return found.length === 0 || found.some(({ length }) => length === 0)
    ? unknown(found.length === 0 ? "needs-a-person" : "too-many-rows")
    : changing(found.flat(), "not-sold-yet");
}
