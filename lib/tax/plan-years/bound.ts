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
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { type PartsOfWork, untold } from "@/lib/parts-of-work";
import { bestHarvestInParts } from "@/lib/tax/optimal/best-harvest";
import type { LossShare } from "@/lib/tax/optimal/part-of-losses";
import { type LossesWithin, type LossPrice, lossesWithin } from "./losses-within";
import { YearsMarket } from "./market-bound";
import { worthToday, type YearPlanned } from "./one-year";
import { type PacedBound, pacedBound } from "./paced-bound";
import type { YearsQuestion } from "./question";
import { type Reduction, reductionsOf } from "./reductions";
import type { ByYear } from "./unit-years";

/**
 * True lower bounds of tax and costs of all years together, each a different relaxation; the highest counts.
 *
 * 1. Losses of every year at most those there can be by then, each spent once and wherever it saves most, paid for at the least
 *    cost any lot has, and counted as short-term losses (no class lowers a year's tax more at the same total).
 * 2. All losses of all years, long-term ones as such, at what a dollar of each is worth over all years (`YearsMarket`).
 * 3. The first year as its own best harvest, the later ones as in 1.
 */
export class YearsBound {
  readonly #asked: YearsQuestion;
  readonly #planned: readonly YearPlanned[];
  readonly #losses: LossesWithin;
  readonly #market: YearsMarket;
  /** What can be said at once. */
  readonly open: Usd;

  constructor(
    asked: YearsQuestion,
    planned: readonly YearPlanned[],
    losses: LossesWithin,
    market: YearsMarket,
  ) {
    this.#asked = asked;
    this.#planned = planned;
    this.#losses = losses;
    this.#market = market;
    this.open = maxUsd(this.#leastFrom(0), this.#market.open.bound);
  }

  /** The part of all losses each year takes where a dollar of loss is worth the same in all of them. */
  shares(): readonly LossShare[] {
    const { worth, demand } = this.#market.open;
    return demand.map(({ take }, at) => {
      const then = (amount: Usd) => partOfUsd(amount, ONE, worthToday(this.#asked, ONE, at));
      const [short, long] = [then(worth.short), then(worth.long)];
      return { worth: { short, long, collectible: short }, take };
    });
  }

  /** Worths to begin with, and the market in which losses come year by year. */
  *paced(): PartsOfWork<{ readonly paced: PacedBound; readonly worth: ByYear }> {
    const { short, long } = this.#market.open.worth;
    const worth = { short: maxUsd(short, long), long };
    return {
      paced: yield* pacedBound(this.#asked, this.#planned, this.#losses.upTo),
      worth: this.#planned.map(() => worth),
    };
  }

  /** The highest bound there is, looked for until it meets what was found. */
  *upTo(found: Usd): PartsOfWork<Usd> {
    const enough = subtractUsd(found, HALF_A_CENT);
    const [first] = this.#planned;
    if (first === undefined || compareUsd(this.open, enough) >= 0) {
      return this.open;
    }
    const bound = maxUsd(this.open, yield* this.#market.bound(enough));
    if (compareUsd(bound, enough) >= 0) {
      return bound;
    }
    return maxUsd(bound, addUsd(yield* firstAlone(first), this.#leastFrom(1)));
  }

  /** The years from one on with the losses there can be, each dollar where it saves most. */
  #leastFrom(first: number): Usd {
    const { upTo, prices } = this.#losses;
    const years = this.#planned.map((year, at) =>
      at < first
        ? { start: ZERO_USD, reductions: [] }
        : weighed(this.#asked, at, reductionsOf(this.#asked, year)),
    );
    const steepest = years
      .flatMap(({ reductions }, year) =>
        reductions.map(({ saves, loss }) => ({ year, saves, loss })),
      )
      .sort((a, b) => compareRatio(b.saves, b.loss, a.saves, a.loss));
    const spending = new Spending(upTo);
    const purse = new Purse(prices);
    let least = sumUsd(years.map(({ start }) => start));
    for (const { year, saves, loss } of steepest) {
      least = subtractUsd(least, purse.gainOf({ saves, loss }, spending.take(year, loss)));
    }
    return least;
  }
}

/** Makes the bounds of these years ready. */
export function* boundsOf(
  asked: YearsQuestion,
  planned: readonly YearPlanned[],
): PartsOfWork<YearsBound> {
  const losses = yield* lossesWithin(asked, planned);
  const market = new YearsMarket(asked, planned, losses.prices);
  yield null;
  return new YearsBound(asked, planned, losses, market);
}

const ONE = usd("1");
const HALF_A_CENT = usd("0.005");

/** No action of the year leaves less tax and costs than this. */
function* firstAlone({ question }: YearPlanned): PartsOfWork<Usd> {
  const { best, proof } = yield* untold(bestHarvestInParts(question));
  const least = addUsd(best.saving.after.tax.total, best.costs);
  return proof.proven ? least : subtractUsd(least, proof.within);
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
