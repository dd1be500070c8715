import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import { bestHarvest } from "@/lib/tax/optimal/best-harvest";
import { type HarvestGoal, harvestForGoal, isReached } from "@/lib/tax/optimal/goals";
import type { HarvestPool, HarvestQuestion } from "@/lib/tax/optimal/harvest-input";
import type { Harvest } from "@/lib/tax/optimal/harvest-result";
import { fillZeroBand } from "@/lib/tax/optimal/zero-band";
import type { LotMethod } from "@/lib/tax/settings";
import { accountId, assetId } from "@/lib/tax/transaction";
import { single2026, situation, unknownLot } from "../harvest/make-harvest";
import { long, SOLD, short } from "./make-optimal";

const pool = (
  asset: string,
  at: string,
  lots: HarvestPool["lots"],
  order: "identified" | LotMethod = "identified",
): HarvestPool => ({
  account: accountId("A"),
  asset: assetId(asset),
  collectible: false,
  price: price(at),
  lots,
  order,
});
const ask = (change: Partial<HarvestQuestion>): HarvestQuestion => ({
  situation: situation(single2026("150000")),
  pools: [],
  sold: SOLD,
  ...change,
});
const split = (harvest: Harvest) =>
  Object.fromEntries(
    harvest.sales.flatMap(({ orders }) =>
      orders.flatMap(({ lots }) => lots.map(({ lot, quantity }) => [lot, quantityText(quantity)])),
    ),
  );
const net = ({ saving }: Harvest) => usdText(saving.netSaving);

