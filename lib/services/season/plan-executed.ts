import type { PlanVersion, StoredPlanSale } from "@/db/queries/plans";
import { assetText } from "@/lib/assets/label";
import { formatPrice, formatQuantity } from "@/lib/money/format";
import { unitPrice } from "@/lib/money/price";
import {
  type Quantity,
  quantity,
  quantityText,
  signQuantity,
  subtractQuantity,
} from "@/lib/money/quantity";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { formFacts } from "@/lib/tax/forms/form-facts";
import { countedGains } from "@/lib/tax/harvest/counted-gains";
import {
  type ExecutedSale,
  type ExecutedSavings,
  executedPlan,
  negatedSale,
  type SaleThen,
} from "@/lib/tax/harvest/executed-plan";
import { afterSale, type Situation, savingIn } from "@/lib/tax/harvest/saving";
import { accountId, assetId } from "@/lib/tax/transaction";
import { dateIn } from "@/lib/time/instant";
import type { Books } from "../gains/books";
import { estimateUsd, plainPrice } from "../gains/plain";
import { soldSum } from "../gains/sold-sum";
import { situationNow } from "./plan-now";
import { type PlanSheets, saleKeys, sheetsOf } from "./plan-sheets";
import { changesInTurn } from "./saving-steps";

/** A planned sale beside what was sold. Amounts are decimal text; null: not known. */
export interface ExecutedSaleView {
  readonly key: string;
  readonly asset: string;
  readonly planned: string;
  readonly sold: string;
  readonly priceThen: string | null;
  /** Dollars a unit brought after costs. */
  readonly received: string | null;
  readonly gainThen: string;
  readonly gain: string | null;
  /** `gain` opens its worksheets. */
  readonly isAskable: boolean;
  readonly days: readonly string[];
  /** In what it differs from the plan, one sentence each. */
  readonly differences: readonly string[];
}

/** Why the plan's sales saved more or less than planned: the steps add up to the difference. */
export interface SavingStep {
  /** Names in an address the year without and with the sales as they are after this step. */
  readonly key: string;
  readonly label: string;
  readonly change: string;
}

/** A plan against what was sold. */
export interface ExecutedView {
  readonly planned: string;
  /** What the sales made saved; null: a gain, the year's profile or its amounts are not known. */
  readonly saved: string | null;
  readonly steps: readonly SavingStep[];
  readonly sales: readonly ExecutedSaleView[];
  /** The worksheets of the step that is asked for. */
  readonly sheets: PlanSheets | null;
}

/** Holds a version of a plan against the sales of its year since it was saved. */
export function executedView(
  books: Books,
  shown: PlanVersion,
  why: string | undefined,
): ExecutedView {
  const { plan } = shown;
  const situation = situationNow(books, shown.year);
  const { closedLots } = books.ledger;
  const facts = formFacts({ ...books.forms, assets: books.settings.assets });
  const result = executedPlan({
    sales: plan.sales.map((sale) => saleThen(books, sale)),
    closedLots,
    savedOn: dateIn(books.settings.timeZone)(shown.enteredAt),
    situation,
    ...(situation === null
      ? {}
      : {
          countedAs: (sales) =>
            countedGains(sales, { closedLots, year: shown.year, situation, facts }),
        }),
  });
  return {
    planned: plan.saving,
    ...(result.savings === null
      ? { saved: null, steps: [] }
      : savedInSteps(usd(plan.saving), result.savings)),
    sheets:
      (result.savings === null ? null : sheetsOfStep(result.savings, why)) ??
      sheetsOfSold(shown, result.sales, situation, why),
    sales: plan.sales.flatMap((sale, index) => {
      const sold = result.sales[index];
      return sold === undefined ? [] : [saleView(sale, sold, situation)];
    }),
  };
}

function saleThen(books: Books, sale: StoredPlanSale): SaleThen {
  const facts = books.settings.assets.find(({ asset }) => asset === sale.asset);
  return {
    account: accountId(sale.account),
    asset: assetId(sale.asset),
    collectible: facts?.collectible ?? false,
    lots: sale.lots.map(({ lot, acquired, quantity: units, gain, term }) => ({
      lot,
      acquired,
      quantity: quantity(units),
      gain: usd(gain),
      term,
    })),
  };
}

