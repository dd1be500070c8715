import {
  addQuantity,
  compareQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { addUsd, negateUsd, sumUsd, ZERO_USD } from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import type { UnitRange } from "./account-units";
import { NOTHING_SOLD, type Vertex } from "./chain";
import { fillingOf } from "./filling";
import type { Window } from "./fixed-line";
import { type HarvestBook, hasFixed } from "./harvest-book";
import type { Sold } from "./harvest-input";
import { type GainClass, type PricedLot, partSold, sumVertices } from "./priced-lot";
import type { Score } from "./problem";

/** What is settled of a sale out of several accounts. */
export interface Settled {
  readonly windows: readonly Window[];
  /** Which accounts an order is placed in; not told: open. */
  readonly used: ReadonlyMap<number, boolean>;
  /** Units each account sells, at least and at most. */
  readonly units: readonly UnitRange[];
  /** They were cut: before, they only say what the accounts hold. */
  readonly isCut: boolean;
}

/** What is settled, and the best split if the rest could be answered lot by lot. */
export interface Relaxed {
  readonly settled: Settled;
  readonly taken: Sold;
  /** Units of each account that are not counted as they would be sold. */
  readonly loose: readonly Quantity[];
  readonly bound: Score;
}

/** True where an account charges a larger share than the cheapest one. */
export function isDearer(book: HarvestBook, cheapest: HarvestBook, at: number): boolean {
  return book.lines[at]?.costs.rate !== cheapest.lines[at]?.costs.rate;
}

interface Free {
  readonly line: number;
  readonly index: number;
  readonly lot: PricedLot;
}

/** Lots to be filled with so many units. */
interface Part {
  readonly free: readonly Free[];
  readonly quantity: Quantity;
}

/**
 * The least when all lots inside the windows can be named: what each account sells at least out of its own lots at its own share,
 * the rest out of any at the cheapest. Null when the windows cannot hold the quantity.
 */
export function* relax(
  book: HarvestBook,
  cheapest: HarvestBook,
  quantity: Quantity,
  settled: Settled,
): PartsOfWork<Relaxed | null> {
  const isMixed = book.lines.some((_, line) => isDearer(book, cheapest, line));
  const taken = book.lines.map(({ lots }) => lots.map(() => ZERO_QUANTITY));
  const forced: PricedLot[] = [];
  const own: Part[] = [];
  let left = quantity;
  for (const [line, { lots }] of book.lines.entries()) {
    const { from } = settled.windows[line] ?? { from: 0 };
    const first = lots.slice(0, from);
    first.forEach((lot, index) => {
      set(taken, line, index, lot.lot.quantity);
    });
    forced.push(...first);
    const certain = sumQuantity(first.map(({ lot }) => lot.quantity));
    const least = settled.units[line]?.least ?? ZERO_QUANTITY;
    const isMore = isMixed && settled.isCut && compareQuantity(least, certain) > 0;
    const more = isMore ? subtractQuantity(least, certain) : ZERO_QUANTITY;
    if (signQuantity(more) > 0) {
      own.push({ free: freeOf(book, settled, line), quantity: more });
    }
    left = subtractQuantity(left, sumQuantity([certain, more]));
  }
  const rest: Part = {
    free: cheapest.lines.flatMap((_, line) =>
      isMixed && settled.isCut && isFull(settled, line) ? [] : freeOf(cheapest, settled, line),
    ),
    quantity: left,
  };
  const parts = [...own, rest].filter((part) => part === rest || part.free.length > 0);
  if (![...own, rest].every(holds)) {
    return null;
  }
  const filling = yield* fillingOf(
    parts.map((part) => ({ lots: part.free.map(({ lot }) => lot), quantity: part.quantity })),
  );
  const start: Vertex = { ...NOTHING_SOLD, gains: book.situation.gains };
  const certain = [
    start,
    ...forced.map((lot) => partSold(lot, lot.lot.quantity, false)),
    paid(book, settled),
  ];
  const found = yield* filling.least(book.surface, sumVertices(certain));
  const lists = filling.takenAt(found.spots);
  let cost = sumUsd(forced.map((lot) => lot.cost));
  parts.forEach(({ free }, at) => {
    free.forEach(({ line, index, lot }, place) => {
      const units = lists[at]?.[place] ?? ZERO_QUANTITY;
      cost = addUsd(cost, partSold(lot, units, true).cost);
      set(taken, line, index, addQuantity(taken[line]?.[index] ?? ZERO_QUANTITY, units));
    });
  });
  return {
    settled,
    taken,
    loose: looseIn(book, cheapest, rest, lists.at(-1) ?? [], taken),
    bound: { figure: addUsd(found.bound, cost), value: ZERO_USD },
  };
}

/** Lots of the window of an account an order may be placed in. */
function freeOf({ lines }: HarvestBook, settled: Settled, line: number): readonly Free[] {
  const { from, to } = settled.windows[line] ?? { from: 0, to: 0 };
  return settled.used.get(line) === false
    ? []
    : (lines[line]?.lots ?? []).slice(from, to).map((lot, at) => ({ line, index: from + at, lot }));
}

/** An account that sells no more than it sells for certain. */
function isFull({ units, windows }: Settled, line: number): boolean {
  const range = units[line];
  return (
    range !== undefined &&
    (windows[line]?.from ?? 0) === 0 &&
    compareQuantity(range.least, range.most) >= 0
  );
}

function holds({ free, quantity }: Part): boolean {
  const held = sumQuantity(free.map(({ lot }) => lot.lot.quantity));
  return signQuantity(quantity) >= 0 && compareQuantity(quantity, held) <= 0;
}

/** Units counted at the cheapest share in accounts that charge more, and in accounts some lot of which is sold for certain and once more. */
function looseIn(
  book: HarvestBook,
  cheapest: HarvestBook,
  { free }: Part,
  list: readonly Quantity[],
  taken: Sold,
): readonly Quantity[] {
  const isTwice = book.lines.map(({ lots }, line) =>
    lots.some(
      ({ lot }, at) => compareQuantity(taken[line]?.[at] ?? ZERO_QUANTITY, lot.quantity) > 0,
    ),
  );
  const loose = book.lines.map(() => ZERO_QUANTITY);
  free.forEach(({ line }, place) => {
    if (isDearer(book, cheapest, line) || isTwice[line] === true) {
      loose[line] = addQuantity(loose[line] ?? ZERO_QUANTITY, list[place] ?? ZERO_QUANTITY);
    }
  });
  return loose;
}

function set(taken: readonly Quantity[][], line: number, index: number, units: Quantity): void {
  const list = taken[line];
  if (list !== undefined) {
    list[index] = units;
  }
}

/** Fixed costs of the accounts used for certain; each class an order can hold is lowered by all of it, which is no less than its share. */
function paid(book: HarvestBook, { windows, used }: Settled): Vertex {
  if (!hasFixed(book)) {
    return NOTHING_SOLD;
  }
  return sumVertices(
    book.lines.flatMap(({ lots, costs: { fixed } }, line) => {
      if (used.get(line) !== true && (windows[line]?.from ?? 0) === 0) {
        return [];
      }
      const lowered = (kind: GainClass) =>
        lots.some((lot) => lot.kind === kind) ? negateUsd(fixed) : ZERO_USD;
      const gains = {
        short: lowered("short"),
        long: lowered("long"),
        collectible: lowered("collectible"),
      };
      return [{ gains, cost: fixed, value: ZERO_USD }];
    }),
  );
}
