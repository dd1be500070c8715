import { shareOf } from "@/lib/money/allocate";
import { type Price, valueAt } from "@/lib/money/price";
import { addQuantity, type Quantity, subtractQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { compareRatio, partOfUsd, ratioKey } from "@/lib/money/ratio";
import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  maxUsd,
  minUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  timesRate,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { mapInParts, type PartsOfWork } from "@/lib/parts-of-work";
import type { HarvestLot } from "@/lib/tax/harvest/harvest";
import { classOf, isKnown, type KnownLot } from "@/lib/tax/harvest/sale";
import { termOf } from "@/lib/tax/holding-period";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import type { LotId } from "@/lib/tax/settings";
import type { YearGains } from "@/lib/tax/worksheets/year-return";
import { priceIn } from "./holdings";
import { worthToday, type YearPlanned } from "./one-year";
import type { YearsQuestion } from "./question";

/** So much loss, and the least it costs to realise. */
export interface LossPrice {
  readonly loss: Usd;
  readonly cost: Usd;
  /** True where it can only be a long-term loss; any other counts as short-term, which no other class is better than. */
  readonly isLong: boolean;
}

/** The losses there can be at most, whatever is sold when. */
export interface LossesWithin {
  /** By year: everything that can be lost up to its end, with what is carried in. */
  readonly upTo: readonly Usd[];
  /** What they cost at least, in the dollars of the year in which that weighs least; the cheapest first. */
  readonly prices: readonly LossPrice[];
}

/**
 * Bounds of losses from above. A lot loses no more than from the highest basis it can have (its own, or a price at which it was
 * sold and bought back before) to the lowest price net of the share it costs to sell. What costs alone make a loss of is left
 * out: a dollar of it costs a dollar and saves less.
 */
export function* lossesWithin(
  asked: YearsQuestion,
  planned: readonly YearPlanned[],
): PartsOfWork<LossesWithin> {
  const paths = new Map(asked.pools.map((pool) => [pool, pathOf(asked, pool)]));
  const sold = plannedUnits(asked);
  const prices: LossPrice[] = [];
  const upTo = asked.years.map((_, year) => sumUsd(Object.values(freeUpTo(asked, planned, year))));
  for (const [pool, path] of paths) {
    const ofLots = yield* mapInParts(pool.lots.filter(isKnown), (lot) => {
      const losses = lossesOf(asked, pool, path, lot, lot.quantity);
      losses.forEach((loss, year) => {
        upTo[year] = addUsd(upTo[year] ?? ZERO_USD, loss);
      });
      const all = losses.at(-1) ?? ZERO_USD;
      if (signUsd(all) <= 0) {
        return [];
      }
      const long = minUsd(all, longLoss(asked, pool, path, lot));
      const priced = pricesOf(asked, pool, path, lot, all, sold);
      return priced.flatMap((each) => splitByClass(each, long, all));
    });
    prices.push(...ofLots.flat());
    yield null;
  }
  const free = freeUpTo(asked, planned, asked.years.length - 1);
  const all: readonly LossPrice[] = [
    { loss: free.short, cost: ZERO_USD, isLong: false },
    { loss: free.long, cost: ZERO_USD, isLong: true },
    ...prices.map(({ loss, cost, isLong }) => ({ loss, cost: lowest(asked, cost), isLong })),
  ];
  const ranked = yield* mapInParts(
    all.filter(({ loss }) => signUsd(loss) > 0),
    (price) => ({ price, key: ratioKey(price.cost, price.loss) }),
  );
  ranked.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : compareCosts(a.price, b.price)));
  return { upTo, prices: ranked.map(({ price }) => price) };
}

const compareCosts = (a: LossPrice, b: LossPrice): number =>
  compareRatio(a.cost, a.loss, b.cost, b.loss);

/** A cost in the dollars of the year in which it weighs least. */
function lowest(asked: YearsQuestion, cost: Usd): Usd {
  return minUsd(cost, worthToday(asked, cost, asked.years.length - 1));
}

