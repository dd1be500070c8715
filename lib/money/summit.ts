import { USD_SCALE, type Usd } from "./usd";

/** A plane over the unit square: how high it is at (0, 0), and how much it rises to x = 1 and to y = 1. */
export interface Plane {
  readonly height: Usd;
  readonly alongX: Usd;
  readonly alongY: Usd;
}

/** A point of the unit square, both coordinates between zero and one. */
export interface Point {
  readonly x: Usd;
  readonly y: Usd;
}

/** Where the lowest of several planes is highest. */
export interface Summit extends Point {
  readonly height: Usd;
  /** The planes of the first list that meet there, and in which parts they are level together; the parts add up to `whole`. */
  readonly parts: readonly { readonly plane: number; readonly part: bigint }[];
  readonly whole: bigint;
}

const raw = (amount: Usd): bigint => amount as unknown as bigint;
const ONE = 10n ** BigInt(USD_SCALE);

/** How high a plane is at a point, cut at the last decimal. */
export function heightAt({ height, alongX, alongY }: Plane, { x, y }: Point): Usd {
  const risen = (raw(alongX) * raw(x) + raw(alongY) * raw(y)) / ONE;
  return (raw(height) + risen) as unknown as Usd;
}

/** A plane, or a side of the square: `e` z is no more than `p` x + `q` y + `c`. */
interface Row {
  readonly e: bigint;
  readonly p: bigint;
  readonly q: bigint;
  readonly c: bigint;
  /** Its plane of the first list; null for a side. */
  readonly plane: number | null;
}

const side = (p: bigint, q: bigint, c: bigint): Row => ({ e: 0n, p, q, c, plane: null });
const [LEFT, RIGHT] = [side(ONE, 0n, 0n), side(-ONE, 0n, ONE)];
const [NEAR, FAR] = [side(0n, ONE, 0n), side(0n, -ONE, ONE)];

const SIDES: readonly Row[] = [LEFT, RIGHT, NEAR, FAR];

type Basis = readonly [Row, Row, Row];

/** Three rows that hold z down together, where they meet (times `whole`), and the parts in which they are level. */
interface Held {
  readonly basis: Basis;
  readonly parts: readonly [bigint, bigint, bigint];
  readonly whole: bigint;
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
  /** What is made large, times `whole`. */
  readonly aim: bigint;
}

/** Steps at most. */
const STEPS = 500;

/**
 * A trillionth of a dollar for each whole of x and of y counts against them, so that of equal points one is the best and the search
 * cannot go round in circles.
 */
const [EPSILON_X, EPSILON_Y] = [1_000_003n, 1_414_213n];

/**
 * The point of the unit square at which the lowest of `first` plus the lowest of `second` is highest: a linear program of three
 * unknowns by the dual simplex method, exact in whole numbers. Neither list may be empty. Coordinates and height are cut at the last
 * decimal.
 */
export function summitOf(first: readonly Plane[], second: readonly Plane[]): Summit {
  let held = begin(rowOf(first, second, 0, 0));
  for (let step = 0; step < STEPS; step += 1) {
    const row = broken(held, first, second);
    const next = row === null ? null : entered(held.basis, row);
    if (next === null) {
      break;
    }
    held = next;
  }
  return summit(held);
}

function summit({ basis, x, y, z, whole }: Held): Summit {
  const cut = (top: bigint) => ((top * ONE) / whole) as unknown as Usd;
  const [a, b, c] = basis;
  const level: Target = { e: 1n, p: 0n, q: 0n };
  const all = det(a, b, c);
  const sign = all < 0n ? -1n : 1n;
  const parts = [det(level, b, c), det(a, level, c), det(a, b, level)].flatMap((part, at) => {
    const plane = basis[at]?.plane ?? null;
    return plane === null || sign * part <= 0n ? [] : [{ plane, part: sign * part }];
  });
  return {
    x: cut(x),
    y: cut(y),
    height: (z / whole) as unknown as Usd,
    parts,
    whole: parts.reduce((sum, { part }) => sum + part, 0n),
  };
}

