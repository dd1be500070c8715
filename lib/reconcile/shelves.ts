import {
  addQuantity,
  compareQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { rateKey, unitRate } from "@/lib/money/unit-rate";
import { compareUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { groupBy } from "@/lib/tax/explain/group-by";
import { floorToOrder } from "@/lib/tax/harvest/orderable";
import { dayNumber } from "@/lib/time/calendar-date";
import { PRINTED } from "./fit";
import type { DatedLine, Disposal } from "./form-line";

/** A line or a sale by its place in its list. */
export interface Shelved {
  readonly index: number;
  readonly units: Quantity;
  readonly proceeds: Usd;
  /** Of dollars a unit: told apart and sorted by, never an amount. */
  readonly price: number;
}

/** Lines or sales by asset and day, so that those near another are found without looking at all. */
export interface Shelves {
  /** Those of one asset and day whose units are about the same, in the order of their proceeds. */
  readonly bySize: ReadonlyMap<string, readonly Shelved[]>;
  /** Those of one asset and day in the order of their prices. */
  readonly byDay: ReadonlyMap<string, readonly Shelved[]>;
}

type Item = Pick<DatedLine, "asset" | "sold" | "units"> & Pick<Disposal, "proceeds">;

/** Puts lines or sales on shelves; `otherUnits`: units an item may also be told with (those that paid its costs included). */
export function shelvesOf<T extends Item>(
  items: readonly T[],
  otherUnits: (item: T) => Quantity = ({ units }) => units,
): Shelves {
  const shelved = items.flatMap((item, index) =>
    item.asset === null ? [] : [{ item, one: shelvedAs(item, index) }],
  );
  const sized = shelved.flatMap(({ item, one }) => {
    const sizes = new Set([item.units, otherUnits(item)].map(sizeOf));
    return [...sizes].map((size) => ({ key: `${dayKey(item, 0)} ${size}`, one }));
  });
  return {
    bySize: sortedBy(sized, (a, b) => compareUsd(a.proceeds, b.proceeds)),
    byDay: sortedBy(
      shelved.map(({ item, one }) => ({ key: dayKey(item, 0), one })),
      (a, b) => a.price - b.price,
    ),
  };
}

function shelvedAs({ units, proceeds }: Item, index: number): Shelved {
  return { index, units, proceeds: proceeds ?? ZERO_USD, price: priceOf(units, proceeds) };
}

function priceOf(units: Quantity, proceeds: Usd | null): number {
  return proceeds === null || signQuantity(units) <= 0 ? 0 : rateKey(unitRate(proceeds, units));
}

function sortedBy(
  keyed: readonly { readonly key: string; readonly one: Shelved }[],
  order: (a: Shelved, b: Shelved) => number,
): ReadonlyMap<string, readonly Shelved[]> {
  return new Map(
    [...groupBy(keyed, ({ key }) => key)].map(([key, own]) => [
      key,
      own.map(({ one }) => one).sort(order),
    ]),
  );
}

/** The day itself first, then those a broker's calendar may have it on. */
const AROUND = [0, -1, 1];

const dayKey = ({ asset, sold }: Pick<Item, "asset" | "sold">, off: number): string =>
  `${asset} ${dayNumber(sold) + off}`;

/** Units as far as forms print them: what is the same to a form lies on the same shelf or on the one beside it. */
const sizeOf = (units: Quantity): string =>
  String(floorToOrder(compareQuantity(units, ZERO_QUANTITY) < 0 ? ZERO_QUANTITY : units));

/**
 * Those on the shelves that may have the units of an item and lie a day apart at most: all where they are few, else the `most` of each shelf
 * whose proceeds are nearest. `turn` moves on by one for each equal item before, so that equals do not all ask for the same few.
 */
export function nearestOf(
  { bySize }: Shelves,
  item: Item,
  { most, turn }: { readonly most: number; readonly turn: number },
): readonly number[] {
  const { units, proceeds } = item;
  const sizes = new Set(
    [subtractQuantity(units, PRINTED), units, addQuantity(units, PRINTED)].map(sizeOf),
  );
  const found = AROUND.flatMap((off) =>
    [...sizes].flatMap((size) =>
      around(bySize.get(`${dayKey(item, off)} ${size}`) ?? [], proceeds ?? ZERO_USD, most, turn),
    ),
  );
  return [...new Set(found)];
}

function around(
  shelf: readonly Shelved[],
  proceeds: Usd,
  most: number,
  turn: number,
): readonly number[] {
  const middle = firstAt(shelf, (one) => compareUsd(one.proceeds, proceeds) >= 0) + turn;
  return windowAt(shelf, middle, most).map(({ index }) => index);
}

/** As many around a place as there may be; all where there are no more. */
function windowAt(shelf: readonly Shelved[], middle: number, most: number): readonly Shelved[] {
  const from = Math.max(0, Math.min(middle - most / 2, shelf.length - most));
  return shelf.slice(from, from + most);
}

/**
 * What an item may be made of: those a day apart at most with fewer units, the `most` whose price is nearest, largest units first. What is told
 * in parts is told at one price.
 */
export function partsOf({ byDay }: Shelves, item: Item, most: number): readonly Shelved[] {
  const price = priceOf(item.units, item.proceeds);
  const apart = (one: Shelved) => Math.abs(one.price - price);
  return AROUND.flatMap((off) => {
    const day = byDay.get(dayKey(item, off)) ?? [];
    return windowAt(
      day,
      firstAt(day, (one) => one.price >= price),
      SEEN * most,
    );
  })
    .filter(({ units }) => compareQuantity(units, item.units) < 0)
    .sort((a, b) => apart(a) - apart(b))
    .slice(0, most)
    .sort((a, b) => compareQuantity(b.units, a.units));
}

/** So many times as many are looked at: some have more units than the whole. */
const SEEN = 4;

/** The first place in a sorted list from which on something holds. */
function firstAt(sorted: readonly Shelved[], holds: (one: Shelved) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = sorted[middle];
    if (one !== undefined && holds(one)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