/** The price of a pool's asset in each year, as expected. */
export function pathOf(asked: YearsQuestion, pool: HarvestPool): readonly Price[] {
  return asked.years.map((_, year) => priceIn(asked, pool, year, "1"));
}

/** The most a lot can have lost up to each year. */
export function lossesOf(
  { costs: usual, buysBack }: YearsQuestion,
  { costs = usual }: HarvestPool,
  path: readonly Price[],
  lot: KnownLot,
  units: Quantity,
): readonly Usd[] {
  let basis = shareOf(lot.basis, units, lot.quantity);
  let most = ZERO_USD;
  return path.map((price) => {
    const gross = valueAt(price, units);
    const net = subtractUsd(gross, timesRate(gross, costs.rate));
    most = maxUsd(most, floorZeroUsd(subtractUsd(basis, net)));
    basis = buysBack ? maxUsd(basis, gross) : basis;
    return most;
  });
}

/**
 * The part of what a lot can lose that is a long-term loss whenever it is sold first: held more than a year in the first year, it is
 * so in every later one; only what is bought back for it begins anew. A gift's date can hang on the price (IRC 1015(a)).
 */
function longLoss(
  { costs: usual, buysBack, sold }: YearsQuestion,
  { costs = usual, collectible }: HarvestPool,
  path: readonly Price[],
  lot: KnownLot,
): Usd {
  if (collectible || lot.lossBasis !== null || termOf(lot.acquired, sold) === "short") {
    return ZERO_USD;
  }
  const losses = path.map((price) => {
    const gross = valueAt(price, lot.quantity);
    return subtractUsd(lot.basis, subtractUsd(gross, timesRate(gross, costs.rate)));
  });
  return floorZeroUsd(losses.reduce(buysBack ? minUsd : maxUsd));
}

/** A price cut into its long-term part and the rest. */
function splitByClass(
  { loss, cost }: { readonly loss: Usd; readonly cost: Usd },
  long: Usd,
  all: Usd,
): readonly LossPrice[] {
  const [longLoss, longCost] = [partOfUsd(loss, long, all), partOfUsd(cost, long, all)];
  return [
    { loss: longLoss, cost: longCost, isLong: true },
    { loss: subtractUsd(loss, longLoss), cost: subtractUsd(cost, longCost), isLong: false },
  ];
}

/** Units of a lot that are sold in some year anyway cost nothing more. */
function pricesOf(
  { costs: usual, buysBack }: YearsQuestion,
  { costs = usual }: HarvestPool,
  path: readonly Price[],
  lot: KnownLot,
  loss: Usd,
  sold: ReadonlyMap<LotId, Quantity>,
): readonly { readonly loss: Usd; readonly cost: Usd }[] {
  const anyway = sold.get(lot.lot) ?? ZERO_QUANTITY;
  const free = shareOf(loss, anyway, lot.quantity);
  const gross = path.map((price) => valueAt(price, subtractQuantity(lot.quantity, anyway)));
  const [first] = gross;
  const fee = timesRate(first === undefined ? ZERO_USD : gross.reduce(minUsd, first), costs.rate);
  return [
    { loss: free, cost: ZERO_USD },
    { loss: subtractUsd(loss, free), cost: buysBack ? addUsd(fee, fee) : fee },
  ];
}

/** Units of lots that some year means to sell, and what they can have lost up to each. */
export function lotsSoldAnyway(asked: YearsQuestion): {
  readonly units: ReadonlyMap<LotId, Quantity>;
  readonly losses: readonly Usd[];
} {
  const units = plannedUnits(asked);
  const losses = asked.years.map(() => ZERO_USD);
  for (const pool of asked.pools) {
    const path = pathOf(asked, pool);
    for (const lot of pool.lots.filter(isKnown)) {
      const sold = units.get(lot.lot);
      if (sold !== undefined) {
        lossesOf(asked, pool, path, lot, sold).forEach((loss, year) => {
          losses[year] = addUsd(losses[year] ?? ZERO_USD, loss);
        });
      }
    }
  }
  return { units, losses };
}

