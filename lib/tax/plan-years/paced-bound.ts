import {
  addUsd,
  subtractUsd,
  sumUsd,
  timesRatio,
  type Usd,
  usdText,
  ZERO_USD,
} from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { type Climbed, climb } from "./climb";
import { freeUpTo, lotsSoldAnyway } from "./losses-within";
import { type LotPaths, lotPaths } from "./lot-paths";
import type { YearPlanned, YearWay } from "./one-year";
import { PacedMarket } from "./paced-market";
import type { YearsQuestion } from "./question";
import type { ByYear } from "./unit-years";
import { type Losses, NO_LOSSES, pointsWithCarry, type YearPoint } from "./year-points";

/** Losses year by year: how little tax and costs there can be at all, and ways that sell as much as the years want. */
export class PacedBound {
  readonly #market: PacedMarket;
  readonly #lots: LotPaths;

  constructor(market: PacedMarket, lots: LotPaths) {
    this.#market = market;
    this.#lots = lots;
  }

  /** The highest bound found from these worths on; `found`: what a plan reaches. */
  climb(from: ByYear, found: Usd): PartsOfWork<Climbed> {
    return climb(this.#market, from, found);
  }

  /**
   * For each year ways to sell what is better sold in it than later: until it has as much loss as the years wanted on the way, then as much
   * as it takes by itself, with the next year, and so on.
   */
  ways({ best, tried }: Climbed): readonly (readonly YearWay[])[] {
    const late = tried.slice(tried.length >> 1);
    const average = (at: number, of: (point: YearPoint) => Usd): Usd =>
      timesRatio(
        sumUsd(late.map(({ points }) => (points[at] === undefined ? ZERO_USD : of(points[at])))),
        1n,
        BigInt(late.length),
      );
    return best.points.map((_, at) => {
      const better = this.#lots.better(best.worth, at);
      const wanted = new Map<string, Usd>();
      const want = (upTo: Usd) => wanted.set(usdText(upTo), upTo);
      want(average(at, sumOf));
      const takes = best.points.slice(at).map((__, later) => average(at + later, takenOf));
      want(sumUsd(takes));
      want(takes[0] ?? ZERO_USD);
      return [...wanted.values()].map(
        (upTo): YearWay => ({ action: "losses-ahead", share: null, ahead: { better, upTo } }),
      );
    });
  }
}

/** Makes the bound ready. `upTo`: all losses there can be up to the end of each year. */
export function* pacedBound(
  asked: YearsQuestion,
  planned: readonly YearPlanned[],
  upTo: readonly Usd[],
): PartsOfWork<PacedBound> {
  const anyway = lotsSoldAnyway(asked);
  yield null;
  const lots = yield* lotPaths(asked, anyway.units);
  const begun = freeUpTo(asked, [], 0);
  const years: (readonly YearPoint[])[] = [];
  for (const [at, year] of planned.entries()) {
    const all = addUsd(upTo[at] ?? ZERO_USD, lots.costsUpTo(at));
    const least = at === 0 ? begun : NO_LOSSES;
    years.push(pointsWithCarry(asked, year, least, { short: all, long: all }));
    yield null;
  }
  const inYear = planned.map((_, at) =>
    less(freeUpTo(asked, planned, at), at === 0 ? NO_LOSSES : freeUpTo(asked, planned, at - 1)),
  );
  return new PacedBound(new PacedMarket(years, lots, { inYear, upTo: anyway.losses }), lots);
}

const sumOf = ({ short, long }: Losses): Usd => addUsd(short, long);
const takenOf = (point: YearPoint): Usd => subtractUsd(sumOf(point), sumOf(point.carry));

function less(a: Losses, b: Losses): Losses {
  return { short: subtractUsd(a.short, b.short), long: subtractUsd(a.long, b.long) };
}
