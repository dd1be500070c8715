import { addUsd, subtractUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { SimulatedSale } from "@/lib/tax/harvest/sale";
import type { YearStep } from "@/lib/tax/plan-years/one-year";
import type { PriceCase, YearsPlan } from "@/lib/tax/plan-years/plan-years";
import type { Outcome } from "@/lib/tax/worksheets/year-return";
import type { Books } from "../gains/books";
import { estimateUsd } from "../gains/plain";
import { pairedSheets } from "../gains/worksheet-pair";
import { harvestOrders } from "../sale-choice/harvest-orders";
import { changesInTurn } from "../season/saving-steps";
import type { PlanYearView, PriceCaseView, YearsAnswer } from "./years-views";

/** A plan in words and text. */
export function yearsAnswer(books: Books, plan: YearsPlan): YearsAnswer {
  return {
    saving: estimateUsd(plan.saving),
    tax: estimateUsd(plan.total.tax),
    taxWithout: estimateUsd(plan.totalWithout.tax),
    costs: estimateUsd(plan.total.costs),
    within: plan.proof.proven ? null : estimateUsd(plan.proof.within),
    years: plan.steps.map((step, at) => yearView(books, step, plan.without[at] ?? step)),
    cases: plan.sensitivity.map(caseView),
  };
}

function yearView(books: Books, step: YearStep, without: YearStep): PlanYearView {
  const { carryoverIn, suggested } = step;
  return {
    year: step.year,
    isProjected: step.projected,
    basedOn: step.basedOn,
    carryoverIn: estimateUsd(addUsd(carryoverIn.short, carryoverIn.long)),
    action: step.action,
    plannedGain: step.planned.length === 0 ? null : estimateUsd(gainOf(step.planned)),
    suggestedGain:
      suggested === null
        ? null
        : estimateUsd(gainOf(suggested.sales.flatMap(({ orders }) => orders))),
    zeroRoom: estimateUsd(step.zeroRoom),
    tax: estimateUsd(step.outcome.tax.total),
    taxWithout: estimateUsd(without.outcome.tax.total),
    difference: estimateUsd(subtractUsd(step.outcome.tax.total, without.outcome.tax.total)),
    costs: estimateUsd(step.costs),
    carryoverOut: estimateUsd(carryoverOut(step.outcome)),
    orders: suggested === null ? [] : harvestOrders(books, suggested, true),
    sheets: pairedSheets(without.outcome, step.outcome),
  };
}

const gainOf = (sales: readonly SimulatedSale[]): Usd =>
  sumUsd(sales.flatMap(({ totals }) => [totals.short, totals.long, totals.collectible]));

const carryoverOut = ({ shortCarryoverOut, longCarryoverOut }: Outcome): Usd =>
  addUsd(shortCarryoverOut, longCarryoverOut);

/** Factors of price as people say them. */
const CHANGES: Readonly<Record<string, string>> = {
  "0.5": "50% lower",
  "0.75": "25% lower",
  "1": "as expected",
  "1.25": "25% higher",
  "1.5": "50% higher",
};

function caseView({ factor, withPlan, without, steps }: PriceCase): PriceCaseView {
  const worth = savedInTurn(steps);
  return {
    key: `prices-${factor}`,
    change: CHANGES[factor] ?? `${factor} times`,
    tax: estimateUsd(withPlan.tax),
    taxWithout: estimateUsd(without.tax),
    saved: estimateUsd(subtractUsd(without.weighed, withPlan.weighed)),
    years: steps.map(({ withPlan: then, without: now }, at) => ({
      year: then.year,
      difference: estimateUsd(subtractUsd(then.outcome.tax.total, now.outcome.tax.total)),
      costs: estimateUsd(then.costs),
      worth: estimateUsd(worth[at] ?? ZERO_USD),
      sheets: pairedSheets(now.outcome, then.outcome),
    })),
  };
}

/** What each year adds to what is saved, in whole cents that add up. */
function savedInTurn(steps: PriceCase["steps"]): readonly Usd[] {
  let saved = ZERO_USD;
  const soFar = steps.map(({ withPlan, without }) => {
    saved = addUsd(saved, subtractUsd(without.weighed, withPlan.weighed));
    return saved;
  });
  return changesInTurn(ZERO_USD, soFar).changes;
}
