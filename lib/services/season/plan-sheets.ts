import type {
  PlanVersion,
  StoredPlanCosts,
  StoredPlanInputs,
  StoredPlanSale,
} from "@/db/queries/plans";
import { price, valueAt } from "@/lib/money/price";
import { quantity } from "@/lib/money/quantity";
import { addUsd, subtractUsd, sumUsd, type Usd, usd, ZERO_USD } from "@/lib/money/usd";
import type { SaleTotals, Saving } from "@/lib/tax/harvest/harvest";
import { classOf } from "@/lib/tax/harvest/sale";
import { afterSale, type Situation, savingIn } from "@/lib/tax/harvest/saving";
import { totalsOf } from "@/lib/tax/optimal/choice";
import { rulesFor } from "@/lib/tax/rules/by-year";
import { ENGINE_VERSION } from "@/lib/tax/version";
import type { Books } from "../gains/books";
import { otherCents } from "../gains/picks";
import { estimateUsd, sumKnown } from "../gains/plain";
import { type SoldSum, soldSum } from "../gains/sold-sum";
import { type PairedSheet, pairedSheets } from "../gains/worksheet-pair";

/** The year without and with sales of a plan, every line. */
export interface PlanSheets {
  readonly title: string;
  /** Tax with less tax without. */
  readonly tax: string;
  /** The sales written out; null: it is not known what they bring, or the runs hold more than them. */
  readonly sum: SoldSum | null;
  /** What the plan says is saved where its cents are not those of `tax`: sales are rounded in turn (`changesInTurn`). */
  readonly shown: string | null;
  readonly sheets: readonly PairedSheet[];
}

/** Orders as they would be, or were. */
export interface PlanOrders {
  /** What they bring before costs; null: not known. */
  readonly gross: Usd | null;
  readonly totals: SaleTotals;
}

/** Two runs of a year, line by line. */
export function sheetsOf(
  title: string,
  { now, after }: Pick<Saving, "now" | "after">,
  sum: SoldSum | null = null,
): PlanSheets {
  return {
    title,
    tax: estimateUsd(subtractUsd(after.tax.total, now.tax.total)),
    sum,
    shown: null,
    sheets: pairedSheets(now, after),
  };
}

/** A year without and with orders, and these written out. */
export function ordersSheets(
  title: string,
  start: Situation,
  orders: readonly PlanOrders[],
): PlanSheets {
  const totals = totalsOf(orders);
  const gross = sumKnown(orders.map((order) => order.gross));
  const runs = savingIn(start, totals);
  return sheetsOf(title, runs, gross === null ? null : soldSum(gross, totals, runs));
}

/** Names in an address what a planned sale saves as planned and now, and what it brought. */
export const saleKeys = (sale: string) => ({
  planned: `planned~${sale}`,
  now: `now~${sale}`,
  sold: `sold~${sale}`,
});

/** A version as it was computed: its year, and each sale in order. */
export interface PlanThen {
  readonly start: Situation;
  readonly sales: readonly (PlanOrders & { readonly sale: StoredPlanSale })[];
}

/** What `why` names of a version as it was saved: all its sales ("saved"), or one after those above it. */
export function sheetsThen({ start, sales }: PlanThen, why: string | undefined): PlanSheets | null {
  if (why === "saved") {
    return ordersSheets("As it was saved", start, sales);
  }
  const at = sales.findIndex(({ sale }) => saleKeys(sale.key).planned === why);
  const one = sales[at];
  if (one === undefined) {
    return null;
  }
  const sheets = ordersSheets(
    `Sale ${at + 1} as it was saved${at === 0 ? "" : ", after the sales above it"}`,
    afterSale(start, totalsOf(sales.slice(0, at))),
    [one],
  );
  return { ...sheets, shown: otherCents(usd(one.sale.saving), usd(sheets.tax)) };
}

/** Why the figures of a version open no worksheets. */
export type NoSheets =
  | { readonly code: "not-kept" }
  | {
      /** Today's worksheets come to another tax from the same sales and inputs: an older engine, or other facts of an asset, computed it. */
      readonly code: "computed-otherwise";
      readonly engine: string;
      readonly taxWithout: string;
      readonly taxWith: string;
      readonly saving: string;
    };

