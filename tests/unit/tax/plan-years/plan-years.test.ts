import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { NO_COSTS } from "@/lib/tax/harvest/sale";
import { bestHarvest } from "@/lib/tax/optimal/best-harvest";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import {
  planInParts,
  planYears,
  stagesOfPlan,
  type YearsPlan,
} from "@/lib/tax/plan-years/plan-years";
import { rulesOfYear } from "@/lib/tax/plan-years/projected-rules";
import type { ExpectedYear, YearsQuestion } from "@/lib/tax/plan-years/question";
import { accountId, assetId } from "@/lib/tax/transaction";
import { single2026, situation } from "../harvest/make-harvest";
import { long, SOLD, short } from "../optimal/make-optimal";

/** A year of a single filer with the standard deduction of 16,100 and so much taxable income. */
const year = (taxable: string, change: Partial<ExpectedYear> = {}): ExpectedYear => ({
  filingStatus: "single",
  ordinaryIncome: usd(String(Number(taxable) + 16_100)),
  deduction: null,
  qualifiedDividends: ZERO_USD,
  otherInvestmentIncome: ZERO_USD,
  magiAddBack: ZERO_USD,
  sales: [],
  ...change,
});
const pool = (asset: string, at: string, lots: HarvestPool["lots"]): HarvestPool => ({
  account: accountId("A"),
  asset: assetId(asset),
  collectible: false,
  price: price(at),
  lots,
  order: "identified",
});
const ask = (change: Partial<YearsQuestion>): YearsQuestion => ({
  firstYear: 2026,
  years: [year("150000")],
  gains: { short: ZERO_USD, long: ZERO_USD, collectible: ZERO_USD },
  carryoverIn: { short: ZERO_USD, long: ZERO_USD },
  pools: [],
  sold: SOLD,
  growth: new Map(),
  indexing: "0",
  discount: null,
  costs: NO_COSTS,
  buysBack: true,
  ...change,
});
const plan = (change: Partial<YearsQuestion>): YearsPlan => {
  const found = planYears(ask(change));
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
};
const sale = (lot: string, units = "1") => ({ lot, quantity: quantity(units), price: null });

