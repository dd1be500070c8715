import {
  addUsd,
  compareUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  timesRatio,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { Heap } from "@/lib/tax/lot-selection/heap";
import { type Demand, LossMarket, type Supplies, suppliesOf, type Worth } from "./loss-market";
import type { LossPrice } from "./losses-within";
import type { YearPlanned } from "./one-year";
import type { YearsQuestion } from "./question";
import { pointsOf, type Range, takenForCertain, type YearPoint } from "./year-points";

/** Years that take losses within ranges, and what it shows. */
interface Node {
  readonly ranges: readonly Range[];
  readonly years: readonly (readonly YearPoint[])[];
  readonly bound: Usd;
  readonly worth: Worth;
  readonly demand: readonly Demand[];
}

const MOST_NODES = 24;
const A_FEW = 6;

/** All losses of the years that are planned, with the lots that can give them. */
export class YearsMarket {
  readonly #asked: YearsQuestion;
  readonly #planned: readonly YearPlanned[];
  readonly #supplies: Supplies;
  readonly #most: { readonly short: Usd; readonly long: Usd };

  /** Every year may take any losses. */
  readonly open: Pick<Node, "bound" | "worth" | "demand">;
  readonly #root: Node;

  constructor(asked: YearsQuestion, planned: readonly YearPlanned[], prices: readonly LossPrice[]) {
    this.#asked = asked;
    this.#planned = planned;
    this.#supplies = suppliesOf(prices);
    const all = (of: (price: LossPrice) => boolean) =>
      sumUsd(prices.filter(of).map(({ loss }) => loss));
    this.#most = { short: all(({ isLong }) => !isLong), long: all(({ isLong }) => isLong) };
    const ranges = planned.map((year, at): Range => {
      const from = at === 0 ? takenForCertain(asked, year) : ZERO_USD;
      return { from, to: null };
    });
    this.#root = this.#nodeOf(
      ranges,
      ranges.map((range, at) => this.#pointsOf(at, range)),
    );
    this.open = this.#root;
  }

  /**
   * A lower bound of tax and costs of all years. One worth of a dollar for all of them says too little where a year saves with much
   * loss and not with a part of it, so such a year is bounded apart for less and for more, the lowest first, until the bound is at
   * `enough` or two dozen parts were looked into.
   */
  *bound(enough: Usd): PartsOfWork<Usd> {
    const open = new Heap<Node>((a, b) => compareUsd(a.bound, b.bound) < 0);
    open.push(this.#root);
    for (let left = MOST_NODES; ; left -= 1) {
      const node = open.pop();
      const isOver =
        node === null ||
        left <= 0 ||
        compareUsd(node.bound, enough) >= 0 ||
        (left === MOST_NODES - A_FEW && this.#hasHardlyRisen(node.bound, enough));
      const parts = isOver ? null : this.#halves(node);
      if (node === null || parts === null) {
        return node?.bound ?? ZERO_USD;
      }
      for (const part of parts) {
        open.push(part);
        yield null;
      }
    }
  }

  /** Less than a tenth of the way after a few parts: what is missing lies elsewhere. */
  #hasHardlyRisen(bound: Usd, enough: Usd): boolean {
    const risen = timesRatio(subtractUsd(bound, this.#root.bound), 10n, 1n);
    return compareUsd(risen, subtractUsd(enough, this.#root.bound)) < 0;
  }

  #pointsOf(at: number, range: Range): readonly YearPoint[] {
    const year = this.#planned[at];
    return year === undefined ? [] : pointsOf(this.#asked, year, this.#most, range);
  }

  #nodeOf(ranges: Node["ranges"], years: Node["years"], from?: Worth): Node {
    const market = new LossMarket(years, this.#supplies);
    const worth = market.worth(from);
    const bound = market.boundAt(worth);
    return { ranges, years, bound, worth, demand: market.demandAt(worth) };
  }

  /** The year that is most undecided, with less loss and with more; null where none is. */
  #halves({ ranges, years, demand, worth }: Node): readonly Node[] | null {
    const width = ({ least, most }: Demand) => subtractUsd(most, least);
    const at = demand.reduce(
      (widest, each, index) =>
        widest < 0 || compareUsd(width(each), width(demand[widest] ?? each)) > 0 ? index : widest,
      -1,
    );
    const [range, year] = [ranges[at], demand[at]];
    if (range === undefined || year === undefined || signUsd(width(year)) === 0) {
      return null;
    }
    const cut = cutOf(year);
    return [
      { from: range.from, to: cut },
      { from: cut, to: range.to },
    ].flatMap((half) => {
      const points = this.#pointsOf(at, half);
      // No losses there are add up to that: nothing to bound.
      return points.length === 0
        ? []
        : [this.#nodeOf(ranges.with(at, half), years.with(at, points), worth)];
    });
  }
}

/** Where a year stops taking losses, if that is well between the two; else their middle. */
function cutOf({ least, most, take }: Demand): Usd {
  const isBetween =
    compareUsd(subtractUsd(take, least), DOLLAR) > 0 &&
    compareUsd(subtractUsd(most, take), DOLLAR) > 0;
  return isBetween ? take : timesRatio(addUsd(least, most), 1n, 2n);
}

const DOLLAR = usd("1");
