import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import type { HarvestPlan } from "@/lib/tax/harvest/harvest";
import { harvestPlan } from "@/lib/tax/harvest/plan";
import { AS_OF, buy, ledgerOf, profile, sell, settings, yearOf } from "../make";
import { date, lotOf, planOf, quote, single2026, text } from "./make-harvest";

// 24% on ordinary income; 20,000 of short gain and 3,000 of other income can be offset.
const GAINS = [
  buy("2026-01-05", "1", "1000", { asset: "SOL" }),
  sell("2026-03-01", "1", "21000", { asset: "SOL" }),
];
const QUOTES = ["BTC", "ETH", "DOT"].map((asset) => quote(asset, "1000"));
const planned = (openLots: readonly OpenLot[], quotes = QUOTES) =>
  planOf(GAINS, quotes, { openLots });
const told = ({ rows }: HarvestPlan) =>
  rows.map(
    ({ rank, account, asset, quantity, saving, carryoverAdded, pastCap }) =>
      `${rank} ${account} ${asset} ${quantityText(quantity)} saves ${text(saving)} adds ${text(carryoverAdded)}${pastCap ? " past" : ""}`,
  );

describe("the order of the plan", () => {
  it("computes a sale anew after those above it: then less value sold wins over what saved more alone", () => {
    const lots = [
      lotOf({ lot: "b", asset: "ETH", basis: "36000" }), // alone 16,000 of loss: 3,840
      lotOf({ lot: "c", asset: "DOT", basis: "11000" }), // alone 10,000 of loss: 2,400
      lotOf({ lot: "a", asset: "BTC", basis: "21000" }), // alone 20,000 of loss: 4,800
    ];
    const plan = planned(lots, [quote("BTC", "1000"), quote("ETH", "20000"), quote("DOT", "1000")]);
    // After BTC 3,000 is left: 3/16 of the ETH worth 3,750, or 0.3 DOT worth 300.
    expect(told(plan)).toEqual([
      "1 A BTC 1 saves 4800 adds 0",
      "2 A DOT 0.3 saves 720 adds 0",
      "3 A ETH 1 saves 0 adds 16000 past",
      "4 A DOT 0.7 saves 0 adds 7000 past",
    ]);
    expect(plan.rows.map(({ cumulativeSaving }) => text(cumulativeSaving))).toEqual([
      "4800",
      "5520",
      "5520",
      "5520",
    ]);
    expect([text(plan.saving), text(plan.carryoverChange)]).toEqual(["5520", "0"]);
  });

  it("equals stand by less value, then account, then asset, whatever the order of the books", () => {
    const lots = [
      lotOf({ lot: "1", account: "B", asset: "BTC", basis: "2000" }),
      lotOf({ lot: "2", account: "A", asset: "ETH", basis: "2000" }),
      lotOf({ lot: "3", account: "A", asset: "BTC", basis: "2000" }),
      lotOf({ lot: "4", account: "Z", asset: "DOT", units: "0.5", basis: "1500" }),
    ];
    const expected = [
      "1 Z DOT 0.5 saves 240 adds 0",
      "2 A BTC 1 saves 240 adds 0",
      "3 A ETH 1 saves 240 adds 0",
      "4 B BTC 1 saves 240 adds 0",
    ];
    expect(told(planned(lots))).toEqual(expected);
    expect(told(planned([...lots].reverse()))).toEqual(expected);
  });

  it("an account's name is not taken for a part of the asset's", () => {
    const lots = [
      lotOf({ lot: "1", account: "A", asset: "BTC", basis: "2000" }),
      lotOf({ lot: "2", account: "AB", asset: "TC", basis: "2000" }),
    ];
    const quotes = [...QUOTES, quote("TC", "1000")];
    expect(told(planned(lots, quotes))).toEqual(told(planned([...lots].reverse(), quotes)));
    expect(planned(lots, quotes).rows[0]?.account).toBe("A");
  });

  it("figures of a row: method, value, gains by term, lots", () => {
    const lots = [
      lotOf({ lot: "old", basis: "400", acquired: date("2024-01-01") }),
      lotOf({ lot: "new", basis: "5000" }),
    ];
    const [row] = planned(lots).rows;
    // 4,000 of short loss against short gain at 24%; 600 of long gain at 15%.
    expect(row && [row.method, text(row.value), text(row.shortGain), text(row.longGain)]).toEqual([
      "fifo",
      "2000",
      "-4000",
      "600",
    ]);
    expect([text(row?.saving), row?.lots.map(({ lot }) => lot)]).toEqual(["870", ["old", "new"]]);
  });
});