/** A version run again from what was kept with it; `isSame`: today's worksheets come to the tax it says. */
export interface PlanAgain extends PlanThen {
  readonly isSame: boolean;
}

/** What `why` names of a version that was computed otherwise: its sales and inputs by today's engine ("again"). */
export function sheetsAgain(again: PlanAgain, why: string | undefined): PlanSheets | null {
  return why === "again" && !again.isSame
    ? ordersSheets(
        "The same sales and inputs, as today's engine computes them",
        again.start,
        again.sales,
      )
    : null;
}

/** Null where its figures open their worksheets. */
export function noSheetsOf(again: PlanAgain | null): NoSheets | null {
  if (again === null) {
    return { code: "not-kept" };
  }
  if (again.isSame) {
    return null;
  }
  const { now, after, saving } = savingIn(again.start, totalsOf(again.sales));
  return {
    code: "computed-otherwise",
    engine: ENGINE_VERSION,
    taxWithout: estimateUsd(now.tax.total),
    taxWith: estimateUsd(after.tax.total),
    saving: estimateUsd(saving),
  };
}

/** A version's own year and sales from what was kept with it, run again. Null where nothing was kept. */
export function planAgain(
  { settings }: Pick<Books, "settings">,
  { year, plan }: Pick<PlanVersion, "year" | "plan">,
): PlanAgain | null {
  const start = plan.inputs === undefined ? null : situationThen(year, plan.inputs);
  if (start === null || plan.inputs === undefined) {
    return null;
  }
  const { costs } = plan.inputs;
  const collectibles = new Set(
    settings.assets.flatMap(({ asset, collectible }) => (collectible ? [`${asset}`] : [])),
  );
  const sales = plan.sales.map((sale) => ({
    sale,
    ...ordersThen(sale, collectibles.has(sale.asset), costs),
  }));
  const { now, after } = savingIn(start, totalsOf(sales));
  const isSame =
    estimateUsd(now.tax.total) === plan.taxWithout && estimateUsd(after.tax.total) === plan.taxWith;
  return { start, sales, isSame };
}

/** The lots' values were kept after costs, so these are what the price brings beyond them. */
function ordersThen(
  { account, lots, price: kept, quantity: units }: StoredPlanSale,
  isCollectible: boolean,
  costs: StoredPlanCosts,
): PlanOrders {
  const totals = { short: ZERO_USD, long: ZERO_USD, collectible: ZERO_USD };
  for (const { gain, term } of lots) {
    const kind = classOf(term, isCollectible);
    totals[kind] = addUsd(totals[kind], usd(gain));
  }
  const gross = kept === null ? null : valueAt(price(kept.price), quantity(units));
  const fees =
    gross === null || !isCharged(costs, account)
      ? ZERO_USD
      : subtractUsd(gross, sumUsd(lots.map(({ value }) => usd(value))));
  return { gross, totals: { ...totals, fees } };
}

/** Where nothing is charged, what the cents of the lots' values leave is no cost. */
function isCharged({ fee, feeFixed, accounts = [] }: StoredPlanCosts, account: string): boolean {
  const isTyped = fee !== "" || feeFixed !== "";
  const own = isTyped ? { fee, feeFixed } : accounts.find((each) => each.account === account);
  return own !== undefined && /[1-9]/.test(own.fee + own.feeFixed);
}

function situationThen(year: number, { profile, realised }: StoredPlanInputs): Situation | null {
  const rules = rulesFor(year);
  return rules.ok
    ? {
        gains: {
          short: usd(realised.short),
          long: usd(realised.long),
          collectible: usd(realised.collectible),
        },
        carryoverIn: {
          short: usd(realised.shortCarryoverIn),
          long: usd(realised.longCarryoverIn),
        },
        profile: {
          year,
          filingStatus: profile.filingStatus,
          ordinaryIncome: usd(profile.ordinaryIncome),
          deduction: usd(profile.deduction),
          qualifiedDividends: usd(profile.qualifiedDividends),
          otherInvestmentIncome: usd(profile.otherInvestmentIncome),
          magiAddBack: usd(profile.magiAddBack),
          otherShort: usd(profile.otherShort),
          otherLong: usd(profile.otherLong),
          shortCarryoverIn: null,
          longCarryoverIn: null,
        },
        rules: rules.value,
        method: "schedule",
      }
    : null;
}
