import { type Candidate, EARLY, fitOf, LATE } from "./fit";
import { type Measured, measure, type Side, type Sides } from "./side";

/** Neighbours in time looked at for groups of several; beyond, chance meets more sums than people make. */
const NEIGHBOURS = 8;
/** Sides on the larger side of a group. */
const GROUP = 3;
const DAY = 24 * 3_600_000;

/**
 * Every group of sides that may be one transfer: pairs of one asset within the time a chain takes, one with two or three (only when
 * the amounts meet), and all sides of one transaction hash. In the order of their departures.
 */
export function candidatesOf({ outgoing, incoming, settled }: Sides): readonly Candidate[] {
  const outs = byAsset(outgoing);
  const ins = byAsset(incoming);
  const groups = [
    ...[...outs].flatMap(([asset, left]) => {
      const came = ins.get(asset) ?? [];
      return [...pairsAndSplits(left, came), ...merges(left, came)];
    }),
    ...hashGroups(outs, ins),
  ];
  return groups.flatMap(([left, came]) => fitOf(left, came, settled) ?? []);
}

type Group = readonly [left: readonly Measured[], came: readonly Measured[]];

/** One departure with one arrival, or with several smaller ones. */
function pairsAndSplits(left: readonly Measured[], came: readonly Measured[]): readonly Group[] {
  return left.flatMap((out): Group[] => {
    const near = within(came, out.time - DAY, out.time + LATE);
    const smaller = near.filter((into) => into.units < out.units);
    return [
      ...near.map((into): Group => [[out], [into]]),
      ...several(smaller).map((ins): Group => [[out], ins]),
    ];
  });
}

/** Several smaller departures with one arrival. */
function merges(left: readonly Measured[], came: readonly Measured[]): readonly Group[] {
  return came.flatMap((into): Group[] => {
    const near = within(left, into.time - LATE, into.time + EARLY);
    const smaller = near.filter((out) => out.units < into.units);
    return several(smaller).map((outs): Group => [outs, [into]]);
  });
}

/** By asset, each in the order of time. */
function byAsset(sides: readonly Side[]): Map<string, Measured[]> {
  const all = new Map<string, Measured[]>();
  for (const side of sides) {
    const list = all.get(side.asset);
    if (list === undefined) {
      all.set(side.asset, [measure(side)]);
    } else {
      list.push(measure(side));
    }
  }
  for (const list of all.values()) {
    list.sort((a, b) => a.time - b.time || (a.side.id < b.side.id ? -1 : 1));
  }
  return all;
}

/** The sides from one moment to another, by binary search. */
function within(sides: readonly Measured[], from: number, to: number): readonly Measured[] {
  const first = lowerBound(sides, from);
  return sides.slice(first, lowerBound(sides, to + 1));
}

function lowerBound(sides: readonly Measured[], time: number): number {
  let [low, high] = [0, sides.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sides[middle]?.time ?? time) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Groups of two or three of the first neighbours that stand in one account. */
function several(near: readonly Measured[]): readonly (readonly Measured[])[] {
  const accounts = new Map<string, Measured[]>();
  for (const side of near) {
    accounts.set(side.side.account, [...(accounts.get(side.side.account) ?? []), side]);
  }
  return [...accounts.values()].flatMap((own) => subsets(own.slice(0, NEIGHBOURS)));
}

function subsets(own: readonly Measured[]): readonly (readonly Measured[])[] {
  const all: (readonly Measured[])[] = [[]];
  for (const side of own) {
    for (const smaller of [...all]) {
      if (smaller.length < GROUP) {
        all.push([...smaller, side]);
      }
    }
  }
  return all.filter((group) => group.length > 1);
}

/** All sides of one hash and asset together, where they are more than a pair. */
function hashGroups(
  outs: ReadonlyMap<string, readonly Measured[]>,
  ins: ReadonlyMap<string, readonly Measured[]>,
): readonly Group[] {
  return [...outs].flatMap(([asset, left]) => {
    const came = byHash(ins.get(asset) ?? []);
    return [...byHash(left)].flatMap(([hash, own]): Group[] => {
      const other = came.get(hash) ?? [];
      return other.length > 0 && own.length + other.length > 2 ? [[own, other]] : [];
    });
  });
}

function byHash(sides: readonly Measured[]): Map<string, Measured[]> {
  const all = new Map<string, Measured[]>();
  for (const side of sides) {
    const { hash } = side.side;
    if (hash !== null) {
      all.set(hash, [...(all.get(hash) ?? []), side]);
    }
  }
  return all;
}
