import { compareRatio } from "@/lib/money/ratio";
import { addUsd, compareUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { NOTHING_SOLD, type Vertex } from "./chain";
import type { GainClass, PricedLot } from "./priced-lot";

/** Selling on from one end of a sale in a fixed order to a later one, as far as one class is concerned. */
export interface Reach {
  readonly kind: GainClass;
  /** Lots sold whole before and after, counted from the first lot of the line. */
  readonly from: number;
  readonly to: number;
  readonly change: Vertex;
}

interface End {
  readonly lots: number;
  readonly loss: Usd;
  readonly cost: Usd;
  readonly value: Usd;
}

/**
 * What a sale in a fixed order can do at best to one class: the lower hull of (loss, costs, value) over all its ends, counting the
 * lots of that class alone, gains on the way included. The hulls of the classes together allow all that one end does to all
 * classes at once, so a choice among them bounds every real end. Each step loses more than it began with; steps are in the
 * order in which a dollar of loss costs more and more.
 */
export function hullOf(
  lots: readonly PricedLot[],
  first: number,
  kind: GainClass,
  fixed: Usd,
): readonly Reach[] {
  const hull: End[] = [];
  for (const end of endsOf(lots, first, kind, fixed)) {
    while (hull.length > 0 && isAbove(hull, end)) {
      hull.pop();
    }
    if (hull.length === 0 || compareUsd(end.loss, hull.at(-1)?.loss ?? ZERO_USD) > 0) {
      hull.push(end);
    }
  }
  return hull.slice(1).map((end, at) => {
    const before = hull[at] ?? end;
    return {
      kind,
      from: before.lots,
      to: end.lots,
      change: {
        gains: { ...NOTHING_SOLD.gains, [kind]: subtractUsd(before.loss, end.loss) },
        cost: subtractUsd(end.cost, before.cost),
        value: subtractUsd(end.value, before.value),
      },
    };
  });
}

/** Every end that loses more than all before it, and the begin. */
function endsOf(
  lots: readonly PricedLot[],
  first: number,
  kind: GainClass,
  fixed: Usd,
): readonly End[] {
  let end: End = { lots: first, loss: ZERO_USD, cost: ZERO_USD, value: ZERO_USD };
  const ends = [end];
  let deepest = ZERO_USD;
  lots.forEach((lot, at) => {
    const own = lot.kind === kind;
    end = {
      lots: first + at + 1,
      loss: own ? addUsd(subtractUsd(end.loss, lot.gain), fixed) : end.loss,
      cost: own ? addUsd(addUsd(end.cost, lot.cost), fixed) : end.cost,
      value: own ? addUsd(end.value, lot.value) : end.value,
    };
    if (compareUsd(end.loss, deepest) > 0) {
      deepest = end.loss;
      ends.push(end);
    }
  });
  return ends;
}

/** True when the last end of a hull lies on or above the way from the one before it to a new end. */
function isAbove(hull: readonly End[], end: End): boolean {
  const [before, last] = [hull.at(-2), hull.at(-1)];
  if (before === undefined || last === undefined) {
    return false;
  }
  const [toLast, toEnd] = [subtractUsd(last.loss, before.loss), subtractUsd(end.loss, before.loss)];
  const byCost = compareRatio(
    subtractUsd(last.cost, before.cost),
    toLast,
    subtractUsd(end.cost, before.cost),
    toEnd,
  );
  const byValue = compareRatio(
    subtractUsd(last.value, before.value),
    toLast,
    subtractUsd(end.value, before.value),
    toEnd,
  );
  return byCost > 0 || (byCost === 0 && byValue >= 0);
}
