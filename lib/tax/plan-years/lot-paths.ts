import { shareOf } from "@/lib/money/allocate";
import {
  addQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { timesUsd } from "@/lib/money/ratio";
import { compareRate, unitRate } from "@/lib/money/unit-rate";
import { addUsd, compareUsd, subtractUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { groupBy } from "@/lib/tax/explain/group-by";
import { isKnown, type KnownLot, partOfLot } from "@/lib/tax/harvest/sale";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import type { LotId } from "@/lib/tax/settings";
import type { YearsQuestion } from "./question";
import {
  type ByYear,
  type Later,
  type LossClass,
  laterOf,
  type PoolYears,
  poolYears,
  UNIT,
} from "./unit-years";

/** Lots of one pool that are long-term from the same year on, the highest basis of a unit first: units and basis before each, and of all. */
interface Group {
  readonly pool: PoolYears;
  readonly first: readonly LossClass[];
  readonly units: readonly Quantity[];
  readonly basis: readonly Usd[];
}

/** One way to go with lots: first sold in a year (at a loss, or only to be bought back at a higher basis), then in others. */
interface Path {
  readonly worth: Usd;
  readonly year: number;
  /** Lost in that year. */
  readonly loss: Usd;
  readonly after: Later | null;
}

/**
 * All lots as what they can give year by year: each is sold in whichever years its losses are worth most after costs, at each year's
 * own price, and only once where it is not bought back. Gains on the way cost nothing here, no order of sale holds and no fixed
 * cost is paid, so no plan gets more out of a lot.
 */
export class LotPaths {
  readonly #pools: ReadonlyMap<string, PoolYears>;
  readonly #groups: readonly Group[];

  constructor(pools: ReadonlyMap<string, PoolYears>, groups: readonly Group[]) {
    this.#pools = pools;
    this.#groups = groups;
  }

  /** What all lots give at these worths beyond their costs, and with which losses. */
  at(worth: ByYear): { readonly gain: Usd; readonly given: ByYear } {
    const given: Given = worth.map(() => ({ short: ZERO_USD, long: ZERO_USD }));
    let gain = ZERO_USD;
    for (const group of this.#groups) {
      gain = addUsd(gain, gainOf(group, worth, given));
    }
    return { gain, given };
  }

  /** What selling and buying back everything in every year up to this one would cost: no basis rises by more than that. */
  costsUpTo(at: number): Usd {
    return sumUsd(
      this.#groups.map(({ pool, units }) =>
        times(
          sumUsd(pool.years.slice(0, at + 1).map(({ net, again }) => subtractUsd(again, net))),
          units.at(-1) ?? ZERO_QUANTITY,
        ),
      ),
    );
  }

  /** How much better it is to sell a lot of a pool in a year than to keep it for whatever is best in a later one; worked out once for each lot. */
  better(worth: ByYear, at: number): (pool: HarvestPool, lot: KnownLot) => Usd {
    const known = new WeakMap<KnownLot, Usd>();
    const later = new Map<PoolYears, readonly (Later | null)[]>();
    const betterOf = (pool: PoolYears, lot: KnownLot): Usd => {
      const after = later.get(pool) ?? laterOf(pool, worth);
      later.set(pool, after);
      const paths = groupsOf(pool, [lot]).flatMap((group) => pathsOf(group, worth, after, 0, 1));
      const now = paths.find(({ year }) => year === at);
      const other = bestOf(paths.filter(({ year }) => year > at));
      return subtractUsd(now?.worth ?? ZERO_USD, other.worth);
    };
    return (pool, lot) => {
      const years = this.#pools.get(nameOf(pool));
      const by = known.get(lot) ?? (years === undefined ? ZERO_USD : betterOf(years, lot));
      known.set(lot, by);
      return by;
    };
  }
}

/** The ways of all lots; a part is one pool. `planned`: units of lots that are not free. */
export function* lotPaths(
  asked: YearsQuestion,
  planned: ReadonlyMap<LotId, Quantity>,
): PartsOfWork<LotPaths> {
  const pools = new Map(asked.pools.map((pool) => [nameOf(pool), poolYears(asked, pool)]));
  const groups: Group[] = [];
  for (const pool of asked.pools) {
    const years = pools.get(nameOf(pool));
    groups.push(...(years === undefined ? [] : groupsOf(years, freeLots(pool, planned))));
    yield null;
  }
  return new LotPaths(pools, groups);
}

const nameOf = ({ account, asset }: HarvestPool): string => `${account} ${asset}`;

function freeLots(
  { lots, isAdvised }: HarvestPool,
  planned: ReadonlyMap<LotId, Quantity>,
): readonly KnownLot[] {
  return (isAdvised === false ? [] : lots.filter(isKnown)).flatMap((lot) => {
    const units = subtractQuantity(lot.quantity, planned.get(lot.lot) ?? ZERO_QUANTITY);
    return signQuantity(units) > 0 ? [partOfLot(lot, units)] : [];
  });
}

/** A gift counts at its basis for gains, which is no less than the one for losses. */
function groupsOf(pool: PoolYears, lots: readonly KnownLot[]): readonly Group[] {
  const ranked = lots
    .map((lot) => ({ lot, rate: unitRate(lot.basis, lot.quantity), first: pool.first(lot) }))
    .sort((a, b) => compareRate(b.rate, a.rate));
  return [...groupBy(ranked, ({ first }) => first.join()).values()].map((of) => {
    const units = [ZERO_QUANTITY];
    const basis = [ZERO_USD];
    for (const { lot } of of) {
      units.push(addQuantity(units.at(-1) ?? ZERO_QUANTITY, lot.quantity));
      basis.push(addUsd(basis.at(-1) ?? ZERO_USD, lot.basis));
    }
    return { pool, first: of[0]?.first ?? [], units, basis };
  });
}

type Given = { short: Usd; long: Usd }[];

/** What a path gives is straight in the basis, so lots whose first and last go the same way all do. */
function gainOf(group: Group, worth: ByYear, given: Given): Usd {
  const after = laterOf(group.pool, worth);
  const best = (from: number, to: number) => bestOf(pathsOf(group, worth, after, from, to));
  const walk = (from: number, to: number): Usd => {
    const [first, last] = [best(from, from + 1), best(to - 1, to)];
    if (to - from === 1 || isSameWay(first, last)) {
      const all = best(from, to);
      give(group, all, unitsOf(group, from, to), given);
      return all.worth;
    }
    const middle = (from + to) >> 1;
    return addUsd(walk(from, middle), walk(middle, to));
  };
  const count = group.units.length - 1;
  return count > 0 ? walk(0, count) : ZERO_USD;
}

const isSameWay = (a: Path, b: Path): boolean =>
  a.year === b.year && (a.loss === ZERO_USD) === (b.loss === ZERO_USD);

const NOT_SOLD: Path = { worth: ZERO_USD, year: -1, loss: ZERO_USD, after: null };

function bestOf(paths: readonly Path[]): Path {
  return paths.reduce(
    (best, path) => (compareUsd(path.worth, best.worth) > 0 ? path : best),
    NOT_SOLD,
  );
}

/** Every way of all lots of a stretch together. */
function pathsOf(
  { pool: { years, buysBack }, first, units, basis }: Group,
  worth: ByYear,
  later: readonly (Later | null)[],
  from: number,
  to: number,
): readonly Path[] {
  const all = subtractQuantity(units[to] ?? ZERO_QUANTITY, units[from] ?? ZERO_QUANTITY);
  const paid = subtractUsd(basis[to] ?? ZERO_USD, basis[from] ?? ZERO_USD);
  return years.flatMap(({ net, cost }, year) => {
    const price = worth[year]?.[first[year] ?? "short"] ?? ZERO_USD;
    const after = later[year] ?? null;
    const rest = times(subtractUsd(after?.gain ?? ZERO_USD, cost), all);
    const loss = subtractUsd(paid, times(net, all));
    const sold: Path = { worth: addUsd(timesUsd(loss, price), rest), year, loss, after };
    return buysBack ? [sold, { worth: rest, year, loss: ZERO_USD, after }] : [sold];
  });
}

function give({ first }: Group, path: Path, units: Quantity, given: Given): void {
  const add = (at: number, kind: LossClass, loss: Usd): void => {
    const year = given[at];
    if (year !== undefined) {
      year[kind] = addUsd(year[kind], loss);
    }
  };
  add(path.year, first[path.year] ?? "short", path.loss);
  for (let next = path.after; next !== null; next = next.after) {
    add(next.year, next.kind, times(next.loss, units));
  }
}

function unitsOf({ units }: Group, from: number, to: number): Quantity {
  return subtractQuantity(units[to] ?? ZERO_QUANTITY, units[from] ?? ZERO_QUANTITY);
}

/** Dollars of one unit times units, cut at the last decimal. */
function times(each: Usd, units: Quantity): Usd {
  return shareOf(each, units, UNIT);
}
