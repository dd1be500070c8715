import { partByUsd } from "@/lib/money/allocate";
import {
  addQuantity,
  compareQuantity,
  type Quantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { compareUsd, isZeroUsd, negateUsd, signUsd, subtractUsd, type Usd } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { EDGE, type Spot, type Stretch } from "./chain";
import { type Plane, sideOf } from "./planes";
import { type Problem, sumAt } from "./problem";

/** A point of a cell: the part of each chain's edge. */
type Parts = readonly Quantity[];

/** A face of a cell: the part of each chain that stands still, null for one that is free. */
type Face = readonly (Quantity | null)[];

/**
 * All corners of the pieces into which planes cut a block of single edges: its own corners, and on each of its faces with m
 * free edges the points where m planes meet. A figure that is straight (or bent downwards) inside every piece is least at
 * one of them.
 */
export function* cornersOf(
  problem: Problem,
  stretches: readonly Stretch[],
  planes: readonly Plane[],
): Generator<readonly Spot[]> {
  const cell = new Cell(problem, stretches);
  for (const face of facesOf(stretches)) {
    const free = face.filter((part) => part === null).length;
    for (const chosen of choose(planes, free)) {
      const parts = cell.meet(face, chosen);
      if (parts !== null) {
        yield cell.spotsAt(parts);
      }
    }
  }
}

class Cell {
  readonly #problem: Problem;
  readonly #stretches: readonly Stretch[];

  constructor(problem: Problem, stretches: readonly Stretch[]) {
    this.#problem = problem;
    this.#stretches = stretches;
  }

  spotsAt(parts: Parts): readonly Spot[] {
    return this.#stretches.map(({ lo }, at) => {
      const part = parts[at] ?? ZERO_QUANTITY;
      return compareQuantity(part, EDGE) >= 0
        ? { index: lo + 1, part: ZERO_QUANTITY }
        : { index: lo, part };
    });
  }

  /** The point of a face at which as many planes as it has free edges meet; null when they do not meet inside. */
  meet(face: Face, planes: readonly Plane[]): Parts | null {
    const last = planes.at(-1);
    if (last === undefined) {
      return face.map((part) => part ?? ZERO_QUANTITY);
    }
    const others = planes.slice(0, -1);
    const way = facets(face, this.#stretches)
      .map((each) => this.meet(each, others))
      .filter((parts) => parts !== null)
      .map((parts) => ({
        parts,
        side: sideOf(last, sumAt(this.#problem, this.spotsAt(parts)).gains),
      }));
    const [first] = way;
    if (first === undefined) {
      return null;
    }
    const below = way.reduce((a, b) => (compareUsd(b.side, a.side) < 0 ? b : a), first);
    const above = way.reduce((a, b) => (compareUsd(b.side, a.side) > 0 ? b : a), first);
    return between(below, above);
  }
}

interface Aside {
  readonly parts: Parts;
  /** How far above the plane. */
  readonly side: Usd;
}

/** The point on the way between two where the plane is met. */
function between(below: Aside, above: Aside): Parts | null {
  if (signUsd(below.side) > 0 || signUsd(above.side) < 0) {
    return null;
  }
  const span = subtractUsd(above.side, below.side);
  if (isZeroUsd(span)) {
    return below.parts;
  }
  return below.parts.map((part, at) => {
    const to = above.parts[at];
    invariant(to !== undefined, "both ends have all edges");
    return addQuantity(part, partByUsd(subtractQuantity(to, part), negateUsd(below.side), span));
  });
}

/** Every face of a cell: each free edge at its begin, at its end, or free. */
function facesOf(stretches: readonly Stretch[]): readonly Face[] {
  return stretches.reduce<readonly Face[]>(
    (faces, { lo, hi, from, to }) =>
      faces.flatMap((face) =>
        (hi === lo ? [ZERO_QUANTITY] : [from, to, null]).map((part) => [...face, part]),
      ),
    [[]],
  );
}

/** The faces of a face with one edge less. */
function facets(face: Face, stretches: readonly Stretch[]): readonly Face[] {
  return face.flatMap((part, at) => {
    const stretch = stretches[at];
    return part !== null || stretch === undefined
      ? []
      : [stretch.from, stretch.to].map((end) => face.map((each, of) => (of === at ? end : each)));
  });
}

/** Every way to take so many of a list, in its order. */
function choose<T>(list: readonly T[], many: number): readonly (readonly T[])[] {
  if (many === 0) {
    return [[]];
  }
  return list.flatMap((each, at) =>
    choose(list.slice(at + 1), many - 1).map((rest) => [each, ...rest]),
  );
}
