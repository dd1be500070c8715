import { priceText } from "@/lib/money/price";
import { quantity, quantityText } from "@/lib/money/quantity";
import { subtractUsd, timesRate, type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { harvestPlan } from "@/lib/tax/harvest/plan";
import { bestHarvest } from "@/lib/tax/optimal/best-harvest";
import type { HarvestCosts } from "@/lib/tax/optimal/harvest-input";
import { type OptimalLots, optimalLots } from "@/lib/tax/optimal/optimal-lots";
import { planYears, type YearsPlan } from "@/lib/tax/plan-years/plan-years";
import type { ExpectedYear } from "@/lib/tax/plan-years/question";
import { instant } from "@/lib/time/instant";
import { ledgerOf, settings, yearOf } from "@/tests/unit/tax/make";
import { type Portfolio, portfolioOf, SOLD } from "./portfolio";
import { byFlatRate, byHifo, byLoss, COSTS } from "./rivals";

const PORTFOLIOS = 1000;
const LOTS = 20;
const SIZES = [10, 100, 1_000, 10_000];
const dollars = (amount: Usd) => Number(usdText(amount));

/** Dollars lost against the exact optimum, over many portfolios. */
interface Regret {
  readonly by: string;
  readonly average: number;
  readonly worst: number;
  /** Share of the portfolios in which a cent or more is lost. */
  readonly share: number;
}

/** Prints (or gives as JSON) what other ways lose, how often ours is proven, and how long both questions take. */
export function benchHarvest(json: boolean): void {
  const harvests = harvestRegret();
  const sales = saleRegret();
  const times = SIZES.map(timeOf);
  const years = [20, 200, 1_000, 10_000].map((lots) => ({
    lots,
    ms: [1, 3, 6].map((count) => median(() => planOf(42, lots, count))),
  }));
  const plans = PRICES.map(yearsProofs);
  if (json) {
    process.stdout.write(`${JSON.stringify({ harvests, sales, times, years, plans }, null, 1)}\n`);
    return;
  }
  const table = (title: string, rows: readonly Regret[], proven: number) => {
    process.stdout.write(`${title} (${PORTFOLIOS} portfolios of ${LOTS} lots; proven ${proven})\n`);
    for (const { by, average, worst, share } of rows) {
      process.stdout.write(
        `  ${by.padEnd(34)} average ${average.toFixed(2).padStart(9)}   worst ${worst.toFixed(2).padStart(10)}   loses a cent in ${(share * 100).toFixed(1)}%\n`,
      );
    }
  };
  table("Best harvest, dollars lost by", harvests.rows, harvests.proven);
  table("Intended sale, dollars lost by", sales.rows, sales.proven);
  process.stdout.write(
    "lots      best harvest ms   in order (FIFO) ms   $5 a sale ms   intended sale ms\n",
  );
  for (const { lots, harvest, fifo, fixed, sale } of times) {
    process.stdout.write(
      `${String(lots).padEnd(9)} ${harvest.toFixed(0).padStart(15)}   ${fifo.toFixed(0).padStart(18)}   ${fixed.toFixed(0).padStart(12)}   ${sale.toFixed(0).padStart(16)}\n`,
    );
  }
  process.stdout.write("lots      a plan of 1 year ms   of 3 years ms   of 6 years ms\n");
  for (const { lots, ms } of years) {
    const [one = 0, three = 0, six = 0] = ms;
    process.stdout.write(
      `${String(lots).padEnd(9)} ${one.toFixed(0).padStart(19)}   ${three.toFixed(0).padStart(13)}   ${six.toFixed(0).padStart(13)}\n`,
    );
  }
  for (const { prices, plans: count, proven, mean, worst } of plans) {
    process.stdout.write(
      `plans of 3 and 6 years (${LOTS} lots, costs), ${prices}: ${proven} of ${count} proven to the cent; within ${mean.within.toFixed(2)} of ${mean.saving.toFixed(2)} on average, the worst ${worst.within.toFixed(2)} of ${worst.saving.toFixed(2)}\n`,
    );
  }
}

const PLANS = 40;

/** How prices go on, and by what share a year. */
const PRICES = [
  { prices: "prices that stay", growth: "0" },
  { prices: "prices that rise 12% a year", growth: "0.12" },
  { prices: "prices that fall 12% a year", growth: "-0.12" },
] as const;

/** How many plans are proven to the cent, and how far all of them and the worst may be from the best; their saving. */
function yearsProofs({ prices, growth }: (typeof PRICES)[number]) {
  const found = Array.from({ length: PLANS }, (_, at) => at + 1).flatMap((seed) =>
    [3, 6].map((count) => {
      const { proof, saving } = planOf(seed, LOTS, count, growth);
      return { within: proof.proven ? 0 : dollars(proof.within), saving: dollars(saving) };
    }),
  );
  const mean = (of: (plan: (typeof found)[number]) => number) =>
    found.reduce((sum, plan) => sum + of(plan), 0) / found.length;
  return {
    prices,
    plans: found.length,
    proven: found.filter(({ within }) => within === 0).length,
    mean: { within: mean(({ within }) => within), saving: mean(({ saving }) => saving) },
    worst: found.reduce((worst, plan) => (plan.within > worst.within ? plan : worst)),
  };
}

/** A plan of so many years that are all like the first. */
function planOf(seed: number, lots: number, count: number, growth = "0"): YearsPlan {
  const { situation, pools } = portfolioOf(seed, lots);
  const { filingStatus, ordinaryIncome, qualifiedDividends } = situation.profile;
  const expected: ExpectedYear = {
    filingStatus,
    ordinaryIncome,
    deduction: null,
    qualifiedDividends,
    otherInvestmentIncome: ZERO_USD,
    magiAddBack: ZERO_USD,
    sales: [],
  };
  const plan = planYears({
    firstYear: 2026,
    years: Array.from({ length: count }, () => expected),
    gains: situation.gains,
    carryoverIn: situation.carryoverIn,
    pools,
    sold: SOLD,
    growth: new Map(pools.map(({ asset }) => [asset, growth])),
    indexing: "0.02",
    discount: null,
    costs: COSTS,
    buysBack: true,
  });
  if (!plan.ok) {
    throw new Error(plan.error.message);
  }
  return plan.value;
}

function harvestRegret(): { readonly rows: readonly Regret[]; readonly proven: number } {
  const lost = new Map<string, number[]>();
  let proven = 0;
  for (let seed = 1; seed <= PORTFOLIOS; seed += 1) {
    const portfolio = portfolioOf(seed, LOTS);
    const { best, orderable, proof } = harvestOf(portfolio);
    proven += proof.proven ? 1 : 0;
    const note = (by: string, netSaving: Usd, most: Usd) => {
      lost.set(by, [...(lost.get(by) ?? []), dollars(subtractUsd(most, netSaving))]);
    };
    const most = best.saving.netSaving;
    note("ours, exact", most, most);
    note("ours, in eight decimals", orderable.saving.netSaving, most);
    note("HIFO until the cap", byHifo(portfolio), most);
    note("largest loss until the cap", byLoss(portfolio), most);
    note("flat rate: every loss x 37 %", byFlatRate(portfolio), most);
    note("the ranked list, lots named (HIFO)", planSaving(portfolio, "hifo"), most);
    const fifo = harvestOf({
      ...portfolio,
      pools: portfolio.pools.map((pool) => ({ ...pool, order: "fifo" as const })),
    });
    note("the ranked list under FIFO", planSaving(portfolio, "fifo"), fifo.best.saving.netSaving);
  }
  return { rows: regretsOf(lost), proven };
}

const harvestOf = (portfolio: Portfolio, costs: HarvestCosts = COSTS) =>
  bestHarvest({ ...portfolio, sold: SOLD, costs });

/** What the plan's rows save after costs, all of them, by its own figures. */
function planSaving({ situation, pools }: Portfolio, method: "hifo" | "fifo"): Usd {
  const asOf = { at: instant("2026-12-01T12:00:00Z"), date: SOLD };
  const ledger = { ...ledgerOf([], {}, asOf), openLots: pools.flatMap(({ lots }) => lots) };
  const profile = {
    ...situation.profile,
    otherShort: situation.gains.short,
    otherLong: situation.gains.long,
    shortCarryoverIn: situation.carryoverIn.short,
    longCarryoverIn: situation.carryoverIn.long,
  };
  const order = {
    id: "h",
    account: null,
    method,
    effectiveFrom: instant("2026-01-01T00:00:00Z"),
    madeAt: instant("2026-01-01T00:00:00Z"),
    toldBrokerAt: null,
  };
  const plan = harvestPlan({
    ledger,
    year: yearOf(ledger, [profile], 2026),
    profile,
    settings: settings({ standingOrders: [order] }),
    quotes: pools.map(({ asset, price }) => ({
      asset,
      price: priceText(price),
      at: asOf.at,
      source: "bench",
    })),
    asOf,
    costs: COSTS,
  });
  if (!plan.ok) {
    throw new Error(plan.error.message);
  }
  const rows = plan.value.rows.filter(({ pastCap }) => !pastCap);
  return rows.reduce(
    (left, { value }) => subtractUsd(left, timesRate(value, COSTS.rate)),
    plan.value.saving,
  );
}

/** Half of each portfolio's largest pool, sold anyway. */
function saleRegret(): { readonly rows: readonly Regret[]; readonly proven: number } {
  const lost = new Map<string, number[]>();
  let proven = 0;
  for (let seed = 1; seed <= PORTFOLIOS; seed += 1) {
    const { best, orderable, proof, fifo, lifo, hifo } = saleOf(portfolioOf(seed, LOTS));
    proven += proof.proven ? 1 : 0;
    const tried = {
      "ours, exact": best,
      "ours, in eight decimals": orderable,
      FIFO: fifo,
      LIFO: lifo,
      HIFO: hifo,
    };
    for (const [by, choice] of Object.entries(tried)) {
      const more = choice === null ? 0 : dollars(subtractUsd(choice.addedTax, best.addedTax));
      lost.set(by, [...(lost.get(by) ?? []), more]);
    }
  }
  return { rows: regretsOf(lost), proven };
}

function saleOf({ situation, pools }: Portfolio): OptimalLots {
  const [largest] = [...pools].sort((a, b) => b.lots.length - a.lots.length);
  if (largest === undefined) {
    throw new Error("no pool");
  }
  const units = largest.lots.reduce((sum, lot) => sum + Number(quantityText(lot.quantity)), 0);
  const sales = [{ ...largest, quantity: quantity((units / 2).toFixed(8)) }];
  const found = optimalLots({ situation, sales, sold: SOLD, costs: COSTS });
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
}

function regretsOf(lost: ReadonlyMap<string, readonly number[]>): readonly Regret[] {
  return [...lost].map(([by, list]) => ({
    by,
    average: list.reduce((sum, each) => sum + each, 0) / list.length,
    worst: Math.max(...list),
    share: list.filter((each) => each >= 0.01).length / list.length,
  }));
}

interface Time {
  readonly lots: number;
  readonly harvest: number;
  readonly fifo: number;
  readonly fixed: number;
  readonly sale: number;
}

/** Milliseconds on the clock for one portfolio of so many lots, the median of three after a warm run. */
function timeOf(lots: number): Time {
  const portfolio = portfolioOf(42, lots);
  const inOrder = {
    ...portfolio,
    pools: portfolio.pools.map((pool) => ({ ...pool, order: "fifo" as const })),
  };
  return {
    lots,
    harvest: median(() => harvestOf(portfolio)),
    fifo: median(() => harvestOf(inOrder)),
    fixed: median(() => harvestOf(portfolio, { ...COSTS, fixed: usd("5") })),
    sale: median(() => saleOf(portfolio)),
  };
}

function median(work: () => unknown): number {
  work();
  const times = [0, 1, 2].map(() => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return times.sort((a, b) => a - b)[1] ?? 0;
}
