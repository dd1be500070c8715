import type { PartsOfWork } from "@/lib/parts-of-work";
import { assetId } from "@/lib/tax/transaction";
import { firstFrom } from "@/lib/time/first-from";
import { familyOf } from "./bridged";
import { AROUND, type Candidate, EARLY, fitOf, isInTimeFor, LATEST } from "./fit";
import { MARKS, type Measured, measure, type Reckoning, type Sides } from "./side";

/** Neighbours in time looked at for groups of several; beyond, chance meets more sums than people make. */
const NEIGHBOURS = 8;
/** Neighbours of all accounts looked at for groups. */
const SCANNED = 40;
const DAY = 24 * 3_600_000;

/**
 * Every group of sides that may be one transfer: pairs of one coin (or its bridged forms) within the time a chain takes, one with two or
 * three (only when the amounts meet), and all sides of one transaction hash. In the order of their departures.
 */
export function* candidatesOf({ outgoing, incoming, settled }: Sides): PartsOfWork<Candidate[]> {
  const outs = by(outgoing.map(measure), ({ side }) => side.asset);
  const ins = by(incoming.map(measure), ({ side }) => side.asset);
  const found = yield* pairs(outs, ins, settled);
  for (const groups of [splitsOfAll(outs, ins), mergesOfAll(outs, ins), hashGroups(outs, ins)]) {
    for (const [left, came] of yield* groups) {
      const fit = fitOf(left, came, settled);
      if (fit !== null) {
        found.push(fit);
      }
    }
  }
  return found;
}

/** Sides looked at in one part of the work. */
const PART = 200;

type Group = readonly [left: readonly Measured[], came: readonly Measured[]];
type ByAsset = ReadonlyMap<string, readonly Measured[]>;

/** One departure with one arrival of about its amount, and with the one of its hash whenever that was. */
function* pairs(
  outs: ByAsset,
  ins: ByAsset,
  settled: ReadonlyMap<string, number>,
): PartsOfWork<Candidate[]> {
  const all = [...ins.values()].flat();
  const arrivals = by(all, ({ side, units }) => place(side.asset, sizeOf(units)));
  const hashes = by(
    all.filter(({ side }) => side.hash !== null),
    hashPlace,
  );
  const found: Candidate[] = [];
  for (const [index, out] of [...outs.values()].flat().entries()) {
    if (index % PART === 0) {
      yield index;
    }
    const told = out.side.hash === null ? NOBODY : (hashes.get(hashPlace(out)) ?? NOBODY);
    for (const fit of pairsOf(out, { arrivals, told, settled })) {
      found.push(fit);
    }
  }
  return found;
}

const hashPlace = ({ side }: Measured): string => `${familyOf(side.asset)} ${side.hash}`;

/** `told`: arrivals of its hash. */
function pairsOf(
  out: Measured,
  around: {
    readonly arrivals: ReadonlyMap<string, readonly Measured[]>;
    readonly told: readonly Measured[];
    readonly settled: ReadonlyMap<string, number>;
  },
): readonly Candidate[] {
  const lists = listsFor(out, around.arrivals);
  const near = lists.flatMap((same) => within(same, out.time - DAY, out.time + LATEST));
  const inReach = near.filter((into) => isInTimeFor(out, into));
  const all = [...inReach, ...around.told.filter((into) => !inReach.includes(into))].sort(inTime);
  // This one, and one more that may come by itself, make no habit.
  const others = all.length === 0 ? 0 : countAround(lists, out.time) - 2;
  return all.flatMap(
    (into) => fitOf(out.alone, into.alone, around.settled, Math.max(0, others)) ?? [],
  );
}

const NOBODY: readonly Measured[] = [];

/** Arrivals of about the amount: a twentieth may be missing at most, and what comes may be as much as left with the fee on top. */
function listsFor(
  { side, units, onTop }: Measured,
  arrivals: ReadonlyMap<string, readonly Measured[]>,
): readonly (readonly Measured[])[] {
  const [least, most] = [sizeOf(units - units / 20n), sizeOf(units + onTop)];
  const lists: (readonly Measured[])[] = [];
  for (let size = least; size <= most; size += 1) {
    lists.push(arrivals.get(place(side.asset, size)) ?? []);
  }
  return lists;
}

function countAround(lists: readonly (readonly Measured[])[], time: number): number {
  return lists.reduce(
    (sum, list) =>
      sum + firstFrom(list, time + AROUND, timeOf) - firstFrom(list, time - AROUND, timeOf),
    0,
  );
}

const place = (asset: string, size: number): string => `${familyOf(assetId(asset))} ${size}`;

/** Sixteen steps from one power of two to the next: amounts a twentieth apart are at most two steps apart. */
function sizeOf(units: bigint): number {
  const bits = units.toString(16).length * 4;
  const top = Number(units >> BigInt(Math.max(0, bits - 12)));
  return Math.floor(Math.log2(Math.max(1, top)) * 16) + bits * 16;
}

/** One departure with several smaller arrivals. */
function* splitsOfAll(outs: ByAsset, ins: ByAsset): PartsOfWork<readonly Group[]> {
  const found: Group[] = [];
  for (const [asset, left] of outs) {
    const came = ins.get(asset) ?? NOBODY;
    for (const [index, out] of left.entries()) {
      if (index % PART === 0) {
        yield null;
      }
      found.push(...splitsOf(out, came));
    }
  }
  return found;
}