/** Units of lots that some year means to sell. */
export function plannedUnits({ years }: YearsQuestion): ReadonlyMap<LotId, Quantity> {
  const sold = new Map<LotId, Quantity>();
  for (const { lot, quantity } of years.flatMap(({ sales }) => sales)) {
    sold.set(lot, addQuantity(quantity, sold.get(lot) ?? ZERO_QUANTITY));
  }
  return sold;
}

/** Losses without a sale of this plan up to a year: carried in, realised before, and what planned sales lose beyond their lots' own. */
export function freeUpTo(
  asked: YearsQuestion,
  planned: readonly YearPlanned[],
  year: number,
): { readonly short: Usd; readonly long: Usd } {
  const { carryoverIn, gains } = asked;
  const lossIn = (gain: Usd) => floorZeroUsd(negateUsd(gain));
  const beyond = planned
    .slice(0, year + 1)
    .flatMap((each) => soldLots(asked, each))
    .map(({ least, lossOfLot }) => floorZeroUsd(subtractUsd(negateUsd(least), lossOfLot)));
  return {
    short: sumUsd([carryoverIn.short, lossIn(gains.short), lossIn(gains.collectible), ...beyond]),
    long: addUsd(carryoverIn.long, lossIn(gains.long)),
  };
}

/**
 * The gains of a year that no plan avoids, by class: its own, and those of its planned sales, less by what selling and buying back
 * before can have put into their basis. Such a gain counts as long-term: no class is taxed less.
 */
export function gainsLeft(asked: YearsQuestion, year: YearPlanned): YearGains {
  const gains = { short: ZERO_USD, long: ZERO_USD, collectible: ZERO_USD };
  if (year.begin.at === 0) {
    gains.short = floorZeroUsd(asked.gains.short);
    gains.long = floorZeroUsd(asked.gains.long);
    gains.collectible = floorZeroUsd(asked.gains.collectible);
  }
  for (const { least, kind } of soldLots(asked, year)) {
    gains[kind] = addUsd(gains[kind], floorZeroUsd(least));
  }
  return gains;
}

interface SoldLot {
  /** Its gain, at the least whatever was done before. */
  readonly least: Usd;
  readonly kind: "short" | "long" | "collectible";
  /** What the lot can have lost by then, counted among lots. */
  readonly lossOfLot: Usd;
}

function soldLots(asked: YearsQuestion, { begin, orders }: YearPlanned): readonly SoldLot[] {
  const { at } = begin;
  return orders.flatMap(({ lots }) =>
    lots.flatMap((closed) => {
      const found = lotOf(asked, closed);
      return found === null ? [] : [soldLot(asked, at, closed, found.pool, found.lot)];
    }),
  );
}

function lotOf(
  { pools }: YearsQuestion,
  { lot: id }: HarvestLot,
): { readonly pool: HarvestPool; readonly lot: KnownLot } | null {
  for (const pool of pools) {
    const lot = pool.lots.filter(isKnown).find((each) => each.lot === id);
    if (lot !== undefined) {
      return { pool, lot };
    }
  }
  return null;
}

function soldLot(
  asked: YearsQuestion,
  at: number,
  closed: HarvestLot,
  pool: HarvestPool,
  lot: KnownLot,
): SoldLot {
  const path = pathOf(asked, pool).slice(0, at + 1);
  const lossOfLot = lossesOf(asked, pool, path, lot, closed.quantity).at(-1) ?? ZERO_USD;
  if (at === 0 || !asked.buysBack) {
    return { least: closed.gain, kind: classOf(closed.term, pool.collectible), lossOfLot };
  }
  const raised = path.slice(0, at).map((price) => {
    const gross = valueAt(price, closed.quantity);
    return addUsd(gross, timesRate(gross, (pool.costs ?? asked.costs).rate));
  });
  const basis = raised.reduce(maxUsd, closed.basis);
  return {
    least: compareUsd(basis, closed.basis) > 0 ? subtractUsd(closed.value, basis) : closed.gain,
    kind: "long",
    lossOfLot,
  };
}
