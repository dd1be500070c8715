import { describe, expect, it } from "vitest";
import type { PlannerBookText } from "@/lib/planner/book";
import { createPlanner } from "@/lib/planner/planner";
import { BLANK_SCENARIO, type Scenario } from "@/lib/planner/scenario";
import { invariant } from "@/lib/result";

/** Single, 2026, wages 53,900 less the deduction of 16,100: 37,800; two lots of BTC worth 1,000 each, bought for 3,000 and for 500. */
const BOOK: PlannerBookText = {
  year: 2026,
  sold: "2026-11-21",
  profile: {
    filingStatus: "single",
    ordinaryIncome: "53900",
    deduction: "16100",
    qualifiedDividends: "0",
    otherInvestmentIncome: "0",
    magiAddBack: "0",
  },
  gains: { short: "0", long: "0", collectible: "0" },
  carryoverIn: { short: "0", long: "0" },
  positions: [
    {
      key: "A~BTC",
      asset: "BTC",
      collectible: false,
      price: "1000",
      method: "hifo",
      lots: [
        ["1", "500", "2026-01-05", "2026-01-05", null],
        ["1", "3000", "2026-02-05", "2026-02-05", null],
      ],
    },
    {
      key: "A~ETH",
      asset: "ETH",
      collectible: false,
      price: null,
      method: "fifo",
      lots: [
        ["2", "900", "2026-03-05", "2026-03-05", null],
        ["1", null, null, "2026-04-05", null],
      ],
    },
  ],
};

function answer(change: Partial<Scenario>, book: PlannerBookText = BOOK) {
  const planner = createPlanner(book);
  invariant(planner.ok, "2026 is in the product");
  return planner.value.answer({ ...BLANK_SCENARIO, ...change });
}

