import {
  addQuantity,
  compareQuantity,
  exchangedQuantity,
  minQuantity,
  type Quantity,
  quantity,
  signQuantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { NOTHING_SOLD } from "./chain";
import { fillingOf } from "./filling";
import { type HarvestBook, unitsOf } from "./harvest-book";
import type { Sold } from "./harvest-input";
import type { Line } from "./line";

/** Units an account sells, at least and at most. */
export interface UnitRange {
  readonly least: Quantity;
  readonly most: Quantity;
}

/** Ranges closer than this are one: far less than anybody can order. */
const CLOSE: Quantity = quantity("0.00000000000001");

/** Units an account holds with a known basis. */
export function heldIn({ lots }: Line): Quantity {
  return sumQuantity(lots.map(({ lot }) => lot.quantity));
}

/** The ranges as they follow from each other: all accounts together sell the quantity. */
export function narrowed<T extends { readonly units: readonly UnitRange[] }>(
  settled: T,
  all: Quantity,
): T {
  const units = settled.units.map(({ least, most }, at) => {
    const others = settled.units.filter((_, other) => other !== at);
    const [few, many] = [
      sumQuantity(others.map((other) => other.least)),
      sumQuantity(others.map((other) => other.most)),
    ];
    return {
      least: larger(least, subtractQuantity(all, many)),
      most: minQuantity(most, larger(ZERO_QUANTITY, subtractQuantity(all, few))),
    };
  });
  return { ...settled, units };
}

const larger = (a: Quantity, b: Quantity): Quantity => (compareQuantity(a, b) >= 0 ? a : b);

/** Where a range is cut: at what is sold there if that is inside it, else in its middle; null where it is closed. */
export function cutOf({ least, most }: UnitRange, sold: Quantity): Quantity | null {
  const width = subtractQuantity(most, least);
  if (compareQuantity(width, CLOSE) <= 0) {
    return null;
  }
  const isInside = compareQuantity(sold, least) > 0 && compareQuantity(sold, most) < 0;
  return isInside ? sold : addQuantity(least, exchangedQuantity(width, 1n, 2n));
}

/** A choice in which no lot sells more than it holds: what is too much is sold out of other lots, of the same account first. */
export function withinLots({ lines }: HarvestBook, taken: Sold): Sold {
  let over = ZERO_QUANTITY;
  const cut = lines.map(({ lots }, line) =>
    lots.map(({ lot }, index) => {
      const units = taken[line]?.[index] ?? ZERO_QUANTITY;
      const kept = minQuantity(units, lot.quantity);
      over = addQuantity(over, subtractQuantity(units, kept));
      return kept;
    }),
  );
  const isOver = taken.map((list, line) =>
    list.some((units, index) => {
      const held = lines[line]?.lots[index]?.lot.quantity ?? ZERO_QUANTITY;
      return compareQuantity(units, held) > 0;
    }),
  );
  for (const first of [true, false]) {
    for (const [line, { lots }] of lines.entries()) {
      const list = cut[line];
      lots.forEach(({ lot }, index) => {
        const kept = list?.[index] ?? ZERO_QUANTITY;
        const more = minQuantity(over, subtractQuantity(lot.quantity, kept));
        if (isOver[line] === first && list !== undefined && signQuantity(more) > 0) {
          list[index] = addQuantity(kept, more);
          over = subtractQuantity(over, more);
        }
      });
    }
  }
  return cut;
}

/** A choice in which one account sells so few units, and others with room for it the rest; null where they have none. */
export function withFewer(
  book: HarvestBook,
  relaxed: Sold,
  at: number,
  least: Quantity,
): Sold | null {
  const taken = withinLots(book, relaxed).map((list) => [...list]);
  let over = subtractQuantity(unitsOf(taken[at]), least);
  const move = (line: number, by: (units: Quantity, index: number) => Quantity): void => {
    taken[line]?.forEach((units, index, list) => {
      const change = by(units, index);
      list[index] = addQuantity(units, change);
    });
  };
  let left = over;
  move(at, (units) => {
    const less = minQuantity(left, units);
    left = subtractQuantity(left, less);
    return subtractQuantity(ZERO_QUANTITY, less);
  });
  for (const [line, { lots }] of book.lines.entries()) {
    if (line !== at) {
      move(line, (units, index) => {
        const held = lots[index]?.lot.quantity ?? ZERO_QUANTITY;
        const more = minQuantity(over, subtractQuantity(held, units));
        over = subtractQuantity(over, more);
        return more;
      });
    }
  }
  return signQuantity(over) > 0 ? null : taken;
}

/** The best lots where each account sells so many units as it does in a choice; null where an account cannot name its lots. */
export function* bestOfSplit(book: HarvestBook, relaxed: Sold): PartsOfWork<Sold | null> {
  if (book.lines.some(({ isFixed }) => isFixed)) {
    return null;
  }
  const pools = withinLots(book, relaxed).map((list, line) => ({
    lots: book.lines[line]?.lots ?? [],
    quantity: unitsOf(list),
  }));
  const filling = yield* fillingOf(pools);
  const start = { ...NOTHING_SOLD, gains: book.situation.gains };
  const { spots } = yield* filling.least(book.surface, start);
  return filling.takenAt(spots);
}