describe("the best harvest", () => {
  it("sells nothing without a loss, and nothing whose loss saves nothing", () => {
    const { best, proof, isLeastValue } = bestHarvest(
      ask({ pools: [pool("BTC", "10", [short("S", "9")])] }),
    );
    expect([best.sales, net(best), proof, isLeastValue]).toEqual([[], "0", { proven: true }, true]);
    // 40,000 with 5,000 of long gains at 0%: cancelling them saves nothing.
    const low = situation(single2026("40000"), { long: "5000" });
    const idle = bestHarvest(
      ask({ situation: low, pools: [pool("BTC", "10", [long("L", "5010")])] }),
    );
    expect([idle.best.sales, net(idle.best)]).toEqual([[], "0"]);
  });

  it("counts what each account charges: of two equal losses the one that is cheaper to sell, and never a dearer one that costs more than it saves", () => {
    // Each loses 4,000 on 10,000 of value before fees; only 3,000 can be taken off income at 24%.
    const fee = (rate: string) => ({ rate, fixed: usd("0") });
    const pools = [
      { ...pool("BTC", "10000", [short("dear", "14000")]), costs: fee("0.02") },
      { ...pool("ETH", "10000", [short("cheap", "14000")]), costs: fee("0.001") },
    ];
    const { best, orderable, proof } = bestHarvest(ask({ pools }));
    // 3,000 of the 4,010 cheap loses with its fee of 10: 720 less 10 x 3,000 / 4,010 = 712.52.
    expect(Object.keys(split(best))).toEqual(["cheap"]);
    expect([Number(net(orderable)).toFixed(2), proof]).toEqual(["712.52", { proven: true }]);
    const alone = bestHarvest(
      ask({ pools: [{ ...pool("BTC", "10000", [short("dear", "10100")]), costs: fee("0.02") }] }),
    );
    // 300 of loss saves 72 and costs 200.
    expect(alone.best.sales).toEqual([]);
  });

  it("pays a fixed cost only in the account that charges it", () => {
    const fixed = { rate: "0", fixed: usd("25") };
    const pools = [
      { ...pool("BTC", "10000", [short("charged", "10100")]), costs: fixed },
      pool("ETH", "10000", [short("free", "10100")]),
    ];
    // 100 of loss saves 24: the first with its 25 loses 125, saves 30 and costs 25, so 5 are left of it.
    const { best, proof } = bestHarvest(ask({ pools }));
    expect([split(best), net(best), proof]).toEqual([
      { charged: "1", free: "1" },
      "29",
      { proven: true },
    ]);
    const dearer = pools.map((each, at) =>
      at === 0 ? { ...each, costs: { rate: "0", fixed: usd("40") } } : each,
    );
    // 140 of loss would save 33.60 for 40.
    expect(split(bestHarvest(ask({ pools: dearer })).best)).toEqual({ free: "1" });
  });

  it("of two ways to the same saving takes the one that sells less: 3,000 off 150,000 at 24% is 720", () => {
    // "Near" loses 1,000 on 9,000 of value, "deep" 9,000 on 1,000: a third of deep is enough.
    const pools = [
      pool("BTC", "9000", [short("near", "10000", "1"), short("near2", "10000", "1")]),
      pool("ETH", "1000", [long("deep", "10000")]),
    ];
    const { best, orderable, isLeastValue } = bestHarvest(ask({ pools }));
    expect([net(best), isLeastValue]).toEqual(["720", true]);
    expect(Number(usdText(best.soldValue))).toBeCloseTo(1000 / 3, 9);
    // Eight decimals up, so that the whole 3,000 is there.
    expect(split(orderable)).toEqual({ deep: "0.33333334" });
  });

  it("short losses against short gains at 24%, not against long ones at 15%: costs decide how much", () => {
    // Costs are 20% of the gross: each dollar of loss costs 2,000 / 10,000 = 20 cents. 24% pays, 15% does not.
    const of = situation(single2026("110000"), { short: "5000", long: "20000" });
    const pools = [pool("BTC", "10000", [short("S", "18000", "1"), short("S2", "18000", "1")])];
    const costs = { rate: "0.2", fixed: usd("0"), fixedPer: "order" as const };
    const { best } = bestHarvest(ask({ situation: of, pools, costs }));
    // 5,000 of loss at 24% less a fifth: 1,200 - 1,000.
    expect([net(best), usdText(best.totals.short)]).toEqual(["200", "-5000"]);
  });

  it("an account first in, first out sells its gain first only where the losses behind outweigh it", () => {
    // +2,000, then -10,000: together -8,000 against 20,000 of short gain at 24%.
    const of = situation(single2026("110000"), { short: "20000" });
    const lots = [short("gain", "8000"), short("loss", "20000")];
    const fifo = bestHarvest(ask({ situation: of, pools: [pool("BTC", "10000", lots, "fifo")] }));
    expect([net(fifo.best), split(fifo.best), fifo.proof]).toEqual([
      "1920",
      { gain: "1", loss: "1" },
      { proven: true },
    ]);
    const named = bestHarvest(ask({ situation: of, pools: [pool("BTC", "10000", lots)] }));
    expect([net(named.best), split(named.best)]).toEqual(["2400", { loss: "1" }]);
    const worse = [short("gain", "1000"), short("loss", "15000")];
    expect(
      bestHarvest(ask({ situation: of, pools: [pool("BTC", "10000", worse, "fifo")] })).best.sales,
    ).toEqual([]);
  });

  it("pays a fixed cost only where it is earned: one order of two", () => {
    // 24% of 1,000 = 240 and of 150 = 36, less 50 each (and 12 back, as costs lower the gain).
    const of = situation(single2026("110000"), { short: "20000" });
    const pools = [
      pool("BTC", "1000", [short("big", "2000")]),
      pool("ETH", "1000", [short("small", "1150")]),
    ];
    const costs = { rate: "0", fixed: usd("50"), fixedPer: "order" as const };
    const { best, proof } = bestHarvest(ask({ situation: of, pools, costs }));
    // (1,000 + 50) x 24% - 50 = 202; the small one: 200 x 24% - 50 = -2.
    expect([net(best), split(best), proof]).toEqual(["202", { big: "1" }, { proven: true }]);
  });

  it("counts the costs of buying back, which lower no gain: they are basis of what is bought", () => {
    // 10,000 sold for 20,000 of basis, 1% each way: 10,100 of loss a unit. 24% of it is 24 cents a dollar, costs are 200 a unit.
    const of = situation(single2026("110000"), { short: "10100" });
    const costs = { rate: "0.01", fixed: usd("0"), fixedPer: "order" as const, again: "0.01" };
    const pools = [pool("BTC", "10000", [short("S", "20000")])];
    const { best } = bestHarvest(ask({ situation: of, pools, costs }));
    // 10,100 x 24% = 2,424, less 100 and 100.
    expect([usdText(best.saving.netSaving), usdText(best.costs), usdText(best.netSaving)]).toEqual([
      "2324",
      "200",
      "2224",
    ]);
    // At 15% each way it does not pay: 24% of (20,000 - 8,500) = 2,760, costs 3,000.
    const dear = { rate: "0.15", fixed: usd("0"), fixedPer: "order" as const };
    expect(
      bestHarvest(ask({ situation: of, pools, costs: { ...dear, again: "0.15" } })).best.sales,
    ).toEqual([]);
    expect(bestHarvest(ask({ situation: of, pools, costs: dear })).best.sales).toHaveLength(1);
  });

  it("names lots of unknown basis and sells none of them; a fixed order ends there", () => {
    const lots = [unknownLot("?"), short("loss", "20000")];
    const named = bestHarvest(ask({ pools: [pool("BTC", "10000", lots)] }));
    expect([split(named.best), named.leftOut.map(({ lot }) => lot)]).toEqual([
      { loss: "0.3" },
      ["?"],
    ]);
    expect(bestHarvest(ask({ pools: [pool("BTC", "10000", lots, "fifo")] })).best.sales).toEqual(
      [],
    );
  });
});

