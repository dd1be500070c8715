import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { quantity, quantityText } from "@/lib/money/quantity";
import { subtractUsd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { atOnce } from "@/lib/parts-of-work";
import type { KnownLot } from "@/lib/tax/harvest/sale";
import { bestHarvest } from "@/lib/tax/optimal/best-harvest";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import { boundsOf } from "@/lib/tax/plan-years/bound";
import { IDLE, WAYS } from "@/lib/tax/plan-years/one-year";
import { planYears, type YearsPlan } from "@/lib/tax/plan-years/plan-years";
import type { ExpectedYear, YearsQuestion } from "@/lib/tax/plan-years/question";
import { YearsSearch } from "@/lib/tax/plan-years/search-years";
import { accountId, assetId } from "@/lib/tax/transaction";
import { long, SOLD, short } from "../optimal/make-optimal";
import { money, runs, years } from "../optimal/random-year";

const expected: fc.Arbitrary<ExpectedYear> = fc.record({
  filingStatus: fc.constantFrom("single", "mfj", "mfs", "hoh", "qss"),
  ordinaryIncome: fc.oneof(money(0, 60_000), money(0, 300_000)),
  deduction: fc.constant(null),
  qualifiedDividends: fc.oneof(fc.constant(ZERO_USD), money(0, 9_000)),
  otherInvestmentIncome: fc.constant(ZERO_USD),
  magiAddBack: fc.constant(ZERO_USD),
  sales: fc.constant([]),
});

const lots: fc.Arbitrary<readonly KnownLot[]> = fc
  .array(
    fc.record({
      isLong: fc.boolean(),
      units: fc.integer({ min: 1, max: 40 }),
      perUnit: fc.integer({ min: 300, max: 2_500 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((list) =>
    list.map(({ isLong, units, perUnit }, at) =>
      (isLong ? long : short)(`L${at}`, String(units * perUnit), String(units)),
    ),
  );

const question = fc
  .record({
    first: years.filter(({ profile: { year } }) => year === 2026),
    more: fc.array(expected, { minLength: 1, maxLength: 3 }),
    lots,
    growth: fc.constantFrom("0", "0.2", "-0.3"),
    rate: fc.constantFrom("0", "0.005"),
    buysBack: fc.boolean(),
    order: fc.constantFrom("identified" as const, "fifo" as const),
  })
  .map(({ first, more, lots: held, growth, rate, buysBack, order }) => {
    const pool: HarvestPool = {
      account: accountId("A"),
      asset: assetId("BTC"),
      collectible: false,
      price: price("1000"),
      lots: held,
      order,
    };
    const {
      filingStatus,
      ordinaryIncome,
      deduction,
      qualifiedDividends,
      otherInvestmentIncome,
      magiAddBack,
    } = first.profile;
    const now: ExpectedYear = {
      filingStatus,
      ordinaryIncome,
      deduction,
      qualifiedDividends,
      otherInvestmentIncome,
      magiAddBack,
      sales: [],
    };
    const asked: YearsQuestion = {
      firstYear: 2026,
      years: [now, ...more],
      gains: first.gains,
      carryoverIn: first.carryoverIn,
      pools: [pool],
      sold: SOLD,
      growth: new Map([[assetId("BTC"), growth]]),
      indexing: "0.02",
      discount: null,
      costs: { rate, fixed: ZERO_USD },
      buysBack,
    };
    return { asked, first };
  });

const plan = (asked: YearsQuestion): YearsPlan => {
  const found = planYears(asked);
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
};
const dollars = (amount: Parameters<typeof usdText>[0]) => Number(usdText(amount));

describe("a plan of several years", () => {
  it("of one year is the best harvest; every further year without planned sales never lowers what is found", () => {
    fc.assert(
      fc.property(question, ({ asked, first }) => {
        const again = asked.buysBack ? { again: asked.costs.rate } : {};
        const one = plan({ ...asked, years: asked.years.slice(0, 1) });
        const { orderable } = bestHarvest({
          situation: first,
          pools: asked.pools,
          sold: SOLD,
          costs: { ...asked.costs, fixedPer: "order", ...again },
        });
        // Less than a cent is not suggested.
        expect(Math.abs(dollars(subtractUsd(one.saving, orderable.netSaving)))).toBeLessThan(0.01);
        expect(one.proof).toEqual({ proven: true });
        let before = 0;
        for (let count = 1; count <= asked.years.length; count += 1) {
          const found = plan({ ...asked, years: asked.years.slice(0, count) });
          const saving = dollars(found.saving);
          expect(saving).toBeGreaterThanOrEqual(before - 1e-9);
          before = saving;
          // The bound is a true one: what is within can never be less than nothing.
          expect(found.proof.proven || dollars(found.proof.within) >= 0).toBe(true);
        }
      }),
      runs(8),
    );
  });

  it("conserves losses from year to year: what comes in is what went out, and nothing is lost between", () => {
    fc.assert(
      fc.property(question, ({ asked }) => {
        const { steps } = plan(asked);
        steps.slice(1).forEach(({ carryoverIn }, at) => {
          const out = steps[at]?.outcome;
          expect([carryoverIn.short, carryoverIn.long]).toEqual([
            out?.shortCarryoverOut,
            out?.longCarryoverOut,
          ]);
        });
        const total = steps.reduce(
          (sum, { outcome, costs }) => sum + dollars(outcome.tax.total) + dollars(costs),
          0,
        );
        expect(dollars(plan(asked).total.weighed)).toBeCloseTo(total, 6);
      }),
      runs(4),
    );
  });

  it("has a bound no plan goes below: not by any actions, nor by any sales one could mean to make", () => {
    const way = fc.record({
      actions: fc.array(fc.constantFrom(...WAYS), { minLength: 4, maxLength: 4 }),
      planned: fc.array(
        fc.record({
          year: fc.nat({ max: 3 }),
          lot: fc.nat({ max: 2 }),
          eighths: fc.nat({ max: 8 }),
        }),
        { maxLength: 3 },
      ),
      extra: fc.array(
        fc.record({
          year: fc.nat({ max: 3 }),
          lot: fc.nat({ max: 2 }),
          eighths: fc.nat({ max: 8 }),
        }),
        { maxLength: 3 },
      ),
      discount: fc.constantFrom(null, "0.05"),
    });
    fc.assert(
      fc.property(question, way, ({ asked: first }, { actions, planned, extra, discount }) => {
        const asked = withSales({ ...first, discount }, planned);
        const search = new YearsSearch(asked, "1");
        const bounds = atOnce(boundsOf(asked, atOnce(search.planned())));
        const { paced, worth } = atOnce(bounds.paced());
        const climbed = atOnce(paced.climb(worth, usd("10000000")));
        const bound = Math.max(
          dollars(atOnce(bounds.upTo(usd("1000000000000")))),
          ...climbed.tried.map((price) => dollars(price.bound)),
        );
        const weighed = (steps: readonly { weighed: Parameters<typeof usdText>[0] }[]) =>
          steps.reduce((sum, step) => sum + dollars(step.weighed), 0);
        const own = asked.years.map((_, at) => actions[at] ?? IDLE);
        expect(bound).toBeLessThanOrEqual(weighed(atOnce(search.stepsOf(own))) + 1e-6);
        expect(bound).toBeLessThanOrEqual(
          weighed(atOnce(search.stepsOf(atOnce(search.best()).ways))) + 1e-6,
        );
        if (!asked.buysBack && asked.pools.every(({ order }) => order === "identified")) {
          // Where lots can be named any further sale is a suggestion somebody could make: its costs count.
          const more = withSales(asked, extra);
          const steps = atOnce(new YearsSearch(more, "1").stepsOf(asked.years.map(() => IDLE)));
          const fees = steps.reduce(
            (sum, { planned: orders }) =>
              sum + orders.reduce((all, { totals }) => all + dollars(totals.fees), 0),
            0,
          );
          expect(bound).toBeLessThanOrEqual(weighed(steps) + fees + 1e-6);
        }
      }),
      runs(20),
    );
  });
});

describe("beside every way to sell quarters of two lots over three years", () => {
  it("is never above the best of them by more than it says, and its bound never above any", () => {
    fc.assert(
      fc.property(question, ({ asked: any }) => {
        const pools = any.pools.map((pool) => ({
          ...pool,
          order: "identified" as const,
          lots: pool.lots.slice(0, 2),
        }));
        const asked = { ...any, pools, years: any.years.slice(0, 3), buysBack: false };
        const found = plan(asked);
        const { proof, total } = found;
        const within = proof.proven ? 0.01 : dollars(proof.within);
        const least = dollars(total.weighed) - within;
        for (const sales of schedules(asked)) {
          const steps = atOnce(
            new YearsSearch(withSales(asked, sales), "1").stepsOf(asked.years.map(() => IDLE)),
          );
          const left = steps.reduce(
            (sum, { weighed, planned: orders }) =>
              sum +
              dollars(weighed) +
              orders.reduce((all, each) => all + dollars(each.totals.fees), 0),
            0,
          );
          expect(least).toBeLessThanOrEqual(left + 1e-6);
        }
      }),
      runs(2),
    );
  });
});

/** Every way to sell quarters of each lot in each year. */
function schedules({ pools, years: all }: YearsQuestion): readonly (readonly Wanted[])[] {
  const lots = pools.flatMap((pool) => pool.lots);
  const ofLot = (lot: number): readonly (readonly Wanted[])[] =>
    all.reduce<readonly (readonly Wanted[])[]>(
      (ways, _, year) =>
        ways.flatMap((way) => {
          const sold = way.reduce((sum, { eighths }) => sum + eighths, 0);
          return [0, 2, 4, 6, 8]
            .filter((eighths) => sold + eighths <= 8)
            .map((eighths) => (eighths === 0 ? way : [...way, { year, lot, eighths }]));
        }),
      [[]],
    );
  return lots.reduce<readonly (readonly Wanted[])[]>(
    (ways, _, lot) => ways.flatMap((way) => ofLot(lot).map((own) => [...way, ...own])),
    [[]],
  );
}

interface Wanted {
  readonly year: number;
  readonly lot: number;
  readonly eighths: number;
}

/** The question with sales of so many eighths of lots, none beyond what is left of one. */
function withSales(asked: YearsQuestion, wanted: readonly Wanted[]): YearsQuestion {
  const lots = asked.pools.flatMap((pool) => pool.lots);
  const left = new Map(
    lots.map(({ lot, quantity: all }) => [
      lot,
      8 -
        asked.years
          .flatMap(({ sales }) => sales)
          .filter((sale) => sale.lot === lot)
          .reduce((sum, sale) => sum + Math.round((8 * units(sale.quantity)) / units(all)), 0),
    ]),
  );
  const added = wanted.flatMap(({ year, lot: at, eighths }) => {
    const lot = lots[at];
    const free = lot === undefined ? 0 : Math.min(eighths, left.get(lot.lot) ?? 0);
    if (lot === undefined || free === 0 || year >= asked.years.length) {
      return [];
    }
    left.set(lot.lot, (left.get(lot.lot) ?? 0) - free);
    const part = quantity(String((units(lot.quantity) * free) / 8));
    return [{ year, sale: { lot: lot.lot, quantity: part, price: null } }];
  });
  return {
    ...asked,
    years: asked.years.map((each, at) => ({
      ...each,
      sales: [...each.sales, ...added.filter(({ year }) => year === at).map(({ sale }) => sale)],
    })),
  };
}

const units = (amount: Parameters<typeof quantityText>[0]) => Number(quantityText(amount));
