import { compareUsd, type Usd, usd } from "@/lib/money/usd";
import type { StakedItem } from "@/lib/tax/review/review";
import { type Stake, widthOf } from "@/lib/tax/review/stake";

/** From so many dollars of tax a known stake comes before what is not known. */
const LARGE = usd("100");

/**
 * The order of work: what can move the tax most first. Known stakes from $100 by the width of their range, then by its upper end;
 * then those known as gains only, for want of a profile; then what is not known, which may be anything, blocking and oldest
 * first; then small known stakes; then what is settled with another item, which goes by itself; last what moves no tax.
 * Ties go by date, then key, so that the order is always the same. Nothing is ever left out.
 */
export function inReviewOrder(items: readonly StakedItem[]): readonly StakedItem[] {
  const known = new Set(items.filter(({ stake }) => stake.is === "known").map(({ key }) => key));
  const ranks = new Map(
    items.map((item) => [
      item,
      rankOf(item.stake, item.clearedBy !== null && known.has(item.clearedBy)),
    ]),
  );
  const of = (item: StakedItem) => ranks.get(item) ?? { group: 9, width: null, high: null };
  return [...items].sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    return (
      x.group - y.group ||
      descending(x.width, y.width) ||
      descending(x.high, y.high) ||
      severe(a) - severe(b) ||
      compareText(a.date, b.date) ||
      compareText(a.key, b.key)
    );
  });
}

interface Rank {
  readonly group: number;
  readonly width: Usd | null;
  readonly high: Usd | null;
}

function rankOf(stake: Stake, isSettledWith: boolean): Rank {
  if (stake.is === "unknown") {
    return { group: 2, width: null, high: null };
  }
  const [first] = stake.is === "known" ? stake.years : [];
  if (first === undefined) {
    return { group: 5, width: null, high: null };
  }
  const width = widthOf(first);
  const isLarge = compareUsd(width, LARGE) >= 0;
  const large = first.tax === null ? 1 : 0;
  const own = isLarge ? large : 3;
  return { group: isSettledWith ? 4 : own, width, high: (first.tax ?? first.gain).high };
}

function descending(a: Usd | null, b: Usd | null): number {
  return a === null || b === null ? 0 : compareUsd(b, a);
}

function severe({ severity }: StakedItem): number {
  return severity === "blocking" ? 0 : 1;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