describe("a planner", () => {
  it("sells what the account sells first: HIFO's loss of 2,000 saves 12 % of it", () => {
    const one = answer({ picks: ["A~BTC"], units: { "A~BTC": "1" } });
    expect(one.rows["A~BTC"]).toMatchObject({ units: "1", lots: 1, gain: "-2000", short: "-2000" });
    // 37,800 is in the 12 % bracket: 240.
    expect([one.saving, one.taxWithout, one.taxWith]).toEqual(["240", "4288", "4048"]);
  });

  it("sells all with a blank quantity, and nothing that is not ticked", () => {
    const all = answer({ picks: ["A~BTC"] });
    // 2,000 of loss and 500 of gain: 1,500 at 12 %.
    expect([all.rows["A~BTC"]?.units, all.saving]).toEqual(["2", "180"]);
    expect(answer({ units: { "A~BTC": "1" } })).toMatchObject({ rows: {}, saving: "0" });
  });

  it("follows a price, an income and a filing status", () => {
    // At 1,600: 1,400 of loss on the first unit, 168 at 12 %.
    const dearer = answer({ picks: ["A~BTC"], units: { "A~BTC": "1" }, prices: { BTC: "$1,600" } });
    expect([dearer.rows["A~BTC"]?.gain, dearer.saving]).toEqual(["-1400", "168"]);
    // 100,000 - 16,100 = 83,900 is in the 22 % bracket.
    expect(answer({ picks: ["A~BTC"], units: { "A~BTC": "1" }, income: "100,000" }).saving).toBe(
      "440",
    );
    // Married filing separately: the limit is 1,500 (IRC 1211(b)), so 500 of the 2,000 are carried on.
    const apart = answer({ picks: ["A~BTC"], units: { "A~BTC": "1" }, status: "mfs" });
    expect([apart.saving, apart.carryoverAdded]).toEqual(["180", "500"]);
  });

  it("changes the standard deduction with the status, and leaves another deduction alone", () => {
    // Rev. Proc. 2025-32: 32,200 for joint returns.
    expect(answer({ status: "mfj" }).deduction).toBe("32200");
    const itemized = { ...BOOK, profile: { ...BOOK.profile, deduction: "21000" } };
    expect(answer({ status: "mfj" }, itemized).deduction).toBe("21000");
    expect(answer({ deduction: "20,000" }).figures[3]?.without).toBe("33900");
  });

  it("takes fees off the gain, and off the saving once more as money paid", () => {
    const one = answer({ picks: ["A~BTC"], units: { "A~BTC": "1" }, fee: "1", feeFixed: "5" });
    // 10 + 5 of fees: a loss of 2,015, 241.80 saved, 226.80 after fees.
    expect([one.fees, one.saving, one.netSaving]).toEqual(["15", "241.8", "226.8"]);
  });

  it("stops at a lot of unknown basis, and says by the field what it cannot take", () => {
    const blank = answer({ picks: ["A~ETH"] });
    expect(blank.errors).toEqual({
      "price.ETH": "There is no price: say what one unit would bring.",
    });
    const known = answer({ picks: ["A~ETH"], prices: { ETH: "400" } });
    expect(known.rows["A~ETH"]).toMatchObject({ units: "2", gain: "-100" });
    const over = answer({ picks: ["A~ETH"], prices: { ETH: "400" }, units: { "A~ETH": "2.5" } });
    expect(over.errors).toEqual({ "units.A~ETH": "At most 2 can be sold with a known result." });
    expect(over.rows).toEqual({});
    expect(answer({ income: "-3", fee: "60" }).errors).toEqual({
      income: "Dollars such as 1,234.56, zero or more.",
      fee: "A percentage from 0 to 50, such as 0.6.",
    });
  });

  it("remembers no sale of another price, quantity or fee", () => {
    const planner = createPlanner(BOOK);
    invariant(planner.ok, "2026 is in the product");
    const of = (change: Partial<Scenario>) =>
      planner.value.answer({
        ...BLANK_SCENARIO,
        picks: ["A~BTC"],
        units: { "A~BTC": "1" },
        ...change,
      }).saving;
    expect([of({}), of({ prices: { BTC: "1600" } }), of({ fee: "1" }), of({})]).toEqual([
      "240",
      "168",
      "241.2",
      "240",
    ]);
  });

  it("refuses a year whose amounts are not in the product", () => {
    expect(createPlanner({ ...BOOK, year: 2031 })).toMatchObject({
      ok: false,
      error: { code: "unsupported-year" },
    });
  });

  it("sells the lots that are named instead of the account's own order, whole or in part", () => {
    const lots = { "A~BTC": { "2026-01-05": "", "2026-02-05": "0.5" } };
    const named = answer({ lots });
    // 500 gained on the first lot, 1,000 lost on half of the second: 500 off income taxed at 12%.
    expect(named.errors).toEqual({});
    expect([named.rows["A~BTC"], named.saving]).toEqual([
      { units: "1.5", lots: 2, value: "1500", short: "-500", long: "0", gain: "-500" },
      "60",
    ]);
    // A tick and units of the position say nothing once lots are named.
    expect(answer({ lots, picks: ["A~BTC"], units: { "A~BTC": "2" } })).toEqual(named);
    // HIFO would take the dear one first.
    const unnamed = answer({ picks: ["A~BTC"], units: { "A~BTC": "1.5" } });
    expect(unnamed.rows["A~BTC"]?.gain).toBe("-1750");
  });

  it("says by the lot what cannot be sold of it, and sells the rest", () => {
    const lots = {
      "A~BTC": { "2026-01-05": "1.1", "2026-02-05": "" },
      "A~ETH": { "2026-04-05": "", "2026-03-05": "x" },
    };
    const told = answer({ lots, prices: { ETH: "400" } });
    expect(told.errors).toEqual({
      "lots.A~BTC.2026-01-05": "At most 1 can be sold with a known result.",
      "lots.A~ETH.2026-04-05": "Its basis is not known, so neither is what selling it does.",
      "lots.A~ETH.2026-03-05": "Units such as 0.25.",
    });
    expect(Object.keys(told.rows)).toEqual(["A~BTC"]);
    expect(told.saving).toBe("240");
  });

  it("lists lots by the day they were opened, several of a day apart, with their gain at the price that is tried", () => {
    const [btc] = BOOK.positions;
    invariant(btc !== undefined, "there is one");
    const twice = { ...BOOK, positions: [{ ...btc, lots: [...btc.lots, ...btc.lots] }] };
    const planner = createPlanner(twice);
    invariant(planner.ok, "2026 is in the product");
    expect(planner.value.lots("A~BTC", {}).map(({ name, gain }) => [name, gain])).toEqual([
      ["2026-01-05", "500"],
      ["2026-02-05", "-2000"],
      ["2026-01-05.2", "500"],
      ["2026-02-05.2", "-2000"],
    ]);
    expect(planner.value.lots("A~BTC", { BTC: "3000" }).map(({ gain }) => gain)).toEqual([
      "2500",
      "0",
      "2500",
      "0",
    ]);
    expect(planner.value.lots("B~BTC", {})).toEqual([]);
  });
});