describe("a plan of several years", () => {
  it("of one year is the best harvest of that year, and as proven", () => {
    const pools = [pool("BTC", "10000", [short("S", "30000"), long("L", "12000")])];
    const gains = { short: usd("5000"), long: ZERO_USD, collectible: ZERO_USD };
    const one = plan({ pools, gains });
    const { orderable } = bestHarvest({
      situation: situation(single2026("150000"), { short: "5000" }),
      pools,
      sold: SOLD,
    });
    // 8,000 at 24%.
    expect([usdText(one.saving), usdText(orderable.saving.netSaving)]).toEqual(["1920", "1920"]);
    expect([one.proof, one.steps.map(({ action }) => action)]).toEqual([
      { proven: true },
      ["best-harvest"],
    ]);
  });

  it("is proven over two years when no other year could use the loss for more", () => {
    // 5,000 lost for nothing: 3,000 this year and 2,000 the next off income taxed at 24%: 720 and 480. No dollar of it saves more anywhere.
    const pools = [pool("BTC", "10000", [short("S", "15000")])];
    const two = plan({ pools, years: [year("150000"), year("150000")] });
    expect([usdText(two.saving), two.proof]).toEqual(["1200", { proven: true }]);
    // The same where the second year pays 12%: 720 and 240.
    const lower = plan({ pools, years: [year("150000"), year("40000")] });
    expect([usdText(lower.saving), lower.proof]).toEqual(["960", { proven: true }]);
  });

  it("carries a loss by the worksheet: sold this year, because next year its price is back", () => {
    // BTC loses 30,000 now and nothing at four times the price. Next year 20,000 of long gain are planned.
    const pools = [
      pool("BTC", "10000", [short("loss", "40000")]),
      pool("ETH", "21000", [long("gain", "1000")]),
    ];
    const years = [year("150000"), year("150000", { sales: [sale("gain")] })];
    const found = plan({ pools, years, growth: new Map([[assetId("BTC"), "3"]]), buysBack: false });
    expect(found.steps.map(({ action }) => action)).toEqual(["every-loss", "nothing"]);
    const [first, second] = found.steps;
    // 3,000 used, 27,000 carried short; then 20,000 and 3,000 used, 4,000 carried.
    expect(
      [
        first?.outcome.shortCarryoverOut,
        second?.carryoverIn.short,
        second?.outcome.shortCarryoverOut,
      ].map((amount) => amount && usdText(amount)),
    ).toEqual(["27000", "27000", "4000"]);
    // 720, and 20,000 x 15% + 720.
    expect(usdText(found.saving)).toBe("4440");
    // No year of these can save more than that: 720 without gains, 3,720 with them.
    expect(found.proof).toEqual({ proven: true });
  });

  it("holds a part of a loss back for years in which it saves more, and that is proven", () => {
    // 20,000 of long gain this year at 15%, and 10,000 to lose. All of it now: 1,500. But the last 6,000 of it save 24% as 3,000 off
    // income in each of the two years after: 4,000 x 15% + 2 x 720 = 2,040. Of 10,000 a unit: 0.4, 0.3 and 0.3 units.
    const pools = [pool("BTC", "10000", [long("L", "20000")])];
    const gains = { short: ZERO_USD, long: usd("20000"), collectible: ZERO_USD };
    const years = [year("150000"), year("150000"), year("150000")];
    const found = plan({ pools, gains, years });
    expect([usdText(found.saving), found.proof]).toEqual(["2040", { proven: true }]);
    const units = found.steps.map(({ suggested }) =>
      suggested?.sales.flatMap(({ orders }) =>
        orders.flatMap(({ lots }) => lots.map((lot) => quantityText(lot.quantity))),
      ),
    );
    expect(units).toEqual([["0.4"], ["0.3"], ["0.3"]]);
    expect(found.steps[0]?.action).toBe("part-of-losses");
    // Two years alone: 7,000 now at 15% and 3,000 the next at 24%.
    expect(usdText(plan({ pools, gains, years: years.slice(0, 2) }).saving)).toBe("1770");
  });

  it("sells ahead for later years when prices rise, and knows that nothing is better", () => {
    // No gains, 24% in each of three years, and a unit that loses 10,000 today, nothing at twice the price next year. 3,000 a year come off
    // income, so 9,000 lost today save 720 in each of three years: 0.9 of the unit, 6,000 and 3,000 carried on.
    const pools = [pool("BTC", "10000", [long("L", "20000")])];
    const growth = new Map([[assetId("BTC"), "1"]]);
    const found = plan({
      pools,
      years: [year("150000"), year("150000"), year("150000")],
      growth,
      costs: { rate: "0.0001", fixed: ZERO_USD },
    });
    // A unit is sold for 9,999 and loses 10,001, so 0.89991 of it; 0.01% of 10,000 twice for each unit.
    expect(Number(usdText(found.saving))).toBeCloseTo(3 * 720 - (9000 / 10001) * 2, 2);
    expect(found.proof).toEqual({ proven: true });
    expect(found.steps.map(({ action }) => action)).toEqual(["losses-ahead", "nothing", "nothing"]);
    const carried = found.steps.map(({ outcome }) => Number(usdText(outcome.longCarryoverOut)));
    expect(carried.map((amount) => Math.round(amount))).toEqual([6000, 3000, 0]);
  });

  it("does not count on a loss before its price has fallen", () => {
    // 20,000 of gain this year at 15%, 3,000 to lose; next year the price is half of it, so what is bought back for 20,000 loses 10,000, of
    // which 3,000 come off income at 24%. 450 and 720: no loss of the second year helps the first.
    const pools = [pool("BTC", "20000", [long("L", "23000")])];
    const gains = { short: ZERO_USD, long: usd("20000"), collectible: ZERO_USD };
    const growth = new Map([[assetId("BTC"), "-0.5"]]);
    const found = plan({ pools, gains, growth, years: [year("150000"), year("150000")] });
    expect([usdText(found.saving), found.proof]).toEqual(["1170", { proven: true }]);
  });

  it("with costs holds back as well, and knows that nothing is better", () => {
    // As above with 1% of 10,000 sold and of buying back, so a unit loses 10,100. The losses are those of before: 4,100 x 15% + 720 x 2
    // less 2% of 10,000 for the whole unit.
    const pools = [pool("BTC", "10000", [long("L", "20000")])];
    const gains = { short: ZERO_USD, long: usd("20000"), collectible: ZERO_USD };
    const years = [year("150000"), year("150000"), year("150000")];
    const found = plan({ pools, gains, years, costs: { rate: "0.01", fixed: ZERO_USD } });
    // To the last decimal of a unit of each order.
    expect(Number(usdText(found.saving))).toBeCloseTo(4100 * 0.15 + 2 * 720 - 200, 3);
    expect(found.proof).toEqual({ proven: true });
  });

  it("does not count on losses carried in for a later year while this year's gains take them", () => {
    // 5,000 carried in meet 20,000 of gain this year whatever is done, so only the 3,000 of the lot can wait: 720 instead of 450.
    const pools = [pool("BTC", "10000", [long("L", "13000")])];
    const found = plan({
      pools,
      gains: { short: ZERO_USD, long: usd("20000"), collectible: ZERO_USD },
      carryoverIn: { short: ZERO_USD, long: usd("5000") },
      years: [year("150000"), year("150000"), year("150000")],
    });
    expect([usdText(found.saving), found.proof]).toEqual(["720", { proven: true }]);
  });

  it("tells how far it is, stage by stage, and ends with the same plan", () => {
    const asked = ask({
      pools: [pool("BTC", "10000", [short("S", "15000")])],
      years: [year("150000"), year("40000")],
    });
    const told: number[] = [];
    const work = planInParts(asked);
    let part = work.next();
    for (; part.done !== true; part = work.next()) {
      if (part.value !== null) {
        told.push(part.value);
      }
    }
    // Two years and five prices.
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(stagesOfPlan(asked)).toBe(7);
    expect(part.value).toEqual(planYears(asked));
  });

  it("realises a gain in a year taxed at 0% that would be taxed in a later one", () => {
    const pools = [pool("ETH", "11000", [long("gain", "1000")])];
    const years = [year("20000"), year("150000", { sales: [sale("gain")] })];
    const found = plan({ pools, years });
    expect(found.steps.map(({ action }) => action)).toEqual(["fill-zero-band", "nothing"]);
    // 10,000 x 15%; the room was 49,450 - 20,000.
    expect([usdText(found.saving), usdText(found.steps[0]?.zeroRoom ?? ZERO_USD)]).toEqual([
      "1500",
      "29450",
    ]);
    // Bought back for 11,000, so the planned sale brings nothing more.
    expect(found.steps[1]?.planned[0]?.lots.map(({ lot, gain }) => [lot, usdText(gain)])).toEqual([
      ["gain~2026", "0"],
    ]);
    // Kept instead of bought back, nothing is suggested: the lot is meant for later.
    expect(plan({ pools, years, buysBack: false }).saving).toBe(ZERO_USD);
  });

  it("says which years are projected, from what, and with which amounts", () => {
    const found = plan({
      years: [year("150000"), year("150000"), year("150000")],
      indexing: "0.02",
    });
    expect(found.steps.map((step) => [step.year, step.projected, step.basedOn])).toEqual([
      [2026, false, 2026],
      [2027, true, 2026],
      [2028, true, 2026],
    ]);
    // 16,100 x 1.02^2 = 16,750.44, cut to 16,750.
    expect(usdText(rulesOfYear(2028, "0.02").rules.standardDeduction.single)).toBe("16750");
  });

  it("counts later years for less where a discount is told", () => {
    // The same 720 in both years: 720 + 720 / 1.5.
    const pools = [pool("BTC", "10000", [short("S", "40000")])];
    const found = plan({ pools, years: [year("150000"), year("150000")], discount: "0.5" });
    expect(usdText(found.saving)).toBe("1200");
    expect(usdText(found.totalWithout.tax)).toBe(
      usdText(
        found.without.reduce(
          (sum, { outcome }) =>
            usd(String(Number(usdText(sum)) + Number(usdText(outcome.tax.total)))),
          ZERO_USD,
        ),
      ),
    );
  });

  it("shows what the same plan is at other prices later on", () => {
    const pools = [pool("ETH", "11000", [long("gain", "1000")])];
    const years = [year("20000"), year("150000", { sales: [sale("gain")] })];
    const { sensitivity } = plan({ pools, years });
    expect(sensitivity.map(({ factor }) => factor)).toEqual(["0.5", "0.75", "1", "1.25", "1.5"]);
    // Half: 5,500. Without: 4,500 at 15% = 675. With: 5,500 of short loss, 3,000 of it at 24% = -720. So 1,395 apart.
    const [half] = sensitivity;
    expect(half && Number(usdText(half.without.tax)) - Number(usdText(half.withPlan.tax))).toBe(
      1395,
    );
  });

  it("counts the costs of selling and of buying back", () => {
    // 1% of 9,900 sold and again bought: the sale of 0.1 BTC or so pays for it many times.
    const pools = [pool("BTC", "10000", [short("S", "40000")])];
    const found = plan({ pools, costs: { rate: "0.01", fixed: ZERO_USD } });
    // 30,100 of loss a unit: 3,000 / 30,100 of a unit is 996.68 sold, 9.97 each way.
    expect(Number(usdText(found.total.costs))).toBeCloseTo(19.933555, 5);
    expect(Number(usdText(found.saving))).toBeCloseTo(720 - 19.933555, 4);
  });

  it("refuses no years, more than six, a change of price that is none, and lots that are not there", () => {
    const code = (change: Partial<YearsQuestion>) => {
      const found = planYears(ask(change));
      return found.ok ? null : found.error.code;
    };
    const seven = Array.from({ length: 7 }, () => year("0"));
    expect([code({ years: [] }), code({ years: seven })]).toEqual(["years", "years"]);
    expect([
      code({ indexing: "two" }),
      code({ discount: "-1" }),
      code({ growth: new Map([[assetId("BTC"), "-1.5"]]) }),
    ]).toEqual(["rate", "rate", "rate"]);
    const pools = [pool("BTC", "1", [short("S", "1")])];
    expect(
      code({ pools, years: [year("0", { sales: [sale("S", "0.6"), sale("S", "0.5")] })] }),
    ).toBe("lot");
    expect(code({ pools, years: [year("0", { sales: [sale("other")] })] })).toBe("lot");
  });
});

