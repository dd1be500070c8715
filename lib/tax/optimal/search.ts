import {
  compareQuantity,
  exchangedQuantity,
  type Quantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { addUsd, compareUsd, minUsd, signUsd, subtractUsd, type Usd } from "@/lib/money/usd";
import { atOnce, type PartsOfWork } from "@/lib/parts-of-work";
import { invariant } from "@/lib/result";
import { Heap } from "@/lib/tax/lot-selection/heap";
import { cornersOf } from "./cell";
import {
  addVertex,
  boxOf,
  EDGE,
  endsOf,
  type Spot,
  START,
  type Stretch,
  type Vertex,
  wholeOf,
} from "./chain";
import { type Plane, sideOf } from "./planes";
import { compareScores, type Found, type Problem, type Score, scoreOf, sumAt } from "./problem";
import { settle } from "./straight";

/** A stretch of each chain, and a figure and value no choice inside goes below. */
interface Block {
  readonly stretches: readonly Stretch[];
  readonly score: Score;
  readonly least: Vertex;
  readonly most: Vertex;
  readonly widths: readonly Usd[];
}

const PATIENCE = 20_000;
/** So many planes are cut with each other inside one cell; with more the cell is halved first. */
const FEW_PLANES = 6;
/** A part of an edge that is not halved any more. */
const TINY: Quantity = exchangedQuantity(EDGE, 1n, 4096n);

/**
 * The exact least figure, by branch and bound. A block is bounded from below by the surface at the least gains of its box,
 * because the surface never falls; in a block no plane crosses everything is straight, so each chain is settled by itself; a
 * block of single edges is settled at the corners of the pieces its planes cut it into. Every other block is halved.
 */
export function leastOn(problem: Problem): Found {
  return atOnce(leastInParts(problem));
}

/** The same in parts: one for each block looked into. */
export function* leastInParts(problem: Problem): PartsOfWork<Found> {
  const search = new Search(problem);
  search.offer(problem.chains.map(() => START));
  const open = new Heap<Block>((a, b) => compareScores(a.score, b.score) < 0);
  open.push(search.blockOf(problem.chains.map(wholeOf)));
  let patience = problem.patience ?? PATIENCE;
  for (let block = open.pop(); block !== null; block = open.pop()) {
    if (search.isHopeless(block)) {
      continue;
    }
    if (patience <= 0) {
      open.push(block);
      return search.found(open.all());
    }
    patience -= 1;
    for (const part of search.lookInto(block)) {
      if (!search.isHopeless(part)) {
        open.push(part);
      }
    }
    yield null;
  }
  return search.found([]);
}

class Search {
  readonly #problem: Problem;
  readonly #planes: readonly Plane[];
  #spots: readonly Spot[];
  #best: Score;

  constructor(problem: Problem) {
    this.#problem = problem;
    this.#spots = problem.chains.map(() => START);
    this.#best = scoreOf(problem.surface, sumAt(problem, this.#spots));
    const { least, most } = this.blockOf(problem.chains.map(wholeOf));
    this.#planes = problem.surface.planes.filter((plane) => crosses(plane, least, most));
  }

  /** Keeps a choice when it is better than the best so far. */
  offer(spots: readonly Spot[]): void {
    const score = scoreOf(this.#problem.surface, sumAt(this.#problem, spots));
    if (compareScores(score, this.#best) < 0) {
      this.#best = score;
      this.#spots = spots;
    }
  }

  isHopeless({ score }: Block): boolean {
    return compareScores(score, this.#best) >= 0;
  }

  blockOf(stretches: readonly Stretch[]): Block {
    const { chains, start, surface } = this.#problem;
    let [least, most] = [start, start];
    const widths: Usd[] = [];
    chains.forEach((chain, at) => {
      const stretch = stretches[at];
      invariant(stretch !== undefined, "one stretch for each chain");
      const [low, high] = boxOf(chain, stretch);
      widths.push(widthOf(low, high));
      least = addVertex(least, low);
      most = addVertex(most, high);
    });
    return { stretches, score: scoreOf(surface, least), least, most, widths };
  }

  /** Settles a block, or gives its two halves. */
  lookInto(block: Block): readonly Block[] {
    const crossing = this.#planes.filter((plane) => crosses(plane, block.least, block.most));
    if (crossing.length === 0) {
      for (const spots of settle(this.#problem, block.stretches)) {
        this.offer(spots);
      }
      return [];
    }
    const { stretches } = block;
    const isCell = stretches.every(({ lo, hi }) => hi - lo <= 1);
    const free = stretches.filter(({ lo, hi }) => hi > lo).length;
    if (isCell && (free <= 1 || crossing.length <= FEW_PLANES || stretches.every(isTiny))) {
      for (const spots of cornersOf(this.#problem, stretches, crossing)) {
        this.offer(spots);
      }
      return [];
    }
    this.offer(stretches.map((stretch) => endsOf(stretch)[0]));
    this.offer(stretches.map((stretch) => endsOf(stretch)[1]));
    return this.#halves(block);
  }

  #halves({ stretches, widths }: Block): readonly Block[] {
    let widest = -1;
    stretches.forEach((stretch, at) => {
      const [width, before] = [widths[at], widths[widest]];
      const isWider =
        width !== undefined && (before === undefined || compareUsd(width, before) > 0);
      if (isWider && !isTiny(stretch)) {
        widest = at;
      }
    });
    const chosen = stretches[widest];
    invariant(chosen !== undefined, "a block that is no cell can be halved");
    return halvesOf(chosen).map((half) =>
      this.blockOf(stretches.map((stretch, at) => (at === widest ? half : stretch))),
    );
  }

  /** The best so far, with what the blocks still open could give. */
  found(open: readonly Block[]): Found {
    const { figure, value } = this.#best;
    const bound = open.reduce((least, { score }) => minUsd(least, score.figure), figure);
    const isLeastValue = open.every(({ score }) => compareScores(score, this.#best) >= 0);
    return { spots: this.#spots, figure, value, bound, isLeastValue };
  }
}

function isTiny({ lo, hi, from, to }: Stretch): boolean {
  return hi - lo < 1 || (hi - lo === 1 && compareQuantity(subtractQuantity(to, from), TINY) <= 0);
}

function halvesOf({ lo, hi, from, to }: Stretch): readonly Stretch[] {
  if (hi - lo === 1) {
    const middle = exchangedQuantity(subtractQuantity(to, from), 1n, 2n);
    const at = subtractQuantity(to, middle);
    return [
      { lo, hi, from, to: at },
      { lo, hi, from: at, to },
    ];
  }
  const middle = (lo + hi) >> 1;
  return [
    { lo, hi: middle, from: ZERO_QUANTITY, to: EDGE },
    { lo: middle, hi, from: ZERO_QUANTITY, to: EDGE },
  ];
}

/** True when a plane has part of the box strictly on either side. */
function crosses(plane: Plane, least: Vertex, most: Vertex): boolean {
  return signUsd(sideOf(plane, least.gains)) < 0 && signUsd(sideOf(plane, most.gains)) > 0;
}

function widthOf(least: Vertex, most: Vertex): Usd {
  const { short, long, collectible } = most.gains;
  const all = addUsd(addUsd(short, long), addUsd(collectible, most.cost));
  const { gains, cost } = least;
  return subtractUsd(all, addUsd(addUsd(gains.short, gains.long), addUsd(gains.collectible, cost)));
}