describe("what is left after the sales that save", () => {
  it("is the rest of each lot with its share of both bases: a gift's loss is counted from the lower", () => {
    // Worth 41,000 when given; the giver paid 90,000. The loss at 1,000 is 40,000: 23,000 saves 5,520, 17,000 is carried.
    const gift = lotOf({ basis: "90000", lossBasis: "41000" });
    const plan = planned([gift]);
    expect(told(plan)).toEqual([
      "1 A BTC 0.575 saves 5520 adds 0",
      "2 A BTC 0.425 saves 0 adds 17000 past",
    ]);
    expect(plan.rows.map(({ lots }) => lots.map(({ basis }) => text(basis)))).toEqual([
      ["23575"],
      ["17425"],
    ]);
  });

  it("is looked for in the right account and asset", () => {
    const lots = [
      lotOf({ lot: "l", account: "A", basis: "24000" }),
      lotOf({ lot: "l", account: "B", basis: "3000" }),
      lotOf({ lot: "l", account: "A", asset: "ETH", basis: "2500" }),
    ];
    expect(told(planned(lots))).toEqual([
      "1 A BTC 1 saves 5520 adds 0",
      "2 B BTC 1 saves 0 adds 2000 past",
      "3 A ETH 1 saves 0 adds 1500 past",
    ]);
  });

  it("lots sold whole are gone, lots further back are still there", () => {
    // The row sells the first two; the third, behind a gain, adds its loss of 2,000 less the gain of 500.
    const lots = [
      lotOf({ lot: "1", basis: "11000" }),
      lotOf({ lot: "2", basis: "14000" }),
      lotOf({ lot: "3", basis: "500" }),
      lotOf({ lot: "4", basis: "3000" }),
    ];
    const plan = planned(lots);
    expect(told(plan)).toEqual(["1 A BTC 2 saves 5520 adds 0", "2 A BTC 2 saves 0 adds 1500 past"]);
    expect(plan.rows.map((row) => row.lots.map(({ lot }) => lot).join("+"))).toEqual([
      "1+2",
      "3+4",
    ]);
  });

  it("a cent more to carry is worth a line, less is not", () => {
    const full = lotOf({ lot: "full", basis: "24000" });
    const more = (basis: string) =>
      told(planned([full, lotOf({ lot: "more", asset: "ETH", basis })])).slice(1);
    expect(more("1000.01")).toEqual(["2 A ETH 1 saves 0 adds 0.01 past"]);
    expect(more("1000.009")).toEqual([]);
  });

  it("counts the growth of both carryovers, and each row after the ones above", () => {
    const long = { acquired: date("2024-01-01") };
    const lots = [
      lotOf({ lot: "full", basis: "24000" }),
      lotOf({ lot: "short", asset: "ETH", basis: "1500" }),
      lotOf({ lot: "long", asset: "DOT", basis: "1700", ...long }),
    ];
    const plan = planned(lots);
    expect(plan.rows.map(({ carryoverAdded }) => text(carryoverAdded))).toEqual([
      "0",
      "500",
      "700",
    ]);
    // The rows that only carry are in no total.
    expect(text(plan.carryoverChange)).toBe("0");
  });
});

it("a year whose amounts are not in the product has no plan", () => {
  const ledger = ledgerOf([buy("2026-01-05", "1", "1000")]);
  const of = profile(2027, { ordinaryIncome: usd("1") });
  const plan = harvestPlan({
    ledger,
    year: { ...yearOf(ledger, [], 2026), year: 2027 },
    profile: of,
    settings: settings(),
    quotes: [],
    asOf: AS_OF,
  });
  expect(plan).toMatchObject({ ok: false, error: { code: "unsupported-year", year: 2027 } });
});

describe("sales that are worth something only together", () => {
  // 30,000 of other income, 5,000 of short gain at 12%, 9,000 of long gain at 0% (44,000 in all, below 49,450). Long losses first
  // use up the 9,000 and save nothing; what is left cancels the short gain and 3,000 of other income at 12%: 960.
  const year = single2026("30000", { otherShort: usd("5000"), otherLong: usd("9000") });
  const books = [
    buy("2024-01-01", "1", "19000", { asset: "SOL" }),
    buy("2024-01-01", "1", "18000", { asset: "DOT" }),
  ];
  const plan = planOf(books, [quote("SOL", "10000"), quote("DOT", "10000")], { of: year });

  it("are found, though neither saves anything by itself", () => {
    expect(text(plan.saving)).toBe("960");
    expect(plan.rows.map(({ asset, saving }) => [asset, text(saving)])).toEqual([
      ["DOT", "0"],
      ["SOL", "960"],
    ]);
    expect(plan.proof).toEqual({ proven: true });
  });

  it("the loss past which another dollar only adds to the carryover: all gains and 3,000", () => {
    expect(text(plan.lossUpToCap)).toBe("17000");
  });
});
