import { formatQuantity, formatUsd } from "@/lib/money/format";
import { priceText } from "@/lib/money/price";
import { quantityText, sumQuantity } from "@/lib/money/quantity";
import { signUsd, sumUsd, type Usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import type { AssetFacts } from "@/lib/tax/facts";
import type { LedgerSettings } from "@/lib/tax/settings";
import type { AssetId } from "@/lib/tax/transaction";
import { WINDOW_DAYS } from "@/lib/tax/wash/wash-book";
import type { LedgerResult } from "@/lib/tax/year-result";
import { addDays, type CalendarDate } from "@/lib/time/calendar-date";
import { dayText } from "@/lib/time/day-text";
import type { BookPosition } from "./book-positions";
import type { DoNotHarvest } from "./harvest";
import type { HarvestMark } from "./marks";
import { BY_ID, type Names } from "./names";
import { sellWhole } from "./sale";

/** What the plan looks at for reasons that stand in the way of a sale as such, whatever it would save. */
export interface HindranceInput {
  readonly ledger: LedgerResult;
  readonly settings: LedgerSettings;
  readonly today: CalendarDate;
  /** What a person says stands in the way. */
  readonly marks?: readonly HarvestMark[];
  readonly names?: Names;
}

/** What a person says of a whole position; null: nothing. Single lots are the position's own matter (`BookPosition.marked`). */
export function markOf(
  marks: readonly HarvestMark[],
  { account, asset }: Pick<BookPosition, "account" | "asset">,
): HarvestMark | null {
  return (
    marks.find((mark) => mark.lot === null && mark.account === account && mark.asset === asset) ??
    null
  );
}

/** The positions nothing stands in the way of. */
export function unhindered(
  input: HindranceInput,
  positions: readonly BookPosition[],
): readonly BookPosition[] {
  return positions.filter((position) => hindranceOf(input, position) === null);
}

/** Why what a person marked is left alone; `what`: an asset in an account, or a lot of it. */
export const MARKED: Readonly<Record<HarvestMark["reason"], (what: string) => string>> = {
  illiquid: (what) =>
    `You say ${what} there cannot be sold for its price, so nothing is counted on a sale.`,
  "no-bid": (what) =>
    `You say nobody buys ${what} there. A loss needs a sale to somebody for a real price, however small.`,
  "related-buyer": (what) =>
    `You say only somebody related would buy ${what} there. A loss on a sale to a brother or sister, spouse, ancestor, descendant or a company one controls is not deductible.`,
};

/**
 * Why a position with losses cannot be harvested now whatever it would save: nobody pays anything for it (a sale needs a buyer:
 * IRC 1001; a worthless coin still held is no loss, CCA 202302011), or the loss would be a wash sale because as many units were
 * bought in the last thirty days, in any account, the spouse's and an IRA included (IRC 1091; Rev. Rul. 2008-5). What a person says
 * of it comes first, with losses or without. Null: nothing.
 */
export function hindranceOf(input: HindranceInput, position: BookPosition): DoNotHarvest | null {
  const { price } = position;
  const asset = (input.names ?? BY_ID).asset(position.asset);
  const losses = price === null ? [] : lossLots(position, input.today);
  const mark = markOf(input.marks ?? [], position);
  if (mark !== null) {
    const lots = losses.length > 0 ? losses : position.reachable;
    return alone(mark.reason, position, lots, input.today, MARKED[mark.reason](asset));
  }
  if (price === null || losses.length === 0) {
    return null;
  }
  if (priceText(price) === "0") {
    return alone(
      "no-bid",
      position,
      losses,
      input.today,
      `Nobody pays anything for ${asset} now. A loss needs a sale to somebody for a real price, however small.`,
    );
  }
  return washWindow(input, position, losses);
}

function washWindow(
  input: HindranceInput,
  position: BookPosition,
  losses: BookPosition["reachable"],
): DoNotHarvest | null {
  const names = input.names ?? BY_ID;
  const bought = boughtLately(input, position);
  // The only lot there is, sold whole, is no replacement of itself (Rev. Rul. 56-602).
  const isItself = bought.length === 1 && losses.length === 1 && bought[0]?.lot === losses[0]?.lot;
  if (bought.length === 0 || isItself) {
    return null;
  }
  const [last] = bought
    .map(({ opened }) => opened)
    .sort()
    .reverse();
  const units = formatQuantity(quantityText(sumQuantity(bought.map(({ quantity }) => quantity))));
  const places = [...new Set(bought.map(({ account }) => names.account(account)))].join(", ");
  return alone(
    "wash-sale-window",
    position,
    losses,
    input.today,
    `${units} ${names.asset(position.asset)} or the same were bought in the last ${WINDOW_DAYS} days (${places}): a loss on as many units is not deductible when sold before ${dayText(addDays(last ?? input.today, WINDOW_DAYS + 1))}.`,
  );
}

function lossLots(
  { price, reachable }: BookPosition,
  today: CalendarDate,
): BookPosition["reachable"] {
  return price === null
    ? []
    : reachable.filter((lot) => signUsd(sellWhole(lot, price, today).gain) < 0);
}

/** Units of the same or a substantially identical security bought in the window before today; the law counts them in every account. */
function boughtLately(
  { ledger, settings, today }: HindranceInput,
  { asset }: BookPosition,
): readonly OpenLot[] {
  const facts = new Map(settings.assets.map((each) => [each.asset, each]));
  if (!isCovered(facts.get(asset), settings.washSalesOfDigitalAssetsFrom, today)) {
    return [];
  }
  const from = addDays(today, -WINDOW_DAYS);
  return [...ledger.openLots, ...ledger.outside.openLots].filter(
    (lot) =>
      lot.acquired === lot.opened &&
      lot.opened >= from &&
      groupOf(facts, lot.asset) === groupOf(facts, asset),
  );
}

function isCovered(
  facts: AssetFacts | undefined,
  digitalFrom: CalendarDate | null,
  today: CalendarDate,
): boolean {
  const isSecurity = facts !== undefined && facts.class !== "digital";
  return isSecurity || (digitalFrom !== null && digitalFrom <= today);
}

function groupOf(facts: ReadonlyMap<AssetId, AssetFacts>, asset: AssetId): string {
  return facts.get(asset)?.identicalTo ?? asset;
}

function alone(
  code: DoNotHarvest["code"],
  { account, asset, price }: BookPosition,
  lots: BookPosition["reachable"],
  today: CalendarDate,
  why: string,
): DoNotHarvest {
  const gain = price === null ? null : sumUsd(lots.map((lot) => sellWhole(lot, price, today).gain));
  return {
    code,
    account,
    asset,
    lots: lots.map(({ lot }) => lot),
    quantity: sumQuantity(lots.map(({ quantity }) => quantity)),
    gain,
    firstLongDate: null,
    waitingSaves: null,
    runs: null,
    reason: withLoss(why, gain),
  };
}

/** A reason with the loss on paper, where there is one. */
export function withLoss(why: string, gain: Usd | null): string {
  return gain === null || signUsd(gain) >= 0
    ? why
    : `${why} The loss on paper is ${formatUsd(gain)}.`;
}
