import {
  addUsd,
  floorZeroUsd,
  minUsd,
  negateUsd,
  signUsd,
  sumUsd,
  timesRatio,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { atOnce, type PartsOfWork } from "@/lib/parts-of-work";
import type { Situation } from "@/lib/tax/harvest/saving";
import { type BestHarvest, harvestFor } from "./best-harvest";
import { bookOf, hasFixed, NO_HARVEST_COSTS } from "./harvest-book";
import type { HarvestQuestion } from "./harvest-input";
import { costsOf } from "./line";
import { type Plane, sideOf } from "./planes";
import { compareFigures } from "./problem";
import { proofOf } from "./proof";
import type { Surface } from "./surface";

/**
 * What a harvest is to reach at the least cost: no net gain (line 16 at zero), no net short-term gain (line 7 at zero), or the
 * whole loss allowed against other income (line 16 at minus 3,000; 1,500 married filing separately: IRC 1211(b)).
 */
export type HarvestGoal = "use-up-gains" | "use-up-short-gains" | "reach-loss-limit";

/** The cheapest harvest that reaches a goal, or comes as near as the lots allow. */
export interface GoalHarvest extends BestHarvest {
  /** Dollars of gain that stay above the goal with the exact choice; zero when it is reached. */
  readonly missing: Usd;
}

/**
 * Reaches a goal with the least costs of selling, among equals with the least value sold. At the goal the year's tax is the same
 * whichever lots led there (at line 16 at or below zero no class keeps a gain), so nothing else tells choices apart. The saving
 * stands beside it by the whole return and may be less than the costs.
 */
export function harvestForGoal(asked: HarvestQuestion, goal: HarvestGoal): GoalHarvest {
  return atOnce(goalInParts(asked, goal));
}

/** The same in parts. */
export function* goalInParts(asked: HarvestQuestion, goal: HarvestGoal): PartsOfWork<GoalHarvest> {
  const situation: Situation = { ...asked.situation, method: "schedule" };
  const plane = planeOf(situation, goal);
  const found = yield* harvestFor({ ...asked, situation }, distanceFrom(plane));
  const { short, long, collectible } = found.best.totals;
  const { gains } = situation;
  const missing = floorZeroUsd(
    sideOf(plane, {
      short: addUsd(gains.short, short),
      long: addUsd(gains.long, long),
      collectible: addUsd(gains.collectible, collectible),
    }),
  );
  if (!hasFixed(bookOf({ ...asked, situation }, distanceFrom(plane)))) {
    return { ...found, missing };
  }
  const least =
    compareFigures(missing, ZERO_USD) > 0
      ? ZERO_USD
      : yield* leastCosts({ ...asked, situation }, plane);
  const proof = proofOf(found.best.costs, least);
  return { ...found, proof, isLeastValue: false, missing };
}

/**
 * No choice that reaches the goal costs less: the same without fixed costs, while each account's lowers the gain by all of it, and one
 * of them for the first sale there has to be.
 */
function* leastCosts(asked: HarvestQuestion, plane: Plane): PartsOfWork<Usd> {
  const usual = asked.costs ?? NO_HARVEST_COSTS;
  const charged = asked.pools.flatMap((pool) => {
    const { fixed, fixedPer } = costsOf(pool, usual);
    return fixedPer === "lot" ? pool.lots.map(() => fixed) : [fixed];
  });
  const eased = { ...plane, level: addUsd(plane.level, sumUsd(charged)) };
  const free = {
    ...asked,
    costs: { ...usual, fixed: ZERO_USD },
    pools: asked.pools.map((pool) =>
      pool.costs === undefined ? pool : { ...pool, costs: { ...pool.costs, fixed: ZERO_USD } },
    ),
  };
  const { best, proof } = yield* harvestFor(free, distanceFrom(eased));
  const shares = proof.proven ? best.costs : ZERO_USD;
  const needsOne = signUsd(sideOf(plane, asked.situation.gains)) > 0;
  const [first = ZERO_USD] = charged;
  return needsOne ? addUsd(shares, charged.reduce(minUsd, first)) : shares;
}

/** Sells every loss that can be reached, at the least costs: past this year's limit the rest is carried on (IRC 1212(b)). */
export function everyLoss(asked: HarvestQuestion): BestHarvest {
  return atOnce(everyLossInParts(asked));
}

/** The same in parts. */
export function everyLossInParts(asked: HarvestQuestion): PartsOfWork<BestHarvest> {
  const situation: Situation = { ...asked.situation, method: "schedule" };
  const plane: Plane = { short: true, long: true, collectible: true, level: FAR, of28: false };
  return harvestFor({ ...asked, situation }, distanceFrom(plane));
}

/** Further down than any losses reach. */
const FAR: Usd = usd("-1000000000000");

function planeOf({ carryoverIn, profile, rules }: Situation, goal: HarvestGoal): Plane {
  const isShort = goal === "use-up-short-gains";
  const both = addUsd(carryoverIn.short, carryoverIn.long);
  const limit = negateUsd(rules.lossLimit[profile.filingStatus]);
  const level = goal === "reach-loss-limit" ? addUsd(both, limit) : both;
  return {
    short: true,
    long: !isShort,
    collectible: !isShort,
    level: isShort ? carryoverIn.short : level,
    of28: false,
  };
}

/** So much dearer is a dollar away from the goal than a dollar of costs: the goal always comes first. */
const FIRST = 1_000_000n;

function distanceFrom(plane: Plane): Surface {
  return {
    planes: [plane],
    at: (gains) => {
      const away = timesRatio(floorZeroUsd(sideOf(plane, gains)), FIRST, 1n);
      return { byParts: away, whole: away };
    },
  };
}

/** True when nothing is missing (but the last decimals of a divided lot). */
export function isReached({ missing }: GoalHarvest): boolean {
  return compareFigures(missing, ZERO_USD) <= 0;
}
