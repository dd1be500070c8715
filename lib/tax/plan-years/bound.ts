import { compareRatio, partOfUsd } from "@/lib/money/ratio";
import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  maxUsd,
  minUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { bestHarvest } from "@/lib/tax/optimal/best-harvest";
import { type LossPrice, lossesWithin } from "./losses-within";
import { worthToday, type YearPlanned } from "./one-year";
import type { YearsQuestion } from "./question";
import { type Reduction, reductionsOf } from "./reductions";

/**
 * A true lower bound of tax and costs of all years together: the better of two, and only the first where it meets `found`.
 *
 * 1. Losses of every year at most those there can be by then, each spent once and wherever it saves most, paid for at the least
 *    cost any lot has, and counted as short-term losses (no class lowers a year's tax more at the same total).
 * 2. The first year as its own best harvest, the later ones as in 1.
 */
export function boundOfYears(
  asked: YearsQuestion,
  planned: readonly YearPlanned[],
  found: Usd,
): Usd {
  const together = leastFrom(asked, planned, 0);
  const [first] = planned;
  if (first === undefined || compareUsd(together, found) >= 0) {
    return together;
  }
  return maxUsd(together, addUsd(firstAlone(first), leastFrom(asked, planned, 1)));
}

/** No action of the year leaves less tax and costs than this. */
function firstAlone({ question }: YearPlanned): Usd {
  const { best, proof } = bestHarvest(question);
  const least = addUsd(best.saving.after.tax.total, best.costs);
  return proof.proven ? least : subtractUsd(least, proof.within);
}

/** The years from one on with the losses there can be, each dollar where it saves most. */
function leastFrom(asked: YearsQuestion, planned: readonly YearPlanned[], first: number): Usd {
  const { upTo, prices } = lossesWithin(asked, planned);
  const years = planned.map((year, at) =>
    at < first
      ? { start: ZERO_USD, reductions: [] }
      : weighed(asked, at, reductionsOf(asked, year)),
  );
  const steepest = years
    .flatMap(({ reductions }, year) => reductions.map(({ saves, loss }) => ({ year, saves, loss })))
    .sort((a, b) => compareRatio(b.saves, b.loss, a.saves, a.loss));
  const spending = new Spending(upTo);
  const purse = new Purse(prices.map(({ loss, cost }) => ({ loss, cost: lowest(asked, cost) })));
  let least = sumUsd(years.map(({ start }) => start));
  for (const { year, saves, loss } of steepest) {
    least = subtractUsd(least, purse.gainOf({ saves, loss }, spending.take(year, loss)));
  }
  return least;
}

/** Losses at their prices, the cheapest first. */
class Purse {
  readonly #prices: readonly LossPrice[];
  #at = 0;
  #left: Usd;

  constructor(prices: readonly LossPrice[]) {
    this.#prices = prices;
    this.#left = prices[0]?.loss ?? ZERO_USD;
  }

  /** What so much of a reduction saves after its losses are paid for; nothing once they cost more than they save. */
  gainOf({ saves, loss }: Reduction, taken: Usd): Usd {
    let [gain, open] = [ZERO_USD, taken];
    for (let price = this.#prices[this.#at]; signUsd(open) > 0; price = this.#prices[this.#at]) {
      if (price === undefined || compareRatio(saves, loss, price.cost, price.loss) <= 0) {
        break;
      }
      const part = minUsd(open, this.#left);
      const cost = partOfUsd(price.cost, part, price.loss);
      gain = addUsd(gain, subtractUsd(partOfUsd(saves, part, loss), cost));
      open = subtractUsd(open, part);
      this.#left = subtractUsd(this.#left, part);
      if (signUsd(this.#left) === 0) {
        this.#at += 1;
        this.#left = this.#prices[this.#at]?.loss ?? ZERO_USD;
      }
    }
    return gain;
  }
}

function weighed(
  asked: YearsQuestion,
  at: number,
  { start, reductions }: ReturnType<typeof reductionsOf>,
): { readonly start: Usd; readonly reductions: readonly Reduction[] } {
  return {
    start: worthToday(asked, start, at),
    reductions: reductions.map(({ saves, loss }) => ({
      saves: worthToday(asked, saves, at),
      loss,
    })),
  };
}

/** A cost in the dollars of the year in which it weighs least. */
function lowest(asked: YearsQuestion, cost: Usd): Usd {
  return minUsd(cost, worthToday(asked, cost, asked.years.length - 1));
}

/** Losses spent by year: up to each year no more than there can be by then. */
class Spending {
  readonly #upTo: readonly Usd[];
  readonly #spent: Usd[];

  constructor(upTo: readonly Usd[]) {
    this.#upTo = upTo;
    this.#spent = upTo.map(() => ZERO_USD);
  }

  /** Spends as much of a loss in a year as there is for it. */
  take(year: number, loss: Usd): Usd {
    let before = ZERO_USD;
    let most = loss;
    this.#upTo.forEach((all, at) => {
      before = addUsd(before, this.#spent[at] ?? ZERO_USD);
      if (at >= year) {
        most = minUsd(most, floorZeroUsd(subtractUsd(all, before)));
      }
    });
    this.#spent[year] = addUsd(this.#spent[year] ?? ZERO_USD, most);
    return most;
  }
}