describe("amounts of years nobody has published", () => {
  it("are raised year by year and cut to the statute's steps; what is not indexed stays", () => {
    const { rules } = rulesOfYear(2027, "0.025");
    // 12,400 x 1.025 = 12,710: by 25 to 12,700 (single). 24,800 x 1.025 = 25,420: by 50 to 25,400 (joint).
    const tops = (status: "single" | "mfj") =>
      rules.brackets[status].map(({ upTo }) => upTo && usdText(upTo));
    expect([tops("single")[0], tops("mfj")[0], tops("single").at(-1)]).toEqual([
      "12700",
      "25400",
      null,
    ]);
    // 49,450 x 1.025 = 50,686.25: to 50,650.
    expect(usdText(rules.zeroRateCeiling.single)).toBe("50650");
    // The top of the 24% bracket is the same amount in both places: 201,775 x 1.025 = 206,819.375, to 206,800.
    expect([usdText(rules.ordinaryCeilingForGains.single), tops("single")[3]]).toEqual([
      "206800",
      "206800",
    ]);
    expect([usdText(rules.lossLimit.single), usdText(rules.niitThreshold.single)]).toEqual([
      "3000",
      "200000",
    ]);
  });

  it("are the published ones where there are any, whatever the rate", () => {
    expect(rulesOfYear(2025, "0.5")).toMatchObject({ projected: false, basedOn: 2025 });
    expect(usdText(rulesOfYear(2025, "0.5").rules.zeroRateCeiling.single)).toBe("48350");
  });

  it("may fall too", () => {
    expect(usdText(rulesOfYear(2027, "-0.25").rules.standardDeduction.single)).toBe("12050");
  });
});
