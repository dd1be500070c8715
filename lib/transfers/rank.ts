import { familyOf } from "./bridged";
import { EARLY, fitOf, LATEST } from "./fit";
import { reasonOf } from "./reason";
import { measure, route, type Side } from "./side";

/** How well one row would go with another, also when it would go badly. */
export interface Ranked {
  readonly side: Side;
  /** 0-1000 as for a match; 0: it could not be the whole of one move. */
  readonly confidence: number;
  /** It could be one of several that are the other side: smaller than the row that left, or came, and in time. */
  readonly isPart: boolean;
  /** What the two have in common and what not. */
  readonly reason: string;
}

/**
 * Every row of the other direction that could have to do with one, the likeliest first: what may be one transfer with it, then the rest
 * of its coin by how near amount and time are. A person may know better than amounts and clocks, so nothing of its coin is left out but
 * rows of its own account.
 */
export function rankAgainst(
  row: Side,
  isOutgoing: boolean,
  others: readonly Side[],
  settled: ReadonlyMap<string, number>,
): readonly Ranked[] {
  const own = measure(row);
  const family = familyOf(row.asset);
  const fitting = others.filter(
    (side) => familyOf(side.asset) === family && side.account !== row.account,
  );
  return fitting
    .map((side) => {
      const other = measure(side);
      const [left, came] = isOutgoing ? [own, other] : [other, own];
      const fit = fitOf([left], [came], settled);
      const apart = came.time - left.time;
      const ratio = ratioOf(left.units + left.onTop, came.units);
      const before = settled.get(route(left.side.account, came.side.account)) ?? 0;
      const smaller = isOutgoing ? came.units < left.units : left.units < came.units;
      return {
        side,
        confidence: fit?.confidence ?? 0,
        isPart: fit === null && smaller && apart >= -EARLY && apart <= LATEST,
        reason: fit === null ? apartText(apart, ratio) : reasonOf(fit),
        // Days apart and hundredths missing weigh alike; accounts that move often between each other come first.
        distance: Math.abs(apart) / DAY + Math.abs(100 - ratio) - Math.min(before, 3),
      };
    })
    .sort(
      (a, b) =>
        b.confidence - a.confidence ||
        Number(b.isPart) - Number(a.isPart) ||
        a.distance - b.distance,
    )
    .map(({ distance: _distance, ...ranked }) => ranked);
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Hundredths of what left that came, at most 999. */
function ratioOf(left: bigint, came: bigint): number {
  const hundredths = (came * 100n) / left;
  return hundredths > 999n ? 999 : Number(hundredths);
}

function apartText(apart: number, ratio: number): string {
  const distance = Math.abs(apart);
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const span =
    distance < HOUR
      ? "within the hour"
      : `${distance < 2 * DAY ? count(Math.round(distance / HOUR), "hour") : count(Math.round(distance / DAY), "day")} ${apart < 0 ? "before it left" : "later"}`;
  const amount =
    ratio > 100
      ? "more came than left"
      : ratio === 100
        ? "the same amount"
        : `${ratio} % of what left`;
  return `${span[0]?.toUpperCase()}${span.slice(1)}; ${amount}.`;
}
