import { addUsd, timesRatio, type Usd, ZERO_USD } from "@/lib/money/usd";
import { type PartsOfWork, untold } from "@/lib/parts-of-work";
import type { KnownLot, SimulatedSale } from "@/lib/tax/harvest/sale";
import { afterSale, type Situation } from "@/lib/tax/harvest/saving";
import { bestHarvestInParts } from "@/lib/tax/optimal/best-harvest";
import { totalsOf } from "@/lib/tax/optimal/choice";
import { everyLossInParts, goalInParts } from "@/lib/tax/optimal/goals";
import type { HarvestPool, HarvestQuestion } from "@/lib/tax/optimal/harvest-input";
import type { Harvest } from "@/lib/tax/optimal/harvest-result";
import { type LossShare, lossesAhead, partOfLosses } from "@/lib/tax/optimal/part-of-losses";
import { LotPrices } from "@/lib/tax/optimal/priced-lot";
import { fillZeroBand, zeroBandInParts } from "@/lib/tax/optimal/zero-band";
import { type CarryoverIn, type Outcome, outcomeOf } from "@/lib/tax/worksheets/year-return";
import { addYears, type CalendarDate } from "@/lib/time/calendar-date";
import { growthPower } from "./growth";
import { afterHarvest, type Holdings, plannedSales, suggestible } from "./holdings";
import { type RulesOfYear, rulesOfYear } from "./projected-rules";
import type { ExpectedYear, YearsQuestion } from "./question";

/** What a year does besides the sales one means to make anyway. */
export type YearAction =
  | "nothing"
  | "best-harvest"
  | "use-up-gains"
  | "reach-loss-limit"
  | "every-loss"
  | "fill-zero-band"
  | "part-of-losses"
  | "losses-ahead";

/** Losses for a year and the ones after it: how much better a lot is sold now than later, and how much loss the year shall have. */
export interface LossesAhead {
  readonly better: (pool: HarvestPool, lot: KnownLot) => Usd;
  readonly upTo: Usd;
}

/** A way through a year: what is done, and where that is a part of the losses, which. */
export interface YearWay {
  readonly action: YearAction;
  readonly share: LossShare | null;
  readonly ahead: LossesAhead | null;
}

/** Every way there is whatever the other years do; the first is to do nothing. */
export const WAYS: readonly YearWay[] = (
  [
    "nothing",
    "best-harvest",
    "fill-zero-band",
    "reach-loss-limit",
    "use-up-gains",
    "every-loss",
  ] as const
).map((action) => ({ action, share: null, ahead: null }));

/** Nothing besides the sales one means to make anyway. */
export const IDLE: YearWay = { action: "nothing", share: null, ahead: null };

/** One year of a plan, every figure by the worksheets. */
export interface YearStep {
  readonly year: number;
  /** The year's amounts are carried forward, so everything here is projected. */
  readonly projected: boolean;
  readonly basedOn: number;
  readonly carryoverIn: CarryoverIn;
  readonly planned: readonly SimulatedSale[];
  readonly action: YearAction;
  /** null when nothing is suggested. */
  readonly suggested: Harvest | null;
  /** Lines 7, 15, 16, 21, tax and carryover out with the planned and suggested sales. */
  readonly outcome: Outcome;
  /** Long gain the year could still realise for no tax before the suggestion. */
  readonly zeroRoom: Usd;
  /** Costs of the suggested sales, and of buying back. */
  readonly costs: Usd;
  /** Tax and those costs, worth in the first year's dollars where a discount is told. */
  readonly weighed: Usd;
}

/** A year computed, and what is held after it. */
export interface YearDone {
  readonly step: YearStep;
  readonly holdings: Holdings;
}

/** What comes into a year. */
export interface YearBegin {
  readonly at: number;
  readonly holdings: Holdings;
  readonly carryoverIn: CarryoverIn;
  readonly factor: string;
}

/** A year with its planned sales made: what every action of it begins with. */
export interface YearPlanned {
  readonly begin: YearBegin;
  readonly of: RulesOfYear;
  readonly orders: readonly SimulatedSale[];
  readonly left: Holdings;
  /** The year as it stands then, and what may be suggested. */
  readonly question: HarvestQuestion;
  readonly zeroRoom: Usd;
}

