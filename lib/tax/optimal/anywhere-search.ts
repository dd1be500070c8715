import type { Quantity } from "@/lib/money/quantity";
import type { Point } from "@/lib/money/summit";
import { compareUsd, minUsd, type Usd, usd } from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { Heap } from "@/lib/tax/lot-selection/heap";
import { columnAt, type OpenSale, openSale } from "./anywhere-relaxed";
import { BestSplit } from "./best-split";
import type { OtherClass } from "./gain-region";
import type { HarvestBook } from "./harvest-book";
import type { Sold } from "./harvest-input";
import type { Score } from "./problem";
import { RegionSearch } from "./region-search";

/** The best split found, and a true lower bound of tax and costs of any. */
export interface AnywhereFound {
  readonly taken: Sold;
  readonly score: Score;
  readonly bound: Usd;
}

/** Which accounts an order is placed in (not told: open, and not charged), and a figure nothing goes below then. */
interface Node {
  readonly used: ReadonlyMap<number, boolean>;
  readonly bound: Usd | null;
}

/** Regions without a bend looked into before the search stops with a bound, unless told. */
export const REGIONS_AT_MOST = 2000;

/** Prices of a dollar of gain, short-term and other, that first choices are made at. */
const FIRST: readonly Point[] = [
  ["0", "0"],
  ["0.12", "0.01"],
  ["0.22", "0.15"],
  ["0.35", "0.188"],
].map(([x = "0", y = "0"]) => ({ x: usd(x), y: usd(y) }));

/**
 * Branch and bound over the accounts used (with a fixed cost an order): an account that is left open is not charged, and a larger cost
 * lowers the tax by less than itself, so nothing real is better. For each pattern the gains of the year are searched region by region.
 * Parts of the work tell how many regions are looked into.
 */
export function* anywhereSold(
  book: HarvestBook,
  quantity: Quantity,
  patience: number,
): PartsOfWork<AnywhereFound> {
  const best = new BestSplit(book);
  const open = new Heap<Node>((a, b) => before(a.bound, b.bound));
  open.push({ used: new Map(), bound: null });
  const closed: Usd[] = [];
  let left = patience;
  for (let node = open.pop(); node !== null; node = open.pop()) {
    const sale = isHopeless(node, best) ? null : yield* saleOf(book, quantity, node.used);
    if (sale === null) {
      continue;
    }
    for (const at of FIRST) {
      yield* best.offer(sale, columnAt(sale, at));
    }
    const search = new RegionSearch(book, quantity, sale, best);
    const found = yield* search.run(left, patience - left);
    left = found.patience;
    if (found.charge === null || left <= 0) {
      closed.push(found.bound);
      continue;
    }
    for (const isUsed of [true, false]) {
      open.push({ used: new Map([...node.used, [found.charge, isUsed]]), bound: found.bound });
    }
  }
  const { taken, score } = best.found;
  return { taken, score, bound: closed.reduce(minUsd, score.figure) };
}

const before = (a: Usd | null, b: Usd | null): boolean =>
  b !== null && (a === null || compareUsd(a, b) < 0);

const isHopeless = ({ bound }: Node, best: BestSplit): boolean =>
  bound !== null && compareUsd(bound, best.known) >= 0;

function saleOf(
  book: HarvestBook,
  quantity: Quantity,
  used: Node["used"],
): PartsOfWork<OpenSale | null> {
  const windows = book.lines.map(({ lots }) => ({ from: 0, to: lots.length }));
  return openSale(book, quantity, { windows, used }, otherClassOf(book));
}

/** One asset is a collectible or it is not. */
function otherClassOf({ lines }: HarvestBook): OtherClass {
  return lines.some(({ pool }) => pool.collectible) ? "collectible" : "long";
}
