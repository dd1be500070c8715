import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import type { HarvestPlan } from "@/lib/tax/harvest/harvest";
import { buy, sell } from "../make";
import {
  date,
  day,
  lotOf,
  MIDDLE,
  planOf,
  quote,
  single2026,
  text,
  unknownLot,
} from "./make-harvest";

const told = ({ leaveAlone }: HarvestPlan) =>
  leaveAlone.map(
    ({ code, account, lots, quantity, gain }) =>
      `${code} ${account} ${lots.join("+")} ${quantityText(quantity)} ${text(gain)}`,
  );
/** What is left alone of these lots at 1,000 a BTC on November 21, 2026. */
const alone = (openLots: readonly OpenLot[], change: Parameters<typeof planOf>[2] = {}) =>
  planOf([], [quote("BTC", "1000")], { openLots, ...change });

describe("gains that turn long term soon", () => {
  it.each([
    // More than a year after 2026-01-19 is 2027-01-20, 60 days after 2026-11-21.
    ["2026-01-19", "gain-near-long", "2027-01-20"],
    ["2026-01-20", "gain", null],
    ["2025-11-21", "gain-near-long", "2026-11-22"],
    ["2025-11-20", "gain", null], // long today
  ])("bought on %s: %s", (acquired, code, first) => {
    const { leaveAlone } = alone([lotOf({ basis: "400", acquired: date(acquired) })]);
    expect(leaveAlone.map((each) => [each.code, each.firstLongDate])).toEqual([[code, first]]);
  });

  it("says what waiting saves in the same year: 600 at 24% against 15%", () => {
    const [near] = alone([lotOf({ basis: "400", acquired: date("2025-12-30") })]).leaveAlone;
    expect(text(near?.waitingSaves)).toBe("54");
    expect(near?.reason).toBe(
      "The gain of $600.00 turns long term on Dec 31, 2026. At today's price waiting saves $54.00.",
    );
  });

  it("says nothing of a saving when waiting moves the gain into next year", () => {
    const [near] = alone([lotOf({ basis: "400", acquired: date("2025-12-31") })]).leaveAlone;
    expect([near?.code, near?.firstLongDate, near?.waitingSaves]).toEqual([
      "gain-near-long",
      "2027-01-01",
      null,
    ]);
    expect(near?.reason).toBe(
      "The gain of $600.00 turns long term on Jan 1, 2027. It would also belong to next year.",
    );
  });

  it("one entry each; the other gains of the position together; worth nothing more is no gain", () => {
    const lots = [
      lotOf({ lot: "near", basis: "400", acquired: date("2025-12-01") }),
      lotOf({ lot: "long", basis: "100", acquired: date("2024-12-01") }),
      lotOf({ lot: "even", basis: "1000" }),
      lotOf({ lot: "far", units: "2", basis: "1700" }),
    ];
    expect(told(alone(lots))).toEqual(["gain-near-long A near 1 600", "gain A long+far 3 1200"]);
    expect(alone(lots).leaveAlone[1]?.reason).toBe(
      "Worth $1,200.00 more than the basis: selling adds gains instead of losses.",
    );
  });

  it("what was inherited is long already; of an unknown day nothing can be waited for", () => {
    expect(told(alone([lotOf({ basis: "1", acquired: "inherited" })]))).toEqual([
      "gain A lot 1 999",
    ]);
    expect(told(alone([lotOf({ basis: "1", acquired: null })]))).toEqual(["gain A lot 1 999"]);
  });
});

describe("losses no sale reaches with a saving", () => {
  // FIFO sells the gain of 900 before the loss of 500.
  const behind = [lotOf({ lot: "gain", basis: "100" }), lotOf({ lot: "loss", basis: "1500" })];

  it("are told with what goes first", () => {
    const plan = alone(behind);
    expect(told(plan)).toEqual(["gain A gain 1 900", "not-reachable A loss 1 -500"]);
    expect(plan.leaveAlone[1]?.reason).toBe(
      "FIFO sells other lots first, and their gains outweigh this loss; naming the lots before the sale would reach it.",
    );
  });

  it("from a cent on", () => {
    const small = (basis: string) => [lotOf({ lot: "gain" }), lotOf({ lot: "loss", basis })];
    expect(told(alone(small("1000.01")))).toContain("not-reachable A loss 1 -0.01");
    expect(told(alone(small("1000.009")))).toEqual(["gain A gain 1 900"]);
  });

  it("are those of their own account: a sale planned in another, of the same lot or not, is not theirs", () => {
    // The lot "loss" is in two accounts; in B it stands behind a gain.
    const loss = lotOf({ lot: "loss", basis: "1500" });
    const inB = [
      lotOf({ lot: "gain", account: "B" }),
      { ...loss, account: lotOf({ account: "B" }).account },
    ];
    const plan = alone([loss, ...inB]);
    expect(plan.rows.map(({ account, pastCap }) => [account, pastCap])).toEqual([["A", false]]);
    expect(told(plan)).toEqual(["gain B gain 1 900", "not-reachable B loss 1 -500"]);
  });

  it("of another asset in the same account neither", () => {
    const eth = { asset: "ETH" };
    const lots = [
      lotOf({ lot: "loss", basis: "1500" }),
      lotOf({ lot: "gain", ...eth }),
      lotOf({ lot: "loss", basis: "1500", ...eth }),
    ];
    const plan = planOf([], [quote("BTC", "1000"), quote("ETH", "1000")], { openLots: lots });
    expect(plan.leaveAlone.map(({ code, asset }) => `${code} ${asset}`)).toEqual([
      "gain ETH",
      "not-reachable ETH",
    ]);
  });

  it("a lot the plan sells in part is not left alone", () => {
    // 3,000 of the 4,000 is worth something this year, the rest adds to the carryover: both are rows.
    const plan = alone([lotOf({ basis: "5000" })]);
    expect(plan.rows.map(({ pastCap }) => pastCap)).toEqual([false, true]);
    expect(plan.leaveAlone).toEqual([]);
  });
});