/** Several smaller departures with one arrival. */
function* mergesOfAll(outs: ByAsset, ins: ByAsset): PartsOfWork<readonly Group[]> {
  const found: Group[] = [];
  for (const [asset, left] of outs) {
    for (const [index, into] of (ins.get(asset) ?? NOBODY).entries()) {
      if (index % PART === 0) {
        yield null;
      }
      found.push(...mergesOf(into, left));
    }
  }
  return found;
}

function splitsOf(out: Measured, came: readonly Measured[]): readonly Group[] {
  const near = someWithin(came, out.time - (out.side.isDayOnly ? DAY : EARLY), out.time + DAY);
  if (near.length < 2) {
    return NONE;
  }
  const sums = RECKONINGS.map((reckoning) => out.marks[reckoning]);
  return several(near, out, sums, "plain").map((parts): Group => [[out], parts]);
}

function mergesOf(into: Measured, left: readonly Measured[]): readonly Group[] {
  const near = someWithin(left, into.time - DAY, into.time + (into.side.isDayOnly ? DAY : EARLY));
  if (near.length < 2) {
    return NONE;
  }
  const sums = [into.marks.plain];
  const reckonings = near.some(({ onTop }) => onTop > 0n) ? RECKONINGS : PLAIN;
  return reckonings.flatMap((reckoning) =>
    several(near, into, sums, reckoning).map((parts): Group => [parts, [into]]),
  );
}

const NONE: readonly Group[] = [];

const RECKONINGS: readonly Reckoning[] = ["plain", "with-fee", "less-fee"];
const PLAIN: readonly Reckoning[] = ["plain"];

/** By a name, each list in the order of time. */
function by(
  sides: readonly Measured[],
  nameOf: (side: Measured) => string,
): Map<string, Measured[]> {
  const all = new Map<string, Measured[]>();
  for (const side of sides) {
    const name = nameOf(side);
    const list = all.get(name);
    if (list === undefined) {
      all.set(name, [side]);
    } else {
      list.push(side);
    }
  }
  for (const list of all.values()) {
    list.sort(inTime);
  }
  return all;
}

const timeOf = ({ time }: Measured): number => time;

const inTime = (a: Measured, b: Measured): number =>
  a.time - b.time || (a.side.id < b.side.id ? -1 : 1);

/** The sides from one moment to another, by binary search. */
function within(sides: readonly Measured[], from: number, to: number): readonly Measured[] {
  return sides.slice(firstFrom(sides, from, timeOf), firstFrom(sides, to + 1, timeOf));
}

/** The first of them: people make a group within a day, and few others in between. */
function someWithin(sides: readonly Measured[], from: number, to: number): readonly Measured[] {
  const first = firstFrom(sides, from, timeOf);
  let end = first;
  while (end < first + SCANNED && (sides[end]?.time ?? Number.POSITIVE_INFINITY) <= to) {
    end += 1;
  }
  return sides.slice(first, end);
}

/** Groups of two or three of the first neighbours that stand in one account, each smaller than the whole, which add up to one of the sums. */
function several(
  near: readonly Measured[],
  whole: Measured,
  sums: readonly number[],
  reckoning: Reckoning,
): readonly (readonly Measured[])[] {
  const found: (readonly Measured[])[] = [];
  for (const own of smallerByAccount(near, whole)) {
    const marks = own.map((side) => side.marks[reckoning]);
    for (const group of GROUPS[own.length] ?? []) {
      if (sums.includes(sumOf(marks, group))) {
        found.push(group.flatMap((index) => own[index] ?? []));
      }
    }
  }
  return found;
}

/** The first neighbours of each account. */
function smallerByAccount(
  near: readonly Measured[],
  whole: Measured,
): Iterable<readonly Measured[]> {
  const accounts = new Map<string, Measured[]>();
  for (const side of near) {
    const own = accounts.get(side.side.account);
    if (side.units < whole.units && own === undefined) {
      accounts.set(side.side.account, [side]);
    } else if (side.units < whole.units && own !== undefined && own.length < NEIGHBOURS) {
      own.push(side);
    }
  }
  return accounts.values();
}

function sumOf(marks: readonly number[], group: readonly number[]): number {
  let sum = 0;
  for (const index of group) {
    sum += marks[index] ?? 0;
  }
  return sum % MARKS;
}

/** The places of every two or three of so many. */
const GROUPS: readonly (readonly (readonly number[])[])[] = Array.from(
  { length: NEIGHBOURS + 1 },
  (_, count) => {
    const places = Array.from({ length: count }, (_each, index) => index);
    return places.flatMap((a) =>
      places.slice(a + 1).flatMap((b) => [[a, b], ...places.slice(b + 1).map((c) => [a, b, c])]),
    );
  },
);

/** All sides of one hash and asset together, where they are more than a pair. */
function* hashGroups(outs: ByAsset, ins: ByAsset): PartsOfWork<readonly Group[]> {
  const isTold = ({ side }: Measured) => side.hash !== null;
  const hashOf = ({ side }: Measured) => side.hash ?? "";
  const found: Group[] = [];
  for (const [asset, left] of outs) {
    yield null;
    const came = by((ins.get(asset) ?? NOBODY).filter(isTold), hashOf);
    for (const [hash, own] of by(left.filter(isTold), hashOf)) {
      const other = came.get(hash) ?? NOBODY;
      if (other.length > 0 && own.length + other.length > 2) {
        found.push([own, other]);
      }
    }
  }
  return found;
}
