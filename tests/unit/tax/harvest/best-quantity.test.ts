import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { quantity, quantityText } from "@/lib/money/quantity";
import { subtractUsd, usd, usdText } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { deepestLoss, netGain, type ReachInput, reach } from "@/lib/tax/harvest/reachable";
import { NO_COSTS, type SaleCosts } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import { bestOrder, bestPrefix, bestQuantity, prefixes } from "../../../support/one-order";
import { date, lotOf, single2026, situation, text, unknownLot } from "./make-harvest";

const input = (
  of: Situation,
  ordered: readonly OpenLot[],
  at = "10000",
  costs: SaleCosts = NO_COSTS,
): ReachInput => ({
  situation: of,
  ordered,
  price: price(at),
  sold: date("2026-11-21"),
  costs,
});
const LONG = { acquired: date("2024-02-01") };
const cents = (amount: Parameters<typeof usdText>[0]) => Number(usdText(amount)).toFixed(2);

/** Dollars lost by the sale of the best quantity, and what it saves after costs; to the cent. */
const best = (of: ReachInput) => {
  const found = bestQuantity(of);
  return (
    found && {
      loss: cents(subtractUsd(usd("0"), netGain(found.sale.totals))),
      net: cents(found.saving.netSaving),
    }
  );
};

describe("the best quantity stops where the next unit saves no more", () => {
  it("short gains above a bracket: 22% pays for the costs, 12% does not", () => {
    // 40,000 + 20,000 of short gain: 9,600 above 50,400. A unit loses 40,000 - 5,000 = 35,000 and costs 5,000:
    // 22% of 35,000 = 7,700 pays, 12% = 4,200 does not. 9,600 x 22% - 9,600/35,000 x 5,000 = 2,112 - 1,371.43.
    const of = situation(single2026("40000"), { short: "20000" });
    const costs = { rate: "0.5", fixed: usd("0") };
    expect(best(input(of, [lotOf({ basis: "40000" })], "10000", costs))).toEqual({
      loss: "9600.00",
      net: "740.57",
    });
  });

  it("short gains first, then long ones: 24% pays for the costs, 15% does not", () => {
    // A unit loses 40,000 - 4,000 = 36,000 and costs 6,000: 24% = 8,640, 15% = 5,400. 5,000 of short gain:
    // 1,200 - 5,000/36,000 x 6,000 = 366.67. MAGI stays below the NIIT threshold.
    const of = situation(single2026("110000"), { short: "5000", long: "50000" });
    const costs = { rate: "0.6", fixed: usd("0") };
    expect(best(input(of, [lotOf({ basis: "40000" })], "10000", costs))).toEqual({
      loss: "5000.00",
      net: "366.67",
    });
  });

  it("long gains above the 0% ceiling of 49,450: below it nothing is saved, and the smallest quantity wins", () => {
    // 40,000 + 20,000 of long gain: 10,550 of it at 15% = 1,582.50.
    const of = situation(single2026("40000"), { long: "20000" });
    expect(best(input(of, [lotOf({ ...LONG, basis: "25000" })]))).toEqual({
      loss: "10550.00",
      net: "1582.50",
    });
  });

  it("net investment income tax above 200,000 of MAGI pays for costs that 24% alone does not", () => {
    // MAGI 166,100 + 40,000 = 206,100. A unit brings 500 after costs of 9,500, so it loses 39,500: 24% of it, 9,480, is less
    // than the costs, 27.8%, 10,981, is more. 6,100 x 27.8% - 6,100/39,500 x 9,500 = 1,695.80 - 1,467.09.
    const of = situation(single2026("150000"), { short: "40000" });
    const costs = { rate: "0.95", fixed: usd("0") };
    expect(best(input(of, [lotOf({ basis: "40000" })], "10000", costs))).toEqual({
      loss: "6100.00",
      net: "228.71",
    });
  });

  it("the loss limit: past 3,000 of other income more loss saves nothing (IRC 1211(b))", () => {
    const found = bestQuantity(
      input(situation(single2026("150000")), [lotOf({ basis: "210000" })]),
    );
    // A unit loses 200,000: 0.015 of it is 3,000, at 24%.
    expect(found && [quantityText(found.quantity), text(found.saving.netSaving)]).toEqual([
      "0.015",
      "720",
    ]);
  });

  it("goes on through lots with gains when the loss behind them is worth it, and stops at an unknown basis", () => {
    const of = situation(single2026("110000"), { short: "20000" });
    const gain = lotOf({ lot: "gain", basis: "9000" });
    const loss = lotOf({ lot: "loss", basis: "14000" });
    expect(best(input(of, [gain, loss]))).toEqual({ loss: "3000.00", net: "720.00" });
    expect(best(input(of, [gain, unknownLot("?"), loss]))).toBeNull();
    expect(best(input(of, [loss, unknownLot("?"), loss]))).toEqual({
      loss: "4000.00",
      net: "960.00",
    });
  });

  it("a long loss lot behind a short one counts for both classes", () => {
    // 2,000 short at 24% and 3,000 long at 15%.
    const of = situation(single2026("110000"), { short: "2000", long: "3000" });
    const lots = [lotOf({ basis: "12000" }), lotOf({ ...LONG, basis: "13000" })];
    expect(best(input(of, lots))).toEqual({ loss: "5000.00", net: "930.00" });
  });

  it("a fixed cost is paid once whatever is sold, and lowers the gain: nothing is sold when it is more than the saving", () => {
    // 100 of loss and 50 of costs: 24% of 150 = 36.
    const of = situation(single2026("150000"));
    const fixed = (amount: string) => ({ rate: "0", fixed: usd(amount) });
    const lots = [lotOf({ basis: "600" }), lotOf({ basis: "600" })];
    expect(best(input(of, [lotOf({ basis: "1100" })], "1000", fixed("50")))).toBeNull();
    // 1,000 and 30 of costs: 24% of 1,030 = 247.20 less 30.
    expect(best(input(of, lots, "100", fixed("30")))).toEqual({ loss: "1030.00", net: "217.20" });
  });

  it("nothing to sell, nothing to gain: null", () => {
    const of = situation(single2026("150000"));
    expect(bestQuantity(input(of, []))).toBeNull();
    expect(bestQuantity(input(of, [lotOf({ basis: "9000" })]))).toBeNull();
    expect(bestQuantity(input(of, [lotOf({ basis: "10000" })]))).toBeNull();
  });
});

