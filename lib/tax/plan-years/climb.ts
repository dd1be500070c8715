import { partOfUsd, timesUsd } from "@/lib/money/ratio";
import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  minUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  timesRatio,
  type Usd,
  usd,
} from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import type { PacedMarket, PacedPrice } from "./paced-market";
import type { ByYear } from "./unit-years";
import { type Losses, NO_LOSSES } from "./year-points";

/** The highest bound found on a climb, and every price tried in turn. */
export interface Climbed {
  readonly best: PacedPrice;
  readonly tried: readonly PacedPrice[];
}

/** Steps of a climb at most. */
const STEPS = 150;
/** Steps without a rise worth it before less is hoped for. */
const PATIENCE = 20;
const CLOSE = usd("0.005");
/** So little is not hoped for. */
const LEAST_HOPE = usd("0.002");

/**
 * Looks for the worths at which the bound is highest: each step goes where the years want more than they are given, as far as it takes
 * to rise by what is hoped for (a subgradient method with a level; the ways are deflected after Camerini, Fratta and Maffioli, 1975).
 * `goal`: no bound is above it. A part of the work is one step.
 */
export function* climb(market: PacedMarket, from: ByYear, goal: Usd): PartsOfWork<Climbed> {
  const climber = new Climber(market.at(from), goal);
  for (let step = 0; step < STEPS && climber.isHopeful(); step += 1) {
    const worth = climber.next();
    if (worth === null) {
      break;
    }
    climber.take(market.at(worth));
    yield null;
  }
  return { best: climber.best, tried: climber.tried };
}

class Climber {
  readonly #goal: Usd;
  readonly tried: PacedPrice[];
  best: PacedPrice;
  #here: PacedPrice;
  #way: ByYear;
  /** How much higher than the best the bound may be. */
  #hope: Usd;
  #stuck = 0;

  constructor(begin: PacedPrice, goal: Usd) {
    this.#goal = goal;
    this.best = begin;
    this.tried = [begin];
    this.#here = begin;
    this.#way = begin.open.map(() => NO_LOSSES);
    this.#hope = this.#missing();
  }

  #missing(): Usd {
    return subtractUsd(this.#goal, this.best.bound);
  }

  isHopeful(): boolean {
    return compareUsd(this.#missing(), CLOSE) > 0 && compareUsd(this.#hope, LEAST_HOPE) > 0;
  }

  /** The worths of the next step; null where nothing is open. */
  next(): ByYear | null {
    const { open, bound, worth } = this.#here;
    this.#way = deflected(open, this.#way);
    const size = product(this.#way, this.#way);
    if (signUsd(size) <= 0) {
      return null;
    }
    const hoped = addUsd(this.best.bound, minUsd(this.#hope, this.#missing()));
    return moved(worth, this.#way, subtractUsd(hoped, bound), size);
  }

  take(price: PacedPrice): void {
    this.tried.push(price);
    this.#here = price;
    const risen = subtractUsd(price.bound, this.best.bound);
    const isWorthIt = compareUsd(risen, timesRatio(this.#hope, 1n, 4n)) > 0;
    this.#stuck = isWorthIt ? 0 : this.#stuck + (signUsd(risen) > 0 ? 0 : 1);
    if (signUsd(risen) > 0) {
      this.best = price;
    }
    if (this.#stuck >= PATIENCE) {
      this.#hope = timesRatio(this.#hope, 1n, 2n);
      this.#stuck = 0;
      this.#here = this.best;
      this.#way = price.open.map(() => NO_LOSSES);
    }
  }
}

function product(a: ByYear, b: ByYear): Usd {
  return sumUsd(
    a.map(({ short, long }, at) => {
      const other = b[at] ?? NO_LOSSES;
      return addUsd(timesUsd(short, other.short), timesUsd(long, other.long));
    }),
  );
}

/** The steepest way, with so much of the one before as the two run against each other. */
function deflected(open: ByYear, before: ByYear): ByYear {
  const [against, size] = [product(open, before), product(before, before)];
  if (signUsd(against) >= 0 || signUsd(size) <= 0) {
    return open;
  }
  const part = timesRatio(partOfUsd(ONE, negateUsd(against), size), 3n, 2n);
  return open.map(({ short, long }, at) => {
    const other = before[at] ?? NO_LOSSES;
    return {
      short: addUsd(short, timesUsd(other.short, part)),
      long: addUsd(long, timesUsd(other.long, part)),
    };
  });
}

const ONE = usd("1");

function moved(worth: ByYear, way: ByYear, length: Usd, size: Usd): ByYear {
  return worth.map(({ short, long }, at) => {
    const to = way[at] ?? NO_LOSSES;
    return inOrder({
      short: floorZeroUsd(addUsd(short, partOfUsd(to.short, length, size))),
      long: floorZeroUsd(addUsd(long, partOfUsd(to.long, length, size))),
    });
  });
}

/** A short-term loss is worth no less than a long-term one. */
function inOrder(worth: Losses): Losses {
  const middle = timesRatio(addUsd(worth.short, worth.long), 1n, 2n);
  return compareUsd(worth.short, worth.long) >= 0 ? worth : { short: middle, long: middle };
}