function rowOf(first: readonly Plane[], second: readonly Plane[], at: number, of: number): Row {
  const [a, b] = [first[at], second[of]];
  if (a === undefined || b === undefined) {
    throw new RangeError("a summit needs planes");
  }
  return {
    e: 1n,
    p: raw(a.alongX) + raw(b.alongX),
    q: raw(a.alongY) + raw(b.alongY),
    c: raw(a.height) + raw(b.height),
    plane: at,
  };
}

/** A row the point held up breaks, a side of the square first; null where it breaks none. */
function broken(held: Held, first: readonly Plane[], second: readonly Plane[]): Row | null {
  const { whole, x, y, z } = held;
  const outside = SIDES.find(({ p, q, c }) => p * x + q * y + c * whole < 0n);
  if (outside !== undefined) {
    return outside;
  }
  const [a, b] = [lowestAt(first, x, y, whole), lowestAt(second, x, y, whole)];
  return a.at + b.at < z ? rowOf(first, second, a.index, b.index) : null;
}

/** One plane alone is highest in a corner of the square. */
function begin(row: Row): Held {
  const held = heldBy([row, row.p > EPSILON_X ? RIGHT : LEFT, row.q > EPSILON_Y ? FAR : NEAR]);
  if (held === null) {
    throw new RangeError("a plane and two sides meet in a corner");
  }
  return held;
}

type Target = Pick<Row, "e" | "p" | "q">;

const AIM: Target = { e: 1n, p: EPSILON_X, q: EPSILON_Y };

function det(a: Target, b: Target, c: Target): bigint {
  return (
    a.e * (b.p * c.q - c.p * b.q) + b.e * (c.p * a.q - a.p * c.q) + c.e * (a.p * b.q - b.p * a.q)
  );
}

/** Null where the three do not hold z down, or do not meet in one point (Cramer's rule). */
function heldBy(basis: Basis): Held | null {
  const [a, b, c] = basis;
  const all = det(a, b, c);
  const sign = all < 0n ? -1n : 1n;
  const parts = [sign * det(AIM, b, c), sign * det(a, AIM, c), sign * det(a, b, AIM)] as const;
  if (all === 0n || parts.some((part) => part < 0n)) {
    return null;
  }
  const whole = sign * all;
  const atX = ({ e, q, c: p }: Row): Target => ({ e, p, q });
  const atY = ({ e, p, c: q }: Row): Target => ({ e, p, q });
  const x = -sign * det(atX(a), atX(b), atX(c));
  const y = -sign * det(atY(a), atY(b), atY(c));
  const top = a.e === 1n ? a : b.e === 1n ? b : c;
  return {
    basis,
    parts,
    whole,
    x,
    y,
    z: top.p * x + top.q * y + top.c * whole,
    aim: parts[0] * a.c + parts[1] * b.c + parts[2] * c.c,
  };
}

function lowestAt(
  planes: readonly Plane[],
  x: bigint,
  y: bigint,
  whole: bigint,
): { readonly index: number; readonly at: bigint } {
  let [index, least]: [number, bigint | null] = [0, null];
  planes.forEach(({ height, alongX, alongY }, place) => {
    const at = raw(alongX) * x + raw(alongY) * y + raw(height) * whole;
    if (least === null || at < least) {
      [index, least] = [place, at];
    }
  });
  return { index, at: least ?? 0n };
}

/** A row instead of one of the three: that one which leaves the aim lowest. */
function entered([a, b, c]: Basis, row: Row): Held | null {
  const ways: readonly Basis[] = [
    [row, b, c],
    [a, row, c],
    [a, b, row],
  ];
  return ways
    .map(heldBy)
    .reduce(
      (best, way) =>
        way !== null && (best === null || way.aim * best.whole < best.aim * way.whole) ? way : best,
      null,
    );
}