describe("an order one can place", () => {
  const of = situation(single2026("150000"));

  it("is the next larger one where the smaller would be none", () => {
    // A unit loses a trillion: 3,000 of it is 3 billionths of a unit; the smallest order loses 10,000.
    const found = bestOrder(input(of, [lotOf({ basis: "1000000000001" })], "1"));
    expect(found && [quantityText(found.quantity), text(found.saving.saving)]).toEqual([
      "0.00000001",
      "720",
    ]);
  });

  it("is none where so little is held that no order takes it", () => {
    const dust = [lotOf({ units: "0.000000005", basis: "5000" })];
    expect(bestOrder(input(of, dust, "1"))).toBeNull();
    expect(deepestLoss(input(of, dust, "1"))).toBeNull();
    // The same beside a lot whose basis is not known: that one cannot be counted on.
    expect(bestOrder(input(of, [...dust, unknownLot("?")], "1"))).toBeNull();
  });

  it("is none where it saves less than a cent, and is where it saves one", () => {
    // 24% of 0.05 = 0.012; of 0.04 = 0.0096.
    const one = bestOrder(input(of, [lotOf({ basis: "1.05" })], "1"));
    expect(one && text(one.saving.saving)).toBe("0.012");
    expect(bestOrder(input(of, [lotOf({ basis: "1.04" })], "1"))).toBeNull();
    // Exactly a cent: 10% of 0.10.
    const low = situation(single2026("10000"));
    const cent = bestOrder(input(low, [lotOf({ basis: "1.1" })], "1"));
    expect(cent && text(cent.saving.saving)).toBe("0.01");
  });
});

describe("whole lots in the order of sale", () => {
  const of = situation(single2026("150000"));
  const lots = [
    lotOf({ lot: "a", basis: "11000" }),
    lotOf({ lot: "b", basis: "10000" }),
    lotOf({ lot: "c", basis: "9500" }),
  ];

  it("each prefix has all its lots, up to an unknown basis", () => {
    const list = prefixes(input(of, [...lots, unknownLot("?"), lotOf()]));
    expect(
      list.map(({ quantity: units, sale }) => [quantityText(units), sale.lots.length]),
    ).toEqual([
      ["1", 1],
      ["2", 2],
      ["3", 3],
    ]);
    // 1,000 and 1,000 of loss at 24%, then 500.
    expect(list.map(({ saving }) => text(saving.netSaving))).toEqual(["240", "240", "120"]);
  });

  it("the best prefix is the first of equals, none when none saves", () => {
    const list = prefixes(input(of, lots));
    expect(bestPrefix(list)).toBe(list[0]);
    expect(bestPrefix([])).toBeNull();
    expect(bestPrefix(prefixes(input(of, [lotOf({ basis: "10000" })])))).toBeNull();
    const later = prefixes(input(of, [...lots, lotOf({ basis: "10500" })]));
    expect(bestPrefix(later)).toBe(later[0]);
    const better = prefixes(input(of, [...lots, lotOf({ basis: "10501" })]));
    expect(bestPrefix(better)).toBe(better[3] ?? null);
  });

  it("the deepest loss is the first of equals, worth at least a cent, and no more than eight decimals of units", () => {
    const deepest = (ordered: readonly OpenLot[], at = "10000") =>
      deepestLoss(input(of, ordered, at))?.quantity;
    expect(deepest(lots)).toEqual(quantity("1"));
    expect(deepest([lotOf({ basis: "10000.01" })])).toEqual(quantity("1"));
    expect(deepest([lotOf({ basis: "10000.009" })])).toBeUndefined();
    expect(deepest([lotOf({ basis: "9000" })])).toBeUndefined();
    expect(deepest([lotOf({ units: "1.0000000099", basis: "99999" })])).toEqual(quantity("1"));
  });

  it("a sale of exactly so many units, without costs unless told", () => {
    const { costs: _, ...free } = input(of, lots);
    const half = reach(free, quantity("0.5"));
    expect([
      text(half.saving.saving),
      text(half.sale.totals.short),
      text(half.saving.fees),
    ]).toEqual(["120", "-500", "0"]);
  });
});