/** Makes a year's planned sales. */
export function planYear(asked: YearsQuestion, begin: YearBegin): YearPlanned {
  const expected = asked.years[begin.at];
  const of = rulesOfYear(asked.firstYear + begin.at, asked.indexing);
  const sold = addYears(asked.sold, begin.at);
  const when = { year: begin.at, sold, factor: begin.factor };
  const { orders, left } =
    expected === undefined
      ? { orders: [], left: begin.holdings }
      : plannedSales(asked, begin.holdings, expected, when);
  const situation = afterSale(situationOf(asked, begin, expected, of), totalsOf(orders));
  const pools = suggestible(asked, left, begin.at, begin.factor);
  const prices = begin.factor === "1" ? { prices: pricesOf(asked) } : {};
  const question = { ...questionOf(asked, situation, pools, sold), ...prices };
  const zeroRoom = fillZeroBand({ ...question, pools: [] }).room;
  return { begin, of, orders, left, question, zeroRoom };
}

const known = new WeakMap<YearsQuestion["pools"], LotPrices>();

/** Prices as expected: most lots are the same whatever was done in the years before. */
function pricesOf({ pools }: YearsQuestion): LotPrices {
  const prices = known.get(pools) ?? new LotPrices();
  known.set(pools, prices);
  return prices;
}

/** Runs one year after its planned sales with what an action suggests: the whole return. */
export function runYear(
  asked: YearsQuestion,
  planned: YearPlanned,
  action: YearAction,
  harvest: Harvest | null,
): YearDone {
  const { begin, of, orders, left, question, zeroRoom } = planned;
  const { situation, sold } = question;
  const outcome = harvest === null ? outcomeOf(situation) : harvest.saving.after;
  const costs = harvest === null ? ZERO_USD : harvest.costs;
  const step: YearStep = {
    year: asked.firstYear + begin.at,
    projected: of.projected,
    basedOn: of.basedOn,
    carryoverIn: begin.carryoverIn,
    planned: orders,
    action: harvest === null ? "nothing" : action,
    suggested: harvest,
    outcome,
    zeroRoom,
    costs,
    weighed: worthToday(asked, addUsd(outcome.tax.total, costs), begin.at),
  };
  return { step, holdings: harvest === null ? left : afterHarvest(asked, left, harvest, sold) };
}

function situationOf(
  asked: YearsQuestion,
  { at, carryoverIn }: YearBegin,
  expected: ExpectedYear | undefined,
  { rules }: RulesOfYear,
): Situation {
  const none = { short: ZERO_USD, long: ZERO_USD, collectible: ZERO_USD };
  const status = expected?.filingStatus ?? "single";
  return {
    gains: at === 0 ? asked.gains : none,
    carryoverIn,
    profile: {
      year: rules.year,
      filingStatus: status,
      ordinaryIncome: expected?.ordinaryIncome ?? ZERO_USD,
      deduction: expected?.deduction ?? rules.standardDeduction[status],
      qualifiedDividends: expected?.qualifiedDividends ?? ZERO_USD,
      otherInvestmentIncome: expected?.otherInvestmentIncome ?? ZERO_USD,
      magiAddBack: expected?.magiAddBack ?? ZERO_USD,
      otherShort: ZERO_USD,
      otherLong: ZERO_USD,
      shortCarryoverIn: null,
      longCarryoverIn: null,
    },
    rules,
    method: "schedule",
  };
}

function questionOf(
  { costs, buysBack }: YearsQuestion,
  situation: Situation,
  pools: Holdings,
  sold: CalendarDate,
): HarvestQuestion {
  const again = buysBack ? { again: costs.rate } : {};
  return { situation, pools, sold, costs: { ...costs, fixedPer: "order", ...again } };
}

/** What an action sells, exact in itself and in quantities one can order; null when that is nothing. */
export function* suggestionOf(
  question: HarvestQuestion,
  way: YearWay,
): PartsOfWork<Harvest | null> {
  const harvest = yield* untold(harvestBy(question, way));
  return harvest === null || harvest.sales.length === 0 ? null : harvest;
}

function* harvestBy(
  question: HarvestQuestion,
  { action, share, ahead }: YearWay,
): PartsOfWork<Harvest | null> {
  switch (action) {
    case "nothing":
      return null;
    case "best-harvest":
      return (yield* bestHarvestInParts(question)).orderable;
    case "every-loss":
      return (yield* everyLossInParts(question)).orderable;
    case "fill-zero-band":
      return (yield* zeroBandInParts(question)).harvest;
    case "part-of-losses":
      return share === null ? null : yield* partOfLosses(question, share);
    case "losses-ahead":
      return ahead === null ? null : yield* lossesAhead(question, ahead.better, ahead.upTo);
    default:
      return (yield* goalInParts(question, action)).orderable;
  }
}

/** Dollars of a later year in the first year's. */
export function worthToday({ discount }: YearsQuestion, amount: Usd, years: number): Usd {
  if (discount === null) {
    return amount;
  }
  const { top, bottom } = growthPower(discount, years);
  return timesRatio(amount, bottom, top);
}