const STEPS = [
  {
    key: "year",
    label: "The year: income, status, other sales",
    of: "inThisYear",
    run: "The planned sales, in the year as it stands",
  },
  {
    key: "units",
    label: "Units that were not sold",
    of: "unitsSold",
    run: "Only the planned units that were sold",
  },
  {
    key: "price",
    label: "Price, costs, and the day's term",
    of: "asSold",
    run: "These units, as they were sold",
  },
  {
    key: "lots",
    label: "Other lots sold, or more units",
    of: "withOthers",
    run: "All that was sold there since",
  },
] as const;

function sheetsOfStep(savings: ExecutedSavings, why: string | undefined): PlanSheets | null {
  const step = STEPS.find(({ key }) => key === why);
  return step === undefined ? null : sheetsOf(step.run, savings[step.of]);
}

/** One sale that was made: the year as it stands, without it and with it. */
function sheetsOfSold(
  { plan }: PlanVersion,
  sales: readonly ExecutedSale[],
  situation: Situation | null,
  why: string | undefined,
): PlanSheets | null {
  const at = plan.sales.findIndex(({ key }) => saleKeys(key).sold === why);
  const { totals = null, proceeds = null } = sales[at] ?? {};
  if (situation === null || totals === null || proceeds === null) {
    return null;
  }
  const runs = savingIn(afterSale(situation, negatedSale(totals)), totals);
  const sum = soldSum(proceeds, totals, runs, true);
  return sheetsOf(`Sale ${at + 1} as it was made, all else of the year in both`, runs, sum);
}

function savedInSteps(
  planned: Usd,
  savings: ExecutedSavings,
): Pick<ExecutedView, "saved" | "steps"> {
  const { changes, end } = changesInTurn(
    planned,
    STEPS.map(({ of }) => savings[of].saving),
  );
  return {
    saved: usdText(end),
    steps: STEPS.map(({ key, label }, index) => ({
      key,
      label,
      change: usdText(changes[index] ?? ZERO_USD),
    })),
  };
}

function saleView(
  sale: StoredPlanSale,
  { sold, proceeds, gain, days, otherLots, hasOtherTerm }: ExecutedSale,
  situation: Situation | null,
): ExecutedSaleView {
  const isSold = signQuantity(sold) > 0;
  const received = proceeds === null || !isSold ? null : plainPrice(unitPrice(proceeds, sold));
  const view = {
    key: sale.key,
    asset: sale.asset,
    planned: sale.quantity,
    sold: quantityText(sold),
    priceThen: sale.price?.price ?? null,
    received,
    gainThen: sale.gain,
    gain: isSold ? estimateUsd(gain) : null,
    isAskable: isSold && gain !== null && situation !== null,
    days,
  };
  return { ...view, differences: differencesOf(view, { otherLots, hasOtherTerm }) };
}

function differencesOf(
  { asset, planned, sold, priceThen, received }: Omit<ExecutedSaleView, "differences">,
  { otherLots, hasOtherTerm }: { otherLots: Quantity; hasOtherTerm: boolean },
): readonly string[] {
  const sign = assetText(asset);
  const left = subtractQuantity(quantity(planned), quantity(sold));
  const isMoved = received !== null && priceThen !== null && received !== priceThen;
  return [
    ...(signQuantity(left) > 0
      ? [`${formatQuantity(left)} of ${formatQuantity(planned)} ${sign} not sold.`]
      : []),
    ...(isMoved
      ? [`${formatPrice(received)} a unit after costs, planned at ${formatPrice(priceThen)}.`]
      : []),
    ...(signQuantity(otherLots) > 0
      ? [`${formatQuantity(otherLots)} ${sign} went out of other lots.`]
      : []),
    ...(hasOtherTerm ? ["Some of it counted with another term than planned."] : []),
  ];
}