describe("a harvest for a goal", () => {
  const reach = (goal: HarvestGoal, change: Partial<HarvestQuestion>) =>
    harvestForGoal(ask(change), goal);

  it("uses up all gains, the short ones alone, or goes on to the loss limit", () => {
    const of = situation(single2026("150000"), { short: "4000", long: "6000" });
    const pools = [pool("BTC", "10000", [short("S", "30000")])];
    const gains = reach("use-up-gains", { situation: of, pools });
    expect([split(gains.best), isReached(gains), usdText(gains.best.saving.after.line16)]).toEqual([
      { S: "0.5" },
      true,
      "0",
    ]);
    expect(split(reach("use-up-short-gains", { situation: of, pools }).best)).toEqual({ S: "0.2" });
    const limit = reach("reach-loss-limit", { situation: of, pools });
    expect([split(limit.best), usdText(limit.best.saving.after.line21)]).toEqual([
      { S: "0.65" },
      "3000",
    ]);
    expect(limit.proof).toEqual({ proven: true });
  });

  it("comes as near as it can, and says what is missing", () => {
    const of = situation(single2026("150000"), { short: "4000" });
    const found = reach("use-up-gains", {
      situation: of,
      pools: [pool("BTC", "1", [long("L", "1001")])],
    });
    expect([isReached(found), usdText(found.missing)]).toEqual([false, "3000"]);
  });

  it("takes the cheapest lots, even where the costs are more than the saving", () => {
    // Long gains at 0%: nothing is saved, and one percent of the value is lost. 2,000 of loss out of the lot with less value.
    const of = situation(single2026("20000"), { long: "2000" });
    const pools = [
      pool("BTC", "10000", [long("wide", "12100")]),
      pool("ETH", "100", [long("deep", "4099")]),
    ];
    const costs = { rate: "0.01", fixed: usd("0"), fixedPer: "order" as const };
    const found = reach("use-up-gains", { situation: of, pools, costs });
    // ETH brings 99 for 4,099: half of it loses 2,000 and costs 50 cents.
    expect([split(found.best), net(found.best)]).toEqual([{ deep: "0.5" }, "-0.5"]);
  });

  it("with fixed costs knows that one sale at least is paid for, and what share its units cost", () => {
    const of = situation(single2026("150000"), { short: "4000" });
    const costs = { rate: "0", fixed: usd("10"), fixedPer: "order" as const };
    const pools = [pool("BTC", "10000", [short("S", "30000")])];
    const found = reach("use-up-gains", { situation: of, pools, costs });
    expect([isReached(found), found.proof, found.isLeastValue]).toEqual([
      true,
      { proven: true },
      false,
    ]);
    // Two accounts that each lose 3,000 at the most: both are needed, 20 in fees; known is one of them.
    const two = [
      { ...pool("BTC", "10000", [short("S", "13000")]), account: accountId("one") },
      { ...pool("BTC", "10000", [short("T", "13000")]), account: accountId("two") },
    ];
    const both = reach("use-up-gains", { situation: of, pools: two, costs });
    expect([isReached(both), both.proof]).toEqual([true, { proven: false, within: usd("10") }]);
    // With 1% of 10,000 a unit: 10,100 lost a unit less the 20 both fees take off the gain are 3,980 of 10,100 of it, and 10.
    const shared = reach("use-up-gains", {
      situation: of,
      pools: ["one", "two"].map((name) => ({
        ...pool("BTC", "10000", [short(name, "30000")]),
        account: accountId(name),
      })),
      costs: { ...costs, rate: "0.01" },
    });
    const least = (100 * 3_980) / 20_100 + 10;
    const exact = (100 * 3_990) / 20_100 + 10;
    expect([isReached(shared), shared.proof.proven]).toEqual([true, false]);
    expect(shared.proof.proven ? 0 : Number(usdText(shared.proof.within))).toBeCloseTo(
      exact - least,
      6,
    );
  });
});

