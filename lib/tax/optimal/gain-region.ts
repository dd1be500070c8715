import {
  addUsd,
  compareUsd,
  isZeroUsd,
  maxUsd,
  minUsd,
  negateUsd,
  subtractUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { YearGains } from "@/lib/tax/worksheets/year-return";
import { type Plane, sideOf } from "./planes";

/** Gains of a year, short-term and of the one other class that is sold. */
export interface TwoGains {
  readonly short: Usd;
  readonly other: Usd;
}

/** An amount is not below `least` nor above `most`. */
export interface Between {
  readonly least: Usd;
  readonly most: Usd;
}

/** Gains within bounds, each class and both together; no bound is further out than the others let it be. */
export interface Region {
  readonly short: Between;
  readonly other: Between;
  readonly both: Between;
}

/** Where the tax of a year can bend: at a level of one class, or of both together. */
export interface Bend {
  readonly of: keyof Region;
  readonly level: Usd;
}

/** The other class: long-term, or in the 28 % group (one asset is one or the other). */
export type OtherClass = "long" | "collectible";

/** The planes of a year as bends of two classes, while the third stays what it is. */
export function bendsOf(
  planes: readonly Plane[],
  gains: YearGains,
  kind: OtherClass,
): readonly Bend[] {
  const still = { ...gains, short: ZERO_USD, [kind]: ZERO_USD };
  return planes.flatMap((plane): readonly Bend[] => {
    const isOther = kind === "long" ? plane.long : plane.collectible;
    const level = negateUsd(sideOf(plane, still));
    if (plane.short) {
      return [{ of: isOther ? "both" : "short", level }];
    }
    return isOther ? [{ of: "other", level }] : [];
  });
}

/** The same region with bounds that follow from each other drawn in. */
export function drawnIn({ short, other, both }: Region): Region {
  const sum: Between = {
    least: maxUsd(both.least, addUsd(short.least, other.least)),
    most: minUsd(both.most, addUsd(short.most, other.most)),
  };
  const inside = (own: Between, rest: Between): Between => ({
    least: maxUsd(own.least, subtractUsd(sum.least, rest.most)),
    most: minUsd(own.most, subtractUsd(sum.most, rest.least)),
  });
  return { short: inside(short, other), other: inside(other, short), both: sum };
}

const SIDES: readonly Bend["of"][] = ["both", "short", "other"];

/** The middle one of the bends that cross a region, of those of the kind most of which do; null where none does. */
export function middleBend(bends: readonly Bend[], region: Region): Bend | null {
  let found: readonly Bend[] = [];
  for (const side of SIDES) {
    const { least, most } = region[side];
    const own = bends.filter(
      ({ of, level }) => of === side && compareUsd(level, least) > 0 && compareUsd(level, most) < 0,
    );
    if (own.length > found.length) {
      found = own;
    }
  }
  const sorted = [...found].sort((a, b) => compareUsd(a.level, b.level));
  return sorted[sorted.length >> 1] ?? null;
}

/** The parts of a region on either side of a bend. */
export function halvesAt(region: Region, { of, level }: Bend): readonly Region[] {
  const { least, most } = region[of];
  return [
    drawnIn({ ...region, [of]: { least, most: level } }),
    drawnIn({ ...region, [of]: { least: level, most } }),
  ];
}

/** The corners of a region, each once. */
export function cornersOf({ short, other, both }: Region): readonly TwoGains[] {
  const found: TwoGains[] = [];
  const add = (corner: TwoGains): void => {
    const isThere = found.some(
      (each) =>
        isZeroUsd(subtractUsd(each.short, corner.short)) &&
        isZeroUsd(subtractUsd(each.other, corner.other)),
    );
    if (!isThere) {
      found.push(corner);
    }
  };
  for (const side of [short.least, short.most]) {
    add({ short: side, other: maxUsd(other.least, subtractUsd(both.least, side)) });
    add({ short: side, other: minUsd(other.most, subtractUsd(both.most, side)) });
  }
  for (const side of [other.least, other.most]) {
    add({ short: maxUsd(short.least, subtractUsd(both.least, side)), other: side });
    add({ short: minUsd(short.most, subtractUsd(both.most, side)), other: side });
  }
  return found;
}