describe("losses that would be wasted", () => {
  // 30,000 of taxable income and 15,000 of long gain, all of it at 0%.
  const low = single2026("30000");
  const gains = [
    buy("2024-01-01", "1", "1000", { asset: "SOL" }),
    sell("2026-02-01", "1", "16000", { asset: "SOL" }),
  ];

  it("against gains at 0% the loss is used up and saves nothing", () => {
    const openLots = [lotOf({ basis: "6000" })];
    const plan = planOf(gains, [quote("BTC", "1000")], { of: low, openLots });
    expect(told(plan)).toEqual(["zero-bracket A lot 1 -5000"]);
    expect(plan.leaveAlone[0]).toMatchObject({
      firstLongDate: null,
      waitingSaves: null,
      reason:
        "The loss of $5,000.00 would only cancel gains that are taxed at 0%: it would be used up and save nothing.",
    });
  });

  it("is said of the account it is in; elsewhere the same asset may not be reachable at all", () => {
    const inB = { account: "B" };
    const openLots = [
      lotOf({ lot: "a", basis: "6000" }),
      lotOf({ lot: "gain", ...inB }),
      lotOf({ lot: "b", basis: "1500", ...inB }),
      lotOf({ lot: "e", basis: "1500", asset: "ETH" }),
      lotOf({ lot: "other", basis: "9000", asset: "ETH" }),
    ];
    const plan = planOf(gains, [quote("BTC", "1000"), quote("ETH", "5000")], { of: low, openLots });
    expect(told(plan)).toEqual([
      "gain B gain 1 900",
      "not-reachable B b 1 -500",
      "gain A e 1 3500",
      "zero-bracket A a 1 -5000",
      "zero-bracket A e+other 2 -500",
    ]);
  });

  it("costs above the saving: 24% of 150 is 36, and selling costs 50", () => {
    const openLots = [lotOf({ basis: "1100" })];
    const plan = alone(openLots, { costs: { rate: "0", fixed: usd("50") } });
    expect(plan.rows).toEqual([]);
    expect(plan.leaveAlone.map(({ code, reason }) => [code, reason])).toEqual([
      ["costs", "The costs of $50.00 are more than the $36.00 of tax it would save."],
    ]);
  });

  it("a saving below a cent without any costs is not blamed on them", () => {
    // 24% of 0.03.
    const plan = alone([lotOf({ basis: "1000.03" })]);
    expect(plan.rows).toEqual([]);
    expect(plan.leaveAlone.map(({ code, reason }) => [code, reason])).toEqual([
      ["costs", "After its costs the sale would save less than a cent."],
    ]);
  });
});

describe("what nothing can be said about", () => {
  const lots = [lotOf({ lot: "known", basis: "400" }), unknownLot("x"), lotOf({ lot: "behind" })];

  it("without a price: all lots of the position, with or without basis", () => {
    const plan = planOf([], [], { openLots: lots });
    expect(told(plan)).toEqual(["no-price A known+x+behind 3 null"]);
    expect(plan.leaveAlone[0]?.reason).toBe(
      "There is no price for BTC; nothing can be said about selling it.",
    );
  });

  it("behind a lot of unknown basis: that one and all that follow", () => {
    expect(told(alone(lots))).toEqual(["gain A known 1 600", "no-basis A x+behind 2 null"]);
  });

  it("is empty without holdings", () => {
    expect(alone([], { of: MIDDLE, asOf: day("2026-10-01") }).leaveAlone).toEqual([]);
  });
});
