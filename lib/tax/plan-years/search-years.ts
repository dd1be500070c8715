import {
  addUsd,
  compareUsd,
  maxUsd,
  signUsd,
  subtractUsd,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { invariant } from "@/lib/result";
import type { LossShare } from "@/lib/tax/optimal/part-of-losses";
import { boundsOf, type YearsBound } from "./bound";
import { IDLE, planYear, WAYS, type YearPlanned, type YearStep, type YearWay } from "./one-year";
import type { YearsQuestion } from "./question";
import { type YearBranch, YearNode } from "./year-node";

/** Rounds over all years before the search stops; it ends by itself when a round changes nothing. */
const MOST_ROUNDS = 4;

/** How often the worth of losses by year is looked for anew. */
const MOST_CLIMBS = 3;

type Ways = readonly YearWay[];

/** The best ways found, and tax and costs no ways go below. */
export interface BestWays {
  readonly ways: Ways;
  readonly bound: Usd;
}

/** Looks for the ways of all years; whatever two plans begin with alike is computed once. */
export class YearsSearch {
  readonly #asked: YearsQuestion;
  readonly #root: YearNode;

  constructor(asked: YearsQuestion, factor: string) {
    this.#asked = asked;
    const { pools, carryoverIn } = asked;
    const begin = { at: 0, holdings: pools, carryoverIn, factor };
    this.#root = new YearNode(asked, planYear(asked, begin));
  }

  /** The years as these ways leave them. */
  *stepsOf(ways: Ways): PartsOfWork<readonly YearStep[]> {
    const branches = yield* this.#branchesOf(ways);
    return branches.map(({ done: { step } }, at) =>
      step.suggested === null ? step : { ...step, action: ways[at]?.action ?? step.action },
    );
  }

  /** The years with their planned sales alone. */
  *planned(): PartsOfWork<readonly YearPlanned[]> {
    return (yield* this.#nodesOf(this.#asked.years.map(() => IDLE))).map((node) => node.planned);
  }

  /**
   * The best ways found: for one year more at a time, beginning with the best for the years before and any way in the new one, or with
   * the part of all losses each year takes where they are worth the same in all; then each year in turn takes whatever is best
   * while the others stay, until nothing helps or nothing can. No plan is worse than the plan of fewer years that goes on with
   * nothing, nor than nothing at all. Tells the number of years taken in so far.
   */
  *best(): PartsOfWork<BestWays> {
    const planned = yield* this.planned();
    let best: BestWays = { ways: [], bound: ZERO_USD };
    for (let years = 1; years <= planned.length; years += 1) {
      const asked = { ...this.#asked, years: this.#asked.years.slice(0, years) };
      const bounds = yield* boundsOf(asked, planned.slice(0, years));
      best = yield* this.#bestAfter(best.ways, bounds);
      yield years;
    }
    const ways: YearWay[] = [];
    for (const [at, node] of (yield* this.#nodesOf(best.ways)).entries()) {
      ways.push(yield* node.firstLike(best.ways[at] ?? IDLE));
    }
    return { ways, bound: best.bound };
  }

  /** One year more than `before`. One year alone has its own optimum, so only several share losses. */
  *#bestAfter(before: Ways, bound: YearsBound): PartsOfWork<BestWays> {
    const years = before.length + 1;
    const parts = years === 1 ? [] : bound.shares().map(partWay);
    const begins: Ways[] = WAYS.map((way) => [...before, way]);
    begins.push(Array.from({ length: years }, () => IDLE));
    if (parts.length > 0) {
      begins.splice(AFTER_BEST, 0, parts);
    }
    const begin = yield* this.#bestOf(begins, bound.open);
    const least = yield* bound.upTo(yield* this.#totalOf(begin));
    const plain = Array.from({ length: years }, (_, at) => [...WAYS, ...parts.slice(at, at + 1)]);
    const ways = yield* this.#improved(begin, plain, least);
    return years === 1 ? { ways, bound: least } : yield* this.#paced({ ways, bound: least }, bound);
  }

  /** The same with losses year by year, as long as that is not proven and gets better. */
  *#paced(found: BestWays, bounds: YearsBound): PartsOfWork<BestWays> {
    let [{ ways, bound }, total] = [found, yield* this.#totalOf(found.ways)];
    if (!isLessByACent(bound, total)) {
      return found;
    }
    const { paced, worth } = yield* bounds.paced();
    let from = worth;
    for (let round = 0; round < MOST_CLIMBS && isLessByACent(bound, total); round += 1) {
      const climbed = yield* paced.climb(from, total);
      from = climbed.best.worth;
      bound = maxUsd(bound, climbed.best.bound);
      const ahead = paced.ways(climbed);
      const tried = ahead.map((list) => [IDLE, BEST, ...list]);
      const together = yield* this.#bestOf([ways, ...jointly(ahead)], bound);
      ways = yield* this.#improved(together, tried, bound);
      const before = total;
      total = yield* this.#totalOf(ways);
      if (!isLessByACent(total, before)) {
        break;
      }
    }
    return { ways, bound };
  }

  *#improved(begin: Ways, byYear: readonly Ways[], bound: Usd): PartsOfWork<Ways> {
    let ways = begin;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const before = ways;
      for (const at of before.keys()) {
        const others = byYear[at] ?? [];
        ways = yield* this.#bestOf([ways, ...others.map((way) => ways.with(at, way))], bound);
      }
      const gained = subtractUsd(yield* this.#totalOf(before), yield* this.#totalOf(ways));
      if (signUsd(gained) <= 0) {
        return before;
      }
    }
    return ways;
  }

  /** The best of several, as far as one has to look; the first of equals, and of those within a cent of each other or of the bound. */
  *#bestOf(several: readonly Ways[], bound: Usd): PartsOfWork<Ways> {
    let best: { readonly ways: Ways; readonly total: Usd } | null = null;
    for (const ways of several) {
      const total = yield* this.#totalOf(ways);
      if (best === null || isLessByACent(total, best.total)) {
        best = { ways, total };
      }
      if (!isLessByACent(bound, best.total)) {
        break;
      }
    }
    invariant(best !== null, "there is a way");
    return best.ways;
  }

  *#totalOf(ways: Ways): PartsOfWork<Usd> {
    const branches = yield* this.#branchesOf(ways);
    return branches.reduce((sum, { done }) => addUsd(sum, done.step.weighed), ZERO_USD);
  }

  *#branchesOf(ways: Ways): PartsOfWork<readonly YearBranch[]> {
    const branches: YearBranch[] = [];
    for (const [at, node] of (yield* this.#nodesOf(ways)).entries()) {
      branches.push(yield* node.branch(ways[at] ?? IDLE));
    }
    return branches;
  }

  /** Each year as the ways before it leave it. */
  *#nodesOf(ways: Ways): PartsOfWork<readonly YearNode[]> {
    const nodes: YearNode[] = [];
    let node = this.#root;
    for (const [at, way] of ways.entries()) {
      nodes.push(node);
      if (at < ways.length - 1) {
        node = (yield* node.branch(way)).next();
      }
    }
    return nodes;
  }
}

/** After nothing and the best harvest of the new year alone. */
const AFTER_BEST = 2;
const CENT = usd("0.01");

/** Ways of all years that go together: each year sells as much as it shall have, or only the first ahead of the others. */
function jointly(ahead: readonly Ways[]): readonly Ways[] {
  const [firsts = [], ...rest] = ahead;
  return firsts.flatMap((first, target) => [
    [first, ...rest.map((list) => list[target] ?? BEST)],
    [first, ...rest.map((list) => list[0] ?? BEST)],
    [first, ...rest.map(() => BEST)],
  ]);
}

/** The best harvest of a year alone. */
const BEST = WAYS[1] ?? IDLE;

const isLessByACent = (amount: Usd, than: Usd): boolean =>
  compareUsd(subtractUsd(than, amount), CENT) >= 0;

const partWay = (share: LossShare): YearWay => ({ action: "part-of-losses", share, ahead: null });
