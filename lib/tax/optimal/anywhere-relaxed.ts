import {
  addQuantity,
  compareQuantity,
  exchangedQuantity,
  minQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  sumQuantity,
  timesQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { heightAt, type Plane, type Point, type Summit, summitOf } from "@/lib/money/summit";
import {
  addUsd,
  compareUsd,
  minUsd,
  negateUsd,
  subtractUsd,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { NOTHING_SOLD, type Vertex } from "./chain";
import type { Window } from "./fixed-line";
import type { OtherClass, TwoGains } from "./gain-region";
import type { HarvestBook } from "./harvest-book";
import type { Sold } from "./harvest-input";
import { type GainClass, partSold, sumVertices } from "./priced-lot";
import { firstOf, heldIn, leastUnits, listsOf, takeFirst, type UnitList } from "./unit-lists";

/** What is settled of a sale out of several accounts. */
export interface Settled {
  readonly windows: readonly Window[];
  /** Which accounts an order is placed in; not told: open. */
  readonly used: ReadonlyMap<number, boolean>;
}

/** A sale with something settled: what is certain, and lists any lots of which can be named for the rest. */
export interface OpenSale {
  readonly settled: Settled;
  /** The year's own gains, lots sold for certain, and fixed costs of accounts used for certain. */
  readonly certain: Vertex;
  readonly lists: readonly UnitList[];
  readonly left: Quantity;
  readonly kind: OtherClass;
}

/** The sale as it stands when something is settled; null when the windows cannot hold the quantity. */
export function* openSale(
  book: HarvestBook,
  quantity: Quantity,
  settled: Settled,
  kind: OtherClass,
): PartsOfWork<OpenSale | null> {
  const forced: Vertex[] = [{ ...NOTHING_SOLD, gains: book.situation.gains }, paid(book, settled)];
  const lists: UnitList[] = [];
  let left = quantity;
  for (const [at, line] of book.lines.entries()) {
    const window = settled.windows[at] ?? { from: 0, to: 0 };
    for (const lot of line.lots.slice(0, window.from)) {
      forced.push(partSold(lot, lot.lot.quantity, true));
      left = subtractQuantity(left, lot.lot.quantity);
    }
    if (settled.used.get(at) !== false) {
      lists.push(...(yield* listsOf(line, at, window, quantity)));
    }
    yield null;
  }
  const held = sumQuantity(lists.map(heldIn));
  return signQuantity(left) < 0 || compareQuantity(left, held) > 0
    ? null
    : { settled, certain: sumVertices(forced), lists, left, kind };
}

/** Units of each list, and the gains and costs of the whole sale with them. */
export interface Column {
  readonly units: readonly Quantity[];
  readonly gains: TwoGains;
  readonly cost: Usd;
}

/** The choice of least costs and tax if a dollar of gain cost so much, by class. */
export function columnAt(sale: OpenSale, { x, y }: Point, countsCosts = true): Column {
  const weights = { short: x, other: y, countsCosts };
  return columnOf(sale, leastUnits(sale.lists, sale.left, weights));
}

/** What units of each list come to. */
export function columnOf(sale: OpenSale, units: readonly Quantity[]): Column {
  const { gains, cost: certain } = sale.certain;
  let [short, other, cost] = [gains.short, gains[sale.kind], certain];
  sale.lists.forEach((list, at) => {
    const first = firstOf(list, units[at] ?? ZERO_QUANTITY);
    short = list.isShort ? addUsd(short, first.gain) : short;
    other = list.isShort ? other : addUsd(other, first.gain);
    cost = addUsd(cost, first.cost);
  });
  return { units, gains: { short, other }, cost };
}

/** What is sold of each lot. */
export function takenOf(book: HarvestBook, sale: OpenSale, { units }: Column): Sold {
  const taken = book.lines.map(({ lots }, line) =>
    lots.map(({ lot }, index) =>
      index < (sale.settled.windows[line]?.from ?? 0) ? lot.quantity : ZERO_QUANTITY,
    ),
  );
  sale.lists.forEach((list, at) => {
    const [line, sold] = [book.lines[list.line], taken[list.line]];
    if (line !== undefined && sold !== undefined) {
      takeFirst(list, line, units[at] ?? ZERO_QUANTITY, sold);
    }
  });
  return taken;
}

/** A corner of gains, and the tax there by one straight piece. */
export interface TaxedCorner {
  readonly gains: TwoGains;
  readonly tax: Usd;
}

/** How good a sale can be whose gains end within a region, and one that is. */
export interface Relaxed {
  /** No choice with gains in the region, or less, has less tax and costs. */
  readonly bound: Usd;
  /** Null where the search ended because nothing is below what was known. */
  readonly column: Column | null;
  /** Dollars for each dollar of gain at which that is seen. */
  readonly at: Point;
}

const ROUNDS = 60;
const CLOSE = usd("0.000000001");
const NO_BOUND = usd("-1000000000000000");

/**
 * The least tax and costs where the tax is straight between corners: whatever a dollar of gain costs by class, the choice that is
 * best then, less what the corners are worth more, bounds all (the Lagrangian bound, a concave function of two numbers). It is highest
 * where choices met on the way balance to gains of the region: those together are the sale (Dantzig and Wolfe, 1960). No marginal rate
 * reaches one, so neither number has to. `known`: nothing above it is of interest.
 */
export function* leastWithin(
  sale: OpenSale,
  corners: readonly TaxedCorner[],
  known: Usd,
  begin: Point,
): PartsOfWork<Relaxed> {
  const roofs = corners.map(
    ({ gains: { short, other }, tax }): Plane => ({
      height: tax,
      alongX: negateUsd(short),
      alongY: negateUsd(other),
    }),
  );
  const columns: Column[] = [];
  let [at, best, bound]: [Point, Point, Usd] = [begin, begin, NO_BOUND];
  let summit: Summit | null = null;
  for (let round = 0; round < ROUNDS && !isReached(summit, bound); round += 1) {
    const column = columnAt(sale, at);
    const here = addUsd(heightAt(planeOf(column), at), lowestOf(roofs, at));
    if (compareUsd(here, bound) > 0) {
      [best, bound] = [at, here];
    }
    if (compareUsd(bound, known) >= 0) {
      return { bound, column: null, at: best };
    }
    columns.push(column);
    summit = summitOf(columns.map(planeOf), roofs);
    at = summit;
    yield null;
  }
  return { bound, column: summit === null ? null : mixed(sale, columns, summit), at: best };
}

/** The bound met what the choices on the way come to together: nothing is missing. */
function isReached(summit: Summit | null, bound: Usd): boolean {
  return summit !== null && compareUsd(subtractUsd(summit.height, bound), CLOSE) <= 0;
}

function planeOf({ cost, gains }: Column): Plane {
  return { height: cost, alongX: gains.short, alongY: gains.other };
}

function lowestOf(roofs: readonly Plane[], at: Point): Usd {
  const [first = ZERO_USD, ...rest] = roofs.map((roof) => heightAt(roof, at));
  return rest.reduce(minUsd, first);
}

/** Several choices in the parts in which they balance; what is cut at the last decimal goes to the first list with room for it. */
function mixed(sale: OpenSale, columns: readonly Column[], { parts, whole }: Summit): Column {
  const units = sale.lists.map((_, list) => {
    const times = ({ plane, part }: Summit["parts"][number]) =>
      timesQuantity(columns[plane]?.units[list] ?? ZERO_QUANTITY, part);
    return exchangedQuantity(sumQuantity(parts.map(times)), 1n, whole);
  });
  let rest = subtractQuantity(sale.left, sumQuantity(units));
  return columnOf(
    sale,
    units.map((each, at) => {
      const list = sale.lists[at];
      const room = list === undefined ? ZERO_QUANTITY : subtractQuantity(heldIn(list), each);
      const more = minQuantity(rest, room);
      rest = subtractQuantity(rest, more);
      return addQuantity(each, more);
    }),
  );
}

/** Fixed costs of the accounts used for certain; each class an order can hold is lowered by all of it, which is no less than its share. */
function paid({ lines }: HarvestBook, { used }: Settled): Vertex {
  return sumVertices(
    lines.flatMap(({ lots, costs: { fixed } }, line) => {
      if (used.get(line) !== true) {
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
