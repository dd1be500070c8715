import { addUsd, compareUsd, subtractUsd, type Usd, usd } from "@/lib/money/usd";
import { addVertex, type Chain, type Spot, type Vertex, vertexAtSpot } from "./chain";
import { figureOf, type Surface } from "./surface";

/** What is to be made small: the surface at `start` and one spot on each chain, plus all costs; the least value sold among equals. */
export interface Problem {
  readonly surface: Surface;
  /** What is certain: the year's own gains, and sales one does not choose. */
  readonly start: Vertex;
  readonly chains: readonly Chain[];
  /** Blocks looked into before the search stops with a bound; 20,000 unless told. */
  readonly patience?: number;
}

/** The best spots found, and how good any can be at most. */
export interface Found {
  readonly spots: readonly Spot[];
  /** Surface and costs at these spots. */
  readonly figure: Usd;
  /** Gross value sold. */
  readonly value: Usd;
  /** No choice has a figure below this: a true lower bound. Not below `figure` when the search was finished. */
  readonly bound: Usd;
  /** No choice as good sells less value. */
  readonly isLeastValue: boolean;
}

/** Figures closer than this are equal: a part of a lot is cut at its last decimal. */
export const TIE: Usd = usd("0.000000001");

/** Negative when a is less than b by more than a tie, positive the other way round, else zero. */
export function compareFigures(a: Usd, b: Usd): -1 | 0 | 1 {
  if (compareUsd(a, b) === 0) {
    return 0;
  }
  return compareUsd(subtractUsd(b, a), TIE) > 0
    ? -1
    : compareUsd(subtractUsd(a, b), TIE) > 0
      ? 1
      : 0;
}

/** A figure and the value sold for it. */
export interface Score {
  readonly figure: Usd;
  readonly value: Usd;
}

/** Negative when a is better: a lower figure, or as low a one for less value sold. */
export function compareScores(a: Score, b: Score): -1 | 0 | 1 {
  const order = compareFigures(a.figure, b.figure);
  return order === 0 ? compareFigures(a.value, b.value) : order;
}

/** Everything a choice of spots adds up to. */
export function sumAt(problem: Problem, spots: readonly Spot[]): Vertex {
  return problem.chains.reduce((sum, chain, at) => {
    const spot = spots[at];
    return spot === undefined ? sum : addVertex(sum, vertexAtSpot(chain, spot));
  }, problem.start);
}

/** Surface and costs of a sum. */
export function scoreOf(surface: Surface, { gains, cost, value }: Vertex): Score {
  return { figure: addUsd(figureOf(surface.at(gains)), cost), value };
}
