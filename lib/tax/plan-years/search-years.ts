import {
  addUsd,
  compareUsd,
  maxUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { figureOf, taxSurface } from "@/lib/tax/optimal/surface";
import {
  ACTIONS,
  boundOf,
  planYear,
  runYear,
  worthToday,
  type YearAction,
  type YearBegin,
  type YearDone,
  type YearPlanned,
  type YearStep,
} from "./one-year";
import type { YearsQuestion } from "./question";

/** A loss past everything the tax of a year can take. */
const BOTTOMLESS = usd("-1000000000000000");

/** Rounds over all years before the search stops; it ends by itself when a round changes nothing. */
const MOST_ROUNDS = 4;

/** Looks for the actions of all years; whatever two plans begin with alike is computed once. */
export class YearsSearch {
  readonly #asked: YearsQuestion;
  readonly #factor: string;
  readonly #done = new Map<string, YearDone>();
  readonly #planned = new Map<string, YearPlanned>();

  constructor(asked: YearsQuestion, factor: string) {
    this.#asked = asked;
    this.#factor = factor;
  }

  stepsOf(actions: readonly YearAction[]): readonly YearStep[] {
    return actions.map((_, at) => this.#yearOf(actions.slice(0, at + 1)).step);
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
    return best;
  }

  /** A lower bound of all years' tax and costs: the first year exactly, every other one with losses without end. */
  bound(): Usd {
    const { years } = this.#asked;
    return sumUsd(
      years.map((_, at) => {
        const planned = this.#plannedAfter(Array.from({ length: at }, () => "nothing" as const));
        const { situation } = planned.question;
        const without = { ...situation.gains, short: BOTTOMLESS, long: BOTTOMLESS };
        const least = figureOf(taxSurface(situation).at(without));
        const exact = at === 0 ? boundOf(planned) : ZERO_USD;
        return worthToday(this.#asked, maxUsd(least, exact), at);
      }),
    );
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
    return actions.reduce(
      (sum, _, at) => addUsd(sum, this.#yearOf(actions.slice(0, at + 1)).step.weighed),
      ZERO_USD,
    );
  }

  #yearOf(actions: readonly YearAction[]): YearDone {
    const key = actions.join();
    let done = this.#done.get(key);
    if (done === undefined) {
      const action = actions.at(-1) ?? "nothing";
      done = runYear(this.#asked, this.#plannedAfter(actions.slice(0, -1)), action);
      this.#done.set(key, done);
    }
    return done;
  }

  #plannedAfter(before: readonly YearAction[]): YearPlanned {
    const key = before.join();
    let planned = this.#planned.get(key);
    if (planned === undefined) {
      planned = planYear(this.#asked, this.#beginOf(before));
      this.#planned.set(key, planned);
    }
    return planned;
  }

  #beginOf(before: readonly YearAction[]): YearBegin {
    if (before.length === 0) {
      const { pools, carryoverIn } = this.#asked;
      return { at: 0, holdings: pools, carryoverIn, factor: this.#factor };
    }
    const { step, holdings } = this.#yearOf(before);
    const { shortCarryoverOut, longCarryoverOut } = step.outcome;
    return {
      at: before.length,
      holdings,
      carryoverIn: { short: shortCarryoverOut, long: longCarryoverOut },
      factor: this.#factor,
    };
  }
}

const CENT = usd("0.01");
