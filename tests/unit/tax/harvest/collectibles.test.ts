import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { usd, usdText } from "@/lib/money/usd";
import { netGain, type ReachInput } from "@/lib/tax/harvest/reachable";
import { stepsOf } from "@/lib/tax/harvest/running-sale";
import { bestQuantity, prefixes } from "../../../support/one-order";
import { buy, sell } from "../make";
import { fact } from "../wash-make";
import { date, lotOf, planOf, quote, single2026, situation, text } from "./make-harvest";

const LONG = { acquired: date("2024-02-01") };
const PUNK = { asset: "PUNK" };
const settings = {
  assets: ["PUNK", "APE"].map((asset) => fact(asset, { class: "digital", collectible: true })),
};

/** What selling APE at 10,000 a unit with costs of 60% does in a year with these long gains. */
const reachOf = (taxable: string, collectible: string, long: string): ReachInput => ({
  situation: situation(single2026(taxable), { collectible, long }),
  ordered: [lotOf({ ...LONG, asset: "APE", basis: "40000" })],
  price: price("10000"),
  sold: date("2026-11-21"),
  costs: { rate: "0.6", fixed: usd("0") },
  collectible: true,
});
const best = (input: ReachInput) => {
  const found = bestQuantity(input);
  const cents = (amount: Parameters<typeof usdText>[0]) => Number(usdText(amount)).toFixed(2);
  return found && [cents(netGain(found.sale.totals)), cents(found.saving.netSaving)];
};

describe("losses and gains on collectibles are in the 28% group (IRC 1(h)(4)-(5), 408(m))", () => {
  // 10,000 of gain on a collectible and 10,000 on a coin, both long, on 150,000 of taxable income.
  const gains = [
    buy("2024-01-01", "1", "1000", PUNK),
    sell("2026-03-01", "1", "11000", PUNK),
    buy("2024-01-01", "1", "1000", { asset: "SOL" }),
    sell("2026-03-01", "1", "11000", { asset: "SOL" }),
  ];
  const plan = (asset: string) =>
    planOf(gains, [quote(asset, "1000")], {
      openLots: [lotOf({ ...LONG, asset, basis: "6000" })],
      settings,
    });

  it("a loss on one lowers gains taxed like other income up to 28%, here 24%; on a coin those at 15%", () => {
    const figures = (asset: string) =>
      plan(asset).rows.map(({ saving, longGain, collectibleGain }) =>
        [saving, longGain, collectibleGain].map(text),
      );
    expect(figures("APE")).toEqual([["1200", "-5000", "-5000"]]);
    expect(figures("BTC")).toEqual([["750", "-5000", "0"]]);
  });

  it("waiting for a long gain on one saves the difference to 28%, not to 15%", () => {
    // 210,000 of taxable income: 600 at 32% today; long at 28% or 15%. The NIIT is the same.
    const waiting = (asset: string) => {
      const near = lotOf({ asset, basis: "400", acquired: date("2025-12-01") });
      const { leaveAlone } = planOf([], [quote(asset, "1000")], {
        of: single2026("210000"),
        openLots: [near],
        settings,
      });
      return leaveAlone.map(({ waitingSaves }) => text(waitingSaves));
    };
    expect([waiting("APE"), waiting("BTC")]).toEqual([["24"], ["102"]]);
  });

  it("short-term they are like any other asset", () => {
    const steps = [...stepsOf({ ...reachOf("150000", "0", "0"), ordered: [lotOf()] })];
    expect(
      steps.map(({ after }) => [text(after.totals.short), text(after.totals.collectible)]),
    ).toEqual([["3900", "0"]]);
  });

  it("running totals have the class, with costs by rate and with fixed ones", () => {
    const totals = (input: ReachInput) =>
      [...stepsOf(input)].map(({ after }) => [
        text(after.totals.long),
        text(after.totals.collectible),
      ]);
    // 10,000 less 6,000, and less 100 more, against 40,000.
    const input = reachOf("150000", "0", "0");
    expect(totals(input)).toEqual([["0", "-36000"]]);
    const fixed = { ...input, costs: { rate: "0.6", fixed: usd("100") } };
    expect(totals(fixed)).toEqual([["0", "-36100"]]);
    expect(prefixes(fixed).map(({ sale }) => text(sale.totals.collectible))).toEqual(["-36100"]);
  });
});

describe("the best sale of a collectible stops where the 28% group bends", () => {
  // A unit loses 36,000 and costs 6,000, a sixth of it: 22% and 24% pay for that, 15% and 12% do not.
  it("where the group is used up: the rest would lower gains at 15%", () => {
    // 2,000 at 24% less 2,000/36,000 of 6,000.
    expect(best(reachOf("150000", "2000", "20000"))).toEqual(["-2000.00", "146.67"]);
  });

  it("where the group leaves a bracket: 4,600 of it lie above 50,400, at 22%", () => {
    // 50,000 and 5,000 of the group; 4,600 at 22% = 1,012 less 766.67.
    expect(best(reachOf("50000", "5000", "20000"))).toEqual(["-4600.00", "245.33"]);
  });

  it("nothing is sold where only gains at 15% are left", () => {
    expect(best(reachOf("150000", "0", "20000"))).toBeNull();
  });
});

describe("a loss on a coin beside gains on collectibles", () => {
  it("stops where other long gains leave the 20% band: collectibles do not use up the room of the 15% band", () => {
    // 300,000 of other income, 50,000 on collectibles at 28%, 250,000 on coins. Schedule D Tax Worksheet: the 15% band has room for
    // 545,500 - 300,000 = 245,500 of the coins (line 29), the rest of 4,500 is at 20%. NIIT on all: 23.8%, then 18.8%. A unit
    // loses 37,000 and costs 7,000, 18.92 cents a dollar: 4,500 x 23.8% - 4,500 x 7/37 = 1,071 - 851.35.
    const input: ReachInput = {
      ...reachOf("300000", "50000", "250000"),
      ordered: [lotOf({ ...LONG, basis: "40000" })],
      costs: { rate: "0.7", fixed: usd("0") },
      collectible: false,
    };
    expect(best(input)).toEqual(["-4500.00", "219.65"]);
  });
});
