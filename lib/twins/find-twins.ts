import { firstFrom } from "@/lib/time/first-from";
import { bestPairs, type Edge } from "@/lib/transfers/pairing";
import { amountKeys } from "./amount";
import { type Fit, fitOf } from "./fit";
import { needsSupport, SUSPECT, type Support, scoreOf } from "./score";
import { type Facet, facetsOf, type Telling } from "./telling";
import { FARTHEST } from "./time-fit";

/** Two tellings that seem to be of one event. */
export interface Twin {
  readonly newcomer: Telling;
  readonly known: Telling;
  /** Which side of a transfer met, where one of them is one. */
  readonly part: Facet["part"];
  readonly fit: Fit;
  /** `SUSPECT` to 1000. */
  readonly score: number;
}

/** What is remembered from one piece of a file to the next. */
export interface TwinMemory {
  /** Known facets that have their twin among the newcomers: `claimOf`. */
  readonly claimed: Set<string>;
  /** Rows that agree on the same link between two reports. */
  readonly supports: Map<string, { rows: number; readonly amounts: Set<string> }>;
}

/** Starts with what earlier files of this kind claimed already. */
export function createTwinMemory(claimed: Iterable<string> = []): TwinMemory {
  return { claimed: new Set(claimed), supports: new Map() };
}

/** The name of a known facet that is taken. */
export function claimOf(id: string, part: Facet["part"]): string {
  return `${id} ${part}`;
}

/** Rows of nearly one amount that a newcomer is held against: the nearest in time. Only equal amounts paid out often have more. */
const NEAREST = 32;

/**
 * Which newcomers of one file seem to tell again what is known from others. One assignment: each newcomer takes at most one known
 * telling and each known one is taken once, so of three equal fills here and two there, two are suspected and one is new. Rows
 * of one file are never compared with each other. Cost grows with pairs of nearly equal amounts within a day, not with the books.
 */
export function findTwins(
  newcomers: readonly Telling[],
  known: readonly Telling[],
  memory: TwinMemory,
): readonly Twin[] {
  const index = indexOf(known, memory);
  const pairs = newcomers.flatMap((newcomer, left) => pairsOf(newcomer, left, index));
  for (const pair of pairs) {
    support(memory, pair);
  }
  const twins = assign(newcomers.length, scored(pairs, memory));
  for (const { known: one, part } of twins) {
    memory.claimed.add(claimOf(one.id, part));
  }
  return twins;
}

/**
 * The first five digits of every amount that may meet one of these: what the books are asked for. Rows with fees in coins are needed
 * besides, whose amounts meet only with the fee.
 */
export function digitsAsked(newcomers: readonly Telling[]): ReadonlySet<string> {
  return new Set(
    newcomers.flatMap((telling) =>
      facetsOf(telling).flatMap((facet) =>
        amountsOf(facet).flatMap((units) => amountKeys(units, true).map((key) => key.slice(-5))),
      ),
    ),
  );
}

interface Pair {
  readonly left: number;
  readonly a: Facet;
  readonly b: Facet;
  readonly fit: Fit;
}

type Index = ReadonlyMap<string, readonly Facet[]>;

/** Rows meet only with the same assets, the same way, and nearly the same amount. */
function keysOf(facet: Facet, isAsking: boolean): readonly string[] {
  const { sent, received } = facet;
  const way = `${sent?.asset ?? ""}>${received?.asset ?? ""}`;
  const keys = amountsOf(facet).flatMap((units) => amountKeys(units, isAsking));
  return [...new Set(keys)].map((key) => `${way} ${key}`);
}

/** What its leading leg may come to: as told, and with its fees counted the other way. */
function amountsOf({ sent, received, telling }: Facet): readonly bigint[] {
  const leg = received ?? sent;
  if (leg === null) {
    return [];
  }
  const fees = telling.fees.filter(({ asset }) => asset === leg.asset);
  const fee = fees.reduce((sum, { units }) => sum + units, 0n);
  const amounts = fee === 0n ? [leg.units] : [leg.units, leg.units + fee, leg.units - fee];
  return amounts.filter((units) => units > 0n);
}

