import { describe, expect, it } from "vitest";
import { priceText } from "@/lib/money/price";
import { quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { seasonChecklist } from "@/lib/tax/harvest/checklist-season";
import type { HarvestPlan } from "@/lib/tax/harvest/harvest";
import { harvestPlan } from "@/lib/tax/harvest/plan";
import { openPositions } from "@/lib/tax/harvest/unrealized";
import type { LedgerSettings, Quote, YearProfile } from "@/lib/tax/settings";
import { assetId, type Transaction } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { NO_SEASON_FACTS } from "../../support/season-facts";
import { AS_OF, buy, ledgerOf, leg, profile, sell, settings, told, yearOf } from "./make";

const quote = (asset: string, price: string): Quote => ({
  asset: assetId(asset),
  price,
  at: instant("2026-11-20T00:00:00Z"),
  source: "test",
});
// 2026, single, 24% on ordinary income (105,700-201,775), 15% on long gains.
const MIDDLE = profile(2026, { ordinaryIncome: usd("166100"), deduction: usd("16100") });

function planOf(
  transactions: readonly Transaction[],
  quotes: readonly Quote[],
  of: YearProfile = MIDDLE,
  change: Partial<LedgerSettings> = {},
): HarvestPlan {
  const ledger = ledgerOf(transactions, change);
  const result = harvestPlan({
    ledger,
    year: yearOf(ledger, [of], 2026),
    profile: of,
    settings: settings(change),
    quotes,
    asOf: AS_OF,
  });
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  return result.value;
}

const text = (amount: Usd | null) => (amount === null ? null : usdText(amount));

describe("open positions", () => {
  it("has no value, never zero, without a price or with text that is none", () => {
    const ledger = ledgerOf([
      buy("2026-01-01", "2", "100"),
      buy("2026-01-01", "1", "9", { asset: "XYZ" }),
    ]);
    const [btc, xyz] = openPositions({
      ledger,
      quotes: [quote("BTC", "40"), quote("XYZ", "n/a")],
      asOf: AS_OF,
    });
    expect([
      btc?.price && priceText(btc.price),
      text(btc?.value ?? null),
      text(btc?.gain ?? null),
    ]).toEqual(["40", "80", "-20"]);
    expect([xyz?.price, xyz?.value, xyz?.gain]).toEqual([null, null, null]);
  });

  it("counts the days to long term and takes the latest quote", () => {
    const ledger = ledgerOf([buy("2025-11-23", "1", "100"), buy("2025-11-20", "1", "100")]);
    const quotes = [
      quote("BTC", "5"),
      { ...quote("BTC", "7"), at: instant("2026-11-21T00:00:00Z") },
    ];
    const positions = openPositions({ ledger, quotes, asOf: AS_OF });
    expect(
      positions.map(({ daysToLong, firstLongDate, termIfSold, value }) => [
        daysToLong,
        firstLongDate,
        termIfSold,
        text(value),
      ]),
    ).toEqual([
      [0, "2026-11-21", "long", "7"],
      [3, "2026-11-24", "short", "7"],
    ]);
  });
});

describe("the plan", () => {
  const gain = [
    buy("2026-01-05", "1", "1000", { asset: "SOL" }),
    sell("2026-03-01", "1", "21000", { asset: "SOL" }),
  ];

  it("ranks by what is saved after the rows above; past the cap only the carryover grows", () => {
    const plan = planOf(
      [...gain, buy("2026-02-01", "1", "30000", { asset: "ETH" }), buy("2026-02-01", "1", "60000")],
      [quote("ETH", "15000"), quote("BTC", "20000")],
    );
    // 20,000 of short gain at 24% and 3,000 of other income at 24%: 23,000 of loss saves 5,520.
    // BTC alone has a loss of 40,000; 23,000 of it is enough: 0.575 BTC.
    expect(
      plan.rows.map(({ asset, quantity, saving, cumulativeSaving, pastCap }) => [
        asset,
        quantityText(quantity),
        text(saving),
        text(cumulativeSaving),
        pastCap,
      ]),
    ).toEqual([
      ["BTC", "0.575", "5520", "5520", false],
      ["ETH", "1", "0", "5520", true],
      ["BTC", "0.425", "0", "5520", true],
    ]);
    expect(text(plan.saving)).toBe("5520");
    expect(plan.rows.map(({ carryoverAdded }) => text(carryoverAdded))).toEqual([
      "0",
      "15000",
      "17000",
    ]);
    expect(plan.rows[0]?.reason).toBe(
      "The net loss of $23,000.00 cancels $20,000.00 of gains and takes $3,000.00 off other income.",
    );
  });

  it("a FIFO account sells its older gain first, and the plan says so", () => {
    const rows = [
      buy("2026-01-10", "1", "10000", { asset: "ETH" }),
      buy("2026-02-10", "1", "40000", { asset: "ETH" }),
    ];
    const plan = planOf([...gain, ...rows], [quote("ETH", "20000")]);
    // Whole position: +10,000 and -20,000 = -10,000 of short gain at 24%.
    expect(
      plan.rows.map(({ quantity, saving, lots }) => [
        quantityText(quantity),
        text(saving),
        lots.length,
      ]),
    ).toEqual([["2", "2400", 2]]);
    expect(plan.rows[0]?.reason).toContain("FIFO also sells 1 lot with a gain of $10,000.00.");
    const hifo = planOf([...gain, ...rows], [quote("ETH", "20000")], MIDDLE, {
      standingOrders: [
        {
          id: "h",
          account: null,
          method: "hifo",
          effectiveFrom: instant("2026-01-01T00:00:00Z"),
          madeAt: instant("2026-01-01T00:00:00Z"),
          toldBrokerAt: null,
        },
      ],
    });
    expect(hifo.rows.map(({ quantity, saving }) => [quantityText(quantity), text(saving)])).toEqual(
      [["1", "4800"]],
    );
  });

  it("says when a loss lot cannot be reached with a saving", () => {
    const plan = planOf(
      [
        ...gain,
        buy("2026-05-10", "1", "1000", { asset: "ETH" }),
        buy("2026-06-10", "1", "21000", { asset: "ETH" }),
      ],
      [quote("ETH", "20000")],
    );
    expect(plan.rows).toEqual([]);
    expect(plan.leaveAlone.map(({ code }) => code).sort()).toEqual(["gain", "not-reachable"]);
  });

  it("does not harvest into the 0% band", () => {
    const low = profile(2026, { ordinaryIncome: usd("46100"), deduction: usd("16100") });
    const gains = [
      buy("2024-01-01", "1", "1000", { asset: "SOL" }),
      sell("2026-02-01", "1", "11000", { asset: "SOL" }),
    ];
    const plan = planOf([...gains, buy("2024-02-01", "1", "15000")], [quote("BTC", "10000")], low);
    expect(plan.rows).toEqual([]);
    expect(plan.leaveAlone.map(({ code, gain: loss }) => [code, text(loss)])).toEqual([
      ["zero-bracket", "-5000"],
    ]);
  });

  it("waits for a gain that turns long in three days: 2,700 at 24% against 15%", () => {
    const plan = planOf([buy("2025-11-23", "1", "10000")], [quote("BTC", "40000")]);
    expect(
      plan.leaveAlone.map(({ code, firstLongDate, waitingSaves }) => [
        code,
        firstLongDate,
        text(waitingSaves),
      ]),
    ).toEqual([["gain-near-long", "2026-11-24", "2700"]]);
  });

  it("lists what has no price or no basis and never values it", () => {
    const arrived: Transaction = {
      ...told("2026-01-01"),
      kind: "deposit",
      received: leg("DOT", "1"),
      value: null,
    };
    const plan = planOf(
      [buy("2026-01-01", "1", "5", { asset: "XYZ" }), arrived],
      [quote("DOT", "3")],
    );
    expect(plan.rows).toEqual([]);
    expect(plan.leaveAlone.map(({ code, gain: none }) => [code, none]).sort()).toEqual([
      ["no-basis", null],
      ["no-price", null],
    ]);
  });

  it("leaves alone a loss whose costs are more than its saving", () => {
    const ledger = ledgerOf([buy("2026-02-01", "1", "1000")]);
    const year = yearOf(ledger, [MIDDLE], 2026);
    const result = harvestPlan({
      ledger,
      year,
      profile: MIDDLE,
      settings: settings(),
      quotes: [quote("BTC", "900")],
      asOf: AS_OF,
      costs: { rate: "0", fixed: usd("50") },
    });
    expect(result.ok && result.value.rows).toEqual([]);
    expect(result.ok && result.value.leaveAlone.map(({ code }) => code)).toEqual(["costs"]);
  });
});

describe("the checklist", () => {
  const steps = (transactions: readonly Transaction[], of: YearProfile | null = MIDDLE) => {
    const ledger = ledgerOf(transactions);
    const year = yearOf(ledger, of === null ? [] : [of], 2026);
    const plan =
      of === null
        ? null
        : harvestPlan({
            ledger,
            year,
            profile: of,
            settings: settings(),
            quotes: [quote("BTC", "10")],
            asOf: AS_OF,
          });
    return seasonChecklist({
      books: {
        ledger,
        year,
        plan: plan?.ok === true ? plan.value : null,
        settings: settings({ timeZone: "America/Chicago" }),
        quotes: [quote("BTC", "10")],
        asOf: AS_OF,
      },
      facts: NO_SEASON_FACTS,
    });
  };
  const done = (list: ReturnType<typeof steps>) =>
    Object.fromEntries(list.map((step) => [step.id, step.done]));

  it("is in order of date, says when December 31 ends in the tax zone, and gives each step its reason and authority", () => {
    const list = steps([]);
    expect(list.map(({ due }) => due)).toEqual([...list.map(({ due }) => due)].sort());
    expect(list.find(({ id }) => id === "deadline")).toMatchObject({
      due: "2026-12-31",
      title: "Last moment: December 31, 23:59:59, America/Chicago",
    });
    expect(
      list.every(
        ({ reason, authority, evidence }) => reason !== "" && authority !== "" && evidence !== "",
      ),
    ).toBe(true);
  });

  it("ticks itself from the books", () => {
    expect(done(steps([], null))).toMatchObject({
      "refresh-books": false,
      "match-moves": true,
      profile: false,
      sell: false,
      deadline: false,
    });
    // A second unit would still lose 40.
    const part = steps([buy("2026-01-01", "2", "100"), sell("2026-10-03", "1", "20")]);
    expect(done(part)).toMatchObject({ sell: false });
    const sold = steps([buy("2026-01-01", "2", "100"), sell("2026-10-03", "2", "20")]);
    expect(done(sold)).toMatchObject({
      "refresh-books": true,
      profile: true,
      sell: true,
      prices: true,
      rebuy: true,
    });
    expect(sold.find(({ id }) => id === "sell")?.evidence).toBe(
      "A sale at a loss is in the books on Oct 3, 2026.",
    );
    const again = steps([
      buy("2026-01-01", "2", "100"),
      sell("2026-10-03", "2", "20"),
      buy("2026-10-20", "1", "10"),
    ]);
    expect(done(again)).toMatchObject({ rebuy: false });
  });

  it("adds a step for a gain about to turn long term", () => {
    const list = steps([buy("2025-12-01", "1", "5", { id: "soon" })]);
    expect(list.find(({ id }) => id === "wait-soon")).toMatchObject({
      due: "2026-12-02",
      done: false,
    });
  });
});
