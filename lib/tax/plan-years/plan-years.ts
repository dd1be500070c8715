import { isPlainDecimal } from "@/lib/money/exact";
import { addQuantity, compareQuantity, type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { compareUsd, subtractUsd, sumUsd, type Usd, usd } from "@/lib/money/usd";
import { atOnce, type PartsOfWork } from "@/lib/parts-of-work";
import { err, ok, type Result } from "@/lib/result";
import { isKnown } from "@/lib/tax/harvest/sale";
import type { Proof } from "@/lib/tax/optimal/proof";
import type { LotId } from "@/lib/tax/settings";
import { isGrowth } from "./growth";
import { IDLE, type YearStep, type YearWay } from "./one-year";
import { MOST_YEARS, type YearsQuestion, type YearsRefusal } from "./question";
import { YearsSearch } from "./search-years";

/** Tax and costs over all years. */
export interface YearsTotal {
  readonly tax: Usd;
  readonly costs: Usd;
  /** Both, later years in the first year's dollars where a discount is told. */
  readonly weighed: Usd;
}

/** The same actions while all later prices are this many times what was expected. */
export interface PriceCase {
  readonly factor: string;
  readonly withPlan: YearsTotal;
  readonly without: YearsTotal;
  /** The years of both. */
  readonly steps: readonly { readonly withPlan: YearStep; readonly without: YearStep }[];
}

/** A plan of up to six years. */
export interface YearsPlan {
  readonly steps: readonly YearStep[];
  /** The years with the planned sales alone. */
  readonly without: readonly YearStep[];
  readonly total: YearsTotal;
  readonly totalWithout: YearsTotal;
  /** Weighed total without the suggestions less with them. */
  readonly saving: Usd;
  /** To the cent, by a true bound over all years (`YearsBound`). */
  readonly proof: Proof;
  readonly sensitivity: readonly PriceCase[];
}

const AS_EXPECTED = "1";

/** Factors of price the plan is tried with. */
export const PRICE_FACTORS: readonly string[] = ["0.5", "0.75", AS_EXPECTED, "1.25", "1.5"];

/**
 * What to harvest, and which gains to realise, in each of up to six years so that tax and costs over all of them are least, as far
 * as found: each year is one exact step of `lib/tax/optimal`, the years are chosen together by trying every action of one year
 * after the other until nothing helps. Carryovers go from year to year by the worksheet (IRC 1212(b)). It never says less
 * than doing nothing, and never more than what can be computed: years without published amounts are projected and say so.
 */
export function planYears(asked: YearsQuestion): Result<YearsPlan, YearsRefusal> {
  return atOnce(planInParts(asked));
}

/** Stages `planInParts` tells of. */
export function stagesOfPlan({ years }: YearsQuestion): number {
  return years.length + PRICE_FACTORS.length;
}

/** The same in parts, which tell how many stages are behind: one for each year taken in, and one for each price tried. */
export function* planInParts(asked: YearsQuestion): PartsOfWork<Result<YearsPlan, YearsRefusal>> {
  const refusal = refusalOf(asked);
  if (refusal !== null) {
    return err(refusal);
  }
  const search = new YearsSearch(asked, AS_EXPECTED);
  const { ways, bound } = yield* search.best();
  const steps = yield* search.stepsOf(ways);
  const nothing = asked.years.map(() => IDLE);
  const without = yield* search.stepsOf(nothing);
  const [total, totalWithout] = [totalOf(steps), totalOf(without)];
  const sensitivity: PriceCase[] = [];
  for (const factor of PRICE_FACTORS) {
    const other = factor === AS_EXPECTED ? search : new YearsSearch(asked, factor);
    sensitivity.push(yield* priceCase(factor, other, ways, nothing));
    yield asked.years.length + sensitivity.length;
  }
  return ok({
    steps,
    without,
    total,
    totalWithout,
    saving: subtractUsd(totalWithout.weighed, total.weighed),
    proof: proofTo(subtractUsd(total.weighed, bound)),
    sensitivity,
  });
}

function* priceCase(
  factor: string,
  search: YearsSearch,
  ways: readonly YearWay[],
  nothing: readonly YearWay[],
): PartsOfWork<PriceCase> {
  const withPlan = yield* search.stepsOf(ways);
  const without = yield* search.stepsOf(nothing);
  return {
    factor,
    withPlan: totalOf(withPlan),
    without: totalOf(without),
    steps: withPlan.flatMap((step, at) => {
      const before = without[at];
      return before === undefined ? [] : [{ withPlan: step, without: before }];
    }),
  };
}

function totalOf(steps: readonly YearStep[]): YearsTotal {
  return {
    tax: sumUsd(steps.map(({ outcome }) => outcome.tax.total)),
    costs: sumUsd(steps.map(({ costs }) => costs)),
    weighed: sumUsd(steps.map(({ weighed }) => weighed)),
  };
}

const CENT = usd("0.01");

function proofTo(within: Usd): Proof {
  return compareUsd(within, CENT) < 0 ? { proven: true } : { proven: false, within };
}

function refusalOf(asked: YearsQuestion): YearsRefusal | null {
  const count = asked.years.length;
  if (count < 1 || count > MOST_YEARS) {
    return { code: "years", message: `A plan looks at one to ${MOST_YEARS} years.` };
  }
  const rates = [asked.indexing, asked.discount ?? "0", ...asked.growth.values()];
  if (!rates.every((rate) => isPlainDecimal(rate) && isGrowth(rate))) {
    return { code: "rate", message: "A yearly change is a plain number above -1, such as 0.02." };
  }
  const lot = lotTooSmall(asked);
  return lot === null
    ? null
    : {
        code: "lot",
        message: `Lot ${lot} does not hold what the planned sales take, or its basis is not known.`,
      };
}

/** The first lot planned to be sold that is not held, not known, or sold for more than it holds. */
function lotTooSmall({ years, pools }: YearsQuestion): LotId | null {
  const held = new Map(
    pools.flatMap(({ lots }) => lots.filter(isKnown).map(({ lot, quantity }) => [lot, quantity])),
  );
  const planned = new Map<LotId, Quantity>();
  for (const { lot, quantity } of years.flatMap(({ sales }) => sales)) {
    const units = addQuantity(planned.get(lot) ?? ZERO_QUANTITY, quantity);
    planned.set(lot, units);
    const all = held.get(lot);
    if (all === undefined || compareQuantity(units, all) > 0) {
      return lot;
    }
  }
  return null;
}
