import { quantityText } from "@/lib/money/quantity";
import type { PartsOfWork } from "@/lib/parts-of-work";
import type { Harvest } from "@/lib/tax/optimal/harvest-result";
import {
  planYear,
  runYear,
  suggestionOf,
  WAYS,
  type YearAction,
  type YearDone,
  type YearPlanned,
  type YearWay,
} from "./one-year";
import type { YearsQuestion } from "./question";

/** One way through a year, and the year after it. */
export interface YearBranch {
  readonly done: YearDone;
  /** The next year as this way leaves it. */
  readonly next: () => YearNode;
}

/** A year with its planned sales made. Actions that sell the same are one branch, computed once. */
export class YearNode {
  readonly #asked: YearsQuestion;
  readonly planned: YearPlanned;
  readonly #byWay = new Map<YearWay, YearBranch>();
  readonly #bySales = new Map<string, YearBranch>();

  constructor(asked: YearsQuestion, planned: YearPlanned) {
    this.#asked = asked;
    this.planned = planned;
  }

  *branch(way: YearWay): PartsOfWork<YearBranch> {
    const known = this.#byWay.get(way);
    if (known !== undefined) {
      return known;
    }
    const harvest = yield* suggestionOf(this.planned.question, way);
    yield null;
    const sales = salesText(harvest);
    const branch = this.#bySales.get(sales) ?? this.#run(way.action, harvest);
    this.#bySales.set(sales, branch);
    this.#byWay.set(way, branch);
    return branch;
  }

  /** The first of all ways that sells the same as this one. */
  *firstLike(way: YearWay): PartsOfWork<YearWay> {
    const branch = yield* this.branch(way);
    for (const each of WAYS) {
      if (each === way || (yield* this.branch(each)) === branch) {
        return each;
      }
    }
    return way;
  }

  #run(action: YearAction, harvest: Harvest | null): YearBranch {
    const done = runYear(this.#asked, this.planned, action, harvest);
    let node: YearNode | null = null;
    return {
      done,
      next: () => {
        node ??= this.#after(done);
        return node;
      },
    };
  }

  #after({ step, holdings }: YearDone): YearNode {
    const { shortCarryoverOut, longCarryoverOut } = step.outcome;
    const { at, factor } = this.planned.begin;
    const begin = {
      at: at + 1,
      holdings,
      carryoverIn: { short: shortCarryoverOut, long: longCarryoverOut },
      factor,
    };
    return new YearNode(this.#asked, planYear(this.#asked, begin));
  }
}

/** What a harvest sells, as text: two that sell the same leave the same year behind. */
function salesText(harvest: Harvest | null): string {
  return (harvest?.sales ?? [])
    .map(({ pool, orders }) =>
      [
        `${pool.account} ${pool.asset}`,
        ...orders.flatMap(({ lots }) =>
          lots.map(({ lot, quantity }) => `${lot}=${quantityText(quantity)}`),
        ),
      ].join(),
    )
    .join("\n");
}