describe("gains for nothing", () => {
  it("fills the 0% band to its top: 49,450 less 30,000 of other income", () => {
    const of = situation(single2026("30000"));
    // BTC gains 9 on 10 of value, ETH 50 on 100: BTC disturbs less for the same gain.
    const pools = [
      pool("ETH", "100", [long("eth", "10000", "200")]),
      pool("BTC", "10000", [long("btc", "1000")]),
    ];
    const found = fillZeroBand(ask({ situation: of, pools }));
    expect([usdText(found.room), usdText(found.stepUp), usdText(found.usesLosses)]).toEqual([
      "19450",
      "19000",
      "0",
    ]);
    // 9,000 from BTC; ETH gains 10,000 in all, which is still inside.
    expect(split(found.harvest)).toEqual({ btc: "1", eth: "200" });
    expect([found.isMost, usdText(found.harvest.saving.saving)]).toEqual([true, "0"]);
  });

  it("cuts the last lot down to eight decimals, inside the room", () => {
    const of = situation(single2026("49440"));
    const found = fillZeroBand(
      ask({ situation: of, pools: [pool("BTC", "100", [long("L", "70")])] }),
    );
    // 10 of room, 30 a unit.
    expect(split(found.harvest)).toEqual({ L: "0.33333333" });
    expect(usdText(found.stepUp)).toBe("9.9999999");
  });

  it("tells the part that only uses up losses", () => {
    // 5,000 of loss, income too low to be taxed at all: the first 5,000 of gain only cancels the loss.
    const of = situation(single2026("0"), { short: "-5000" });
    const found = fillZeroBand(
      ask({ situation: of, pools: [pool("BTC", "10000", [long("L", "1000")])] }),
    );
    expect([usdText(found.stepUp), usdText(found.usesLosses)]).toEqual(["9000", "5000"]);
  });

  it("has no room where a gain takes back a deduction or meets a tax at once", () => {
    // 1,000 of net loss off 150,000: the next dollar of gain costs 24 cents. And at 150,000 long gains cost 15%.
    const pools = [pool("BTC", "10000", [long("L", "1000")])];
    const none = fillZeroBand(
      ask({ situation: situation(single2026("150000"), { short: "-1000" }), pools }),
    );
    expect([usdText(none.room), none.harvest.sales]).toEqual(["0", []]);
    expect(usdText(fillZeroBand(ask({ pools })).room)).toBe("0");
  });

  it("reaches no further than the first lot that is no long gain where an account sells in order", () => {
    const of = situation(single2026("0"));
    const lots = [long("first", "1000"), short("new", "1000"), long("behind", "1000")];
    const found = fillZeroBand(ask({ situation: of, pools: [pool("BTC", "10000", lots, "fifo")] }));
    expect([split(found.harvest), found.isMost]).toEqual([{ first: "1" }, false]);
  });
});