function indexOf(known: readonly Telling[], { claimed }: TwinMemory): Index {
  const index = new Map<string, Facet[]>();
  const free = known
    .flatMap(facetsOf)
    .filter(({ telling, part }) => !claimed.has(claimOf(telling.id, part)))
    .sort((a, b) => a.telling.time - b.telling.time);
  for (const facet of free) {
    for (const key of keysOf(facet, false)) {
      const there = index.get(key);
      if (there === undefined) {
        index.set(key, [facet]);
      } else {
        there.push(facet);
      }
    }
  }
  return index;
}

function pairsOf(newcomer: Telling, left: number, index: Index): readonly Pair[] {
  return facetsOf(newcomer).flatMap((a) => {
    const met = new Set(keysOf(a, true).flatMap((key) => around(index.get(key) ?? [], a, left)));
    return [...met].flatMap((b): readonly Pair[] => {
      const fit = isNear(a, b) ? fitOf(a, b) : null;
      return fit === null ? [] : [{ left, a, b, fit }];
    });
  });
}

const isNear = (a: Facet, b: Facet): boolean =>
  Math.abs(a.telling.time - b.telling.time) <= FARTHEST;

/**
 * Those nearest in time, of a list in order of time. Of many at the very same moment each newcomer looks at others first, so that all
 * can find one.
 */
function around(facets: readonly Facet[], { telling }: Facet, left: number): readonly Facet[] {
  if (facets.length <= NEAREST) {
    return facets;
  }
  const begin = firstFrom(facets, telling.time, timeOf);
  const ties = firstFrom(facets, telling.time + 1, timeOf) - begin;
  if (ties > NEAREST) {
    return Array.from(
      { length: NEAREST },
      (_, step) => facets[begin + ((left + step) % ties)],
    ).filter((facet) => facet !== undefined);
  }
  const from = Math.max(0, begin - Math.floor((NEAREST - ties) / 2));
  return facets.slice(from, from + NEAREST);
}

const timeOf = ({ telling }: Facet): number => telling.time;

function linkOf({ a, b, fit }: Pair): string {
  const shift = fit.time.is === "shift" ? fit.time.hours : 0;
  return [
    a.telling.report.layout,
    b.telling.report.layout,
    a.place.account,
    b.place.account,
    shift,
  ].join("\n");
}

function support({ supports }: TwinMemory, pair: Pair): void {
  if (!needsSupport(pair.fit)) {
    return;
  }
  const link = linkOf(pair);
  const known = supports.get(link) ?? { rows: 0, amounts: new Set<string>() };
  const leg = pair.a.received ?? pair.a.sent;
  known.rows += 1;
  known.amounts.add(`${leg?.asset} ${leg?.units}`);
  supports.set(link, known);
}

const NO_SUPPORT: Support = { rows: 0, amounts: 0 };

function scored(pairs: readonly Pair[], { supports }: TwinMemory) {
  return pairs.flatMap((pair) => {
    const known = supports.get(linkOf(pair));
    const support =
      known === undefined ? NO_SUPPORT : { rows: known.rows, amounts: known.amounts.size };
    const score = scoreOf(pair.fit, support);
    return score < SUSPECT ? [] : [{ ...pair, score }];
  });
}

type Scored = ReturnType<typeof scored>[number];

/** Closer times win among equal scores; a difference of a second never outweighs a point. */
function weightOf({ score, a, b }: Scored): number {
  const apart = Math.abs(a.telling.time - b.telling.time) / 1000;
  return score * 1000 - Math.min(999, Math.round(apart));
}

function assign(lefts: number, pairs: readonly Scored[]): readonly Twin[] {
  const rights = new Map<string, number>();
  const byEdge = new Map<Edge, Scored>();
  for (const pair of pairs) {
    const name = claimOf(pair.b.telling.id, pair.b.part);
    const right = rights.get(name) ?? rights.size;
    rights.set(name, right);
    byEdge.set({ left: pair.left, right, weight: weightOf(pair) }, pair);
  }
  return bestPairs(lefts, [...byEdge.keys()]).flatMap((edge): readonly Twin[] => {
    const pair = edge === undefined ? undefined : byEdge.get(edge);
    return pair === undefined
      ? []
      : [
          {
            newcomer: pair.a.telling,
            known: pair.b.telling,
            part: pair.b.part,
            fit: pair.fit,
            score: pair.score,
          },
        ];
  });
}
