import { partOf, shareOf } from "@/lib/money/allocate";
import { isZeroQuantity, type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { absoluteUsd, subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
import { combine, EDGE, NOTHING_SOLD, type Spot, type Vertex } from "./chain";
import type { Line } from "./line";
import type { FreeLot, LossChain } from "./loss-chains";
import { hullOf, type Reach } from "./prefix-hull";
import { type GainClass, partSold, sumVertices } from "./priced-lot";

/** Lots before `from` are sold whole, lots from `to` on are not sold. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const CLASSES: readonly GainClass[] = ["short", "long", "collectible"];

/** What a line in a fixed order may add within its window, class by class: no less than any real end gives. */
export function reachesOf(
  line: Line,
  at: number,
  { from, to }: Window,
  fixed: Usd,
): readonly FreeLot[] {
  const open = line.lots.slice(from, to);
  return CLASSES.flatMap((kind) =>
    hullOf(open, from, kind, fixed).map((reach) => ({
      line: at,
      index: reach.from,
      kind,
      units: ZERO_QUANTITY,
      whole: reach.change,
      reach,
    })),
  );
}

/** Where a relaxed choice ends a line: the real ends next to it, and how far it is from the furthest of them. */
export interface LineEnd {
  readonly high: readonly Quantity[];
  readonly low: readonly Quantity[];
  /** Dollars by which the relaxed choice differs from its furthest real end; zero when it is that end. */
  readonly doubt: Usd;
  /** A number of lots between the two ends, where the window is cut in two. */
  readonly cut: number;
}

interface Used {
  readonly reach: Reach;
  readonly part: Quantity;
}

/** Reads a line's end from the spots found on the chains. */
export function lineEnd(
  line: Line,
  at: number,
  window: Window,
  chains: readonly LossChain[],
  spots: readonly Spot[],
): LineEnd {
  const used = usedOf(at, chains, spots);
  const low = used.reduce(
    (least, { reach }) => (reach.from < least ? reach.from : least),
    window.to,
  );
  const furthest = used.reduce<Used | null>(
    (most, each) => (most === null || each.reach.to > most.reach.to ? each : most),
    null,
  );
  const high = prefix(line, furthest, window.from);
  const relaxed = sumVertices(
    used.map(({ reach, part }) =>
      combine(reach.change, NOTHING_SOLD, (all) => shareOf(all, part, EDGE)),
    ),
  );
  const real = sumVertices(
    line.lots
      .slice(window.from)
      .map((lot, index) => partSold(lot, high[window.from + index] ?? ZERO_QUANTITY, true)),
  );
  const end = furthest?.reach.to ?? window.from;
  return {
    high,
    low: prefix(line, null, low < end ? low : window.from),
    doubt: distance(relaxed, real),
    cut: cutOf(window, low < end ? low : window.from, end),
  };
}

function usedOf(at: number, chains: readonly LossChain[], spots: readonly Spot[]): readonly Used[] {
  return chains.flatMap(({ lots }, of) => {
    const spot = spots[of];
    return lots.flatMap(({ line, reach }, place) => {
      const isUsed =
        spot !== undefined &&
        line === at &&
        (place < spot.index || (place === spot.index && !isZeroQuantity(spot.part)));
      return reach === undefined || !isUsed
        ? []
        : [{ reach, part: place < spot.index ? EDGE : spot.part }];
    });
  });
}

/** The units of each lot when the line is sold up to the end of what is used (a part of a lot only where it is the last one). */
function prefix(line: Line, used: Used | null, from: number): readonly Quantity[] {
  const isWithinOneLot = used !== null && used.reach.to - used.reach.from === 1;
  const end = used?.reach.to ?? from;
  return line.lots.map(({ lot }, index) => {
    if (index >= end) {
      return ZERO_QUANTITY;
    }
    return isWithinOneLot && index === end - 1
      ? partOf(lot.quantity, used.part, EDGE)
      : lot.quantity;
  });
}

function distance(a: Vertex, b: Vertex): Usd {
  const { gains, cost } = combine(a, b, (x, y) => absoluteUsd(subtractUsd(x, y)));
  return sumUsd([gains.short, gains.long, gains.collectible, cost]);
}

/** The middle between two ends, strictly inside the window where that is possible. */
function cutOf({ from, to }: Window, low: number, high: number): number {
  const middle = (low + high) >> 1;
  return middle <= from ? from + 1 : middle >= to ? to - 1 : middle;
}
