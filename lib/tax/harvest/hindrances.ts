import { formatQuantity, formatUsd } from "@/lib/money/format";
import { priceText } from "@/lib/money/price";
import { quantityText, sumQuantity } from "@/lib/money/quantity";
import { signUsd, sumUsd } from "@/lib/money/usd";
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
import { BY_ID, type Names } from "./names";
import { sellWhole } from "./sale";

/** What the plan looks at for reasons that stand in the way of a sale as such, whatever it would save. */
export interface HindranceInput {
  readonly ledger: LedgerResult;
  readonly settings: LedgerSettings;
  readonly today: CalendarDate;
  readonly names?: Names;
}

/**
 * Why a position with losses cannot be harvested now whatever it would save: nobody pays anything for it (a sale needs a buyer:
 * IRC 1001; a worthless coin still held is no loss, CCA 202302011), or the loss would be a wash sale because as many units were
 * bought in the last thirty days, in any account, the spouse's and an IRA included (IRC 1091; Rev. Rul. 2008-5). Null: nothing.
 */
export function hindranceOf(input: HindranceInput, position: BookPosition): DoNotHarvest | null {
  const { price } = position;
  const names = input.names ?? BY_ID;
  const asset = names.asset(position.asset);
  const losses = price === null ? [] : lossLots(position, input.today);
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
    `${units} ${asset} or the same were bought in the last ${WINDOW_DAYS} days (${places}): a loss on as many units is not deductible when sold before ${dayText(addDays(last ?? input.today, WINDOW_DAYS + 1))}.`,
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
    reason: gain === null ? why : `${why} The loss on paper is ${formatUsd(gain)}.`,
  };
}
