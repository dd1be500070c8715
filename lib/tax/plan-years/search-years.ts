import { addUsd, compareUsd, subtractUsd, type Usd, usd, ZERO_USD } from "@/lib/money/usd";
import { ACTIONS, planYear, type YearAction, type YearPlanned, type YearStep } from "./one-year";
import type { YearsQuestion } from "./question";
import { type YearBranch, YearNode } from "./year-node";

/** Rounds over all years before the search stops; it ends by itself when a round changes nothing. */
const MOST_ROUNDS = 4;

/** Looks for the actions of all years; whatever two plans begin with alike is computed once. */
export class YearsSearch {
  readonly #asked: YearsQuestion;
  readonly #root: YearNode;

  constructor(asked: YearsQuestion, factor: string) {
    this.#asked = asked;
    const { pools, carryoverIn } = asked;
    const begin = { at: 0, holdings: pools, carryoverIn, factor };
    this.#root = new YearNode(asked, planYear(asked, begin));
  }

  /** The years as these actions leave them. */
  stepsOf(actions: readonly YearAction[]): readonly YearStep[] {
    return this.#branchesOf(actions).map(({ done: { step } }, at) =>
      step.suggested === null ? step : { ...step, action: actions[at] ?? step.action },
    );
  }

  /** The years with their planned sales alone. */
  planned(): readonly YearPlanned[] {
    const nothing = this.#asked.years.map(() => "nothing" as const);
    return this.#nodesOf(nothing).map((node) => node.planned);
  }

  /**
   * The best actions found: for one year more at a time, beginning with the best for the years before and any action in the new
   * one, each year in turn takes whatever is best while the others stay, until nothing helps. No plan is worse than the plan of
   * fewer years that goes on with nothing, nor than nothing at all.
   */
  best(): readonly YearAction[] {
    let best: readonly YearAction[] = [];
    for (let years = 1; years <= this.#asked.years.length; years += 1) {
      const begins: (readonly YearAction[])[] = [
        ...ACTIONS.map((action) => [...best, action]),
        Array.from({ length: years }, () => "nothing" as const),
      ];
      best = this.#improved(begins.reduce((a, b) => this.#better(a, b)));
    }
    return this.#nodesOf(best).map((node, at) => node.firstLike(best[at] ?? "nothing"));
  }

  #improved(begin: readonly YearAction[]): readonly YearAction[] {
    let actions = begin;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const before = actions;
      for (const at of actions.keys()) {
        actions = ACTIONS.map((action) =>
          actions.map((each, of) => (of === at ? action : each)),
        ).reduce((a, b) => this.#better(a, b), actions);
      }
      if (compareUsd(this.#totalOf(actions), this.#totalOf(before)) >= 0) {
        return before;
      }
    }
    return actions;
  }

  /** The better of two; the first of equals, and of two within a cent. */
  #better(a: readonly YearAction[], b: readonly YearAction[]): readonly YearAction[] {
    return compareUsd(subtractUsd(this.#totalOf(a), this.#totalOf(b)), CENT) >= 0 ? b : a;
  }

  #totalOf(actions: readonly YearAction[]): Usd {
    return this.#branchesOf(actions).reduce(
      (sum, { done }) => addUsd(sum, done.step.weighed),
      ZERO_USD,
    );
  }

  #branchesOf(actions: readonly YearAction[]): readonly YearBranch[] {
    return this.#nodesOf(actions).map((node, at) => node.branch(actions[at] ?? "nothing"));
  }

  /** Each year as the actions before it leave it. */
  #nodesOf(actions: readonly YearAction[]): readonly YearNode[] {
    const nodes: YearNode[] = [];
    let node = this.#root;
    for (const [at, action] of actions.entries()) {
      nodes.push(node);
      if (at < actions.length - 1) {
        node = node.branch(action).next();
      }
    }
    return nodes;
  }
}

const CENT = usd("0.01");
