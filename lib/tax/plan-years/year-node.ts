import { quantityText } from "@/lib/money/quantity";
import type { Harvest } from "@/lib/tax/optimal/harvest-result";
import {
  ACTIONS,
  planYear,
  runYear,
  suggestionOf,
  type YearAction,
  type YearDone,
  type YearPlanned,
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
  readonly #byAction = new Map<YearAction, YearBranch>();
  readonly #bySales = new Map<string, YearBranch>();

  constructor(asked: YearsQuestion, planned: YearPlanned) {
    this.#asked = asked;
    this.planned = planned;
  }

  branch(action: YearAction): YearBranch {
    const known = this.#byAction.get(action);
    if (known !== undefined) {
      return known;
    }
    const harvest = suggestionOf(this.planned.question, action);
    const sales = salesText(harvest);
    const branch = this.#bySales.get(sales) ?? this.#run(action, harvest);
    this.#bySales.set(sales, branch);
    this.#byAction.set(action, branch);
    return branch;
  }

  /** The first of all actions that sells the same as this one. */
  firstLike(action: YearAction): YearAction {
    const branch = this.branch(action);
    return ACTIONS.find((each) => this.branch(each) === branch) ?? action;
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
