import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { compareQuantity, quantity, quantityText } from "@/lib/money/quantity";
import { absoluteUsd, compareUsd, subtractUsd, type Usd, usd, usdText } from "@/lib/money/usd";
import { seasonChecklist } from "@/lib/tax/harvest/checklist-season";
import { floorToOrder, nextOrder } from "@/lib/tax/harvest/orderable";
import { harvestPlan } from "@/lib/tax/harvest/plan";
import { deepestLoss, netGain, type ReachInput } from "@/lib/tax/harvest/reachable";
import { stepsOf } from "@/lib/tax/harvest/running-sale";
import { type KnownLot, NO_COSTS } from "@/lib/tax/harvest/sale";
import { situationOf } from "@/lib/tax/harvest/saving";
import type { Quote } from "@/lib/tax/settings";
import { assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { bestOrder, bestPrefix, bestQuantity, prefixes } from "../../support/one-order";
import { NO_SEASON_FACTS } from "../../support/season-facts";
import { AS_OF, buy, ledgerOf, profile, sell, settings, yearOf } from "./make";

// 2026, single, 24% on ordinary income (105,700-201,775), 15% on long gains.
const MIDDLE = profile(2026, { ordinaryIncome: usd("166100"), deduction: usd("16100") });

const quote = (asset: string, of: string): Quote => ({
  asset: assetId(asset),
  price: of,
  at: instant("2026-11-20T00:00:00Z"),
  source: "test",
});

function planned(transactions: readonly Transaction[], quotes: readonly Quote[]) {
  const ledger = ledgerOf(transactions);
  const result = harvestPlan({
    ledger,
    year: yearOf(ledger, [MIDDLE], 2026),
    profile: MIDDLE,
    settings: settings(),
    quotes,
    asOf: AS_OF,
  });
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  return result.value;
}

const decimals = (text: string) => (text.split(".")[1] ?? "").length;

describe("orders one can place", () => {
  it.each([
    ["1", "1", "1.00000001"],
    ["0.123456789", "0.12345678", "0.12345679"],
    ["0.999999999999999999", "0.99999999", "1"],
    ["0.000000001", "0", "0.00000001"],
  ])("%s is floored to %s; the next is %s", (held, floor, next) => {
    expect(quantityText(floorToOrder(quantity(held)))).toBe(floor);
    expect(quantityText(nextOrder(floorToOrder(quantity(held))))).toBe(next);
  });

  it("a sale that stops where the tax bends is proposed with eight decimals, and speaks of no dust", () => {
    const plan = planned(
      [
        buy("2026-01-05", "1", "1000", { asset: "SOL" }),
        sell("2026-03-01", "1", "11000", { asset: "SOL" }),
        buy("2026-02-01", "1", "40000"),
      ],
      [quote("BTC", "10000")],
    );
    // Loss per unit 30,000; 13,000 of it is worth something: 13/30 = 0.4333… BTC. The rest of the lot, 0.56666666, only carries.
    expect(
      plan.rows.map((row) => [quantityText(row.quantity), usdText(row.saving).slice(0, 7)]),
    ).toEqual([
      ["0.43333334", "3120"],
      ["0.56666666", "0"],
    ]);
    expect(plan.rows.map(({ reason }) => reason)).toEqual([
      "The net loss of $13,000.00 cancels $10,000.00 of gains and takes $3,000.00 off other income.",
      "The net loss of $17,000.00 adds $17,000.00 to the carryover.",
    ]);
  });

  it("never proposes more than is held: units with eighteen decimals are floored", () => {
    const plan = planned([buy("2026-02-01", "1.123456789012345678", "3000")], [quote("BTC", "1")]);
    expect(plan.rows.map((row) => quantityText(row.quantity))).toEqual(["1.12345678"]);
  });

  it("makes no row of a loss below a cent, and says nothing of it", () => {
    const plan = planned([buy("2026-02-01", "1", "1.004")], [quote("BTC", "1")]);
    expect([plan.rows, plan.leaveAlone]).toEqual([[], []]);
  });
});

const arbitraryLots = fc.array(
  fc.record({
    units: fc.integer({ min: 1, max: 500_000_000 }),
    cost: fc.integer({ min: 0, max: 4_000_000 }),
    isLong: fc.boolean(),
    giftBasis: fc.option(fc.integer({ min: 0, max: 4_000_000 }), { nil: null }),
  }),
  { minLength: 1, maxLength: 12 },
);

function inputOf(
  lots: readonly { units: number; cost: number; isLong: boolean; giftBasis: number | null }[],
  realized: readonly [number, number],
  rate: string,
): ReachInput {
  const [template] = ledgerOf([buy("2026-02-01", "1", "1")]).openLots;
  const ledger = ledgerOf([buy("2026-02-01", "1", "1")]);
  const found = situationOf(yearOf(ledger, [MIDDLE], 2026), MIDDLE);
  if (template === undefined || !found.ok) {
    throw new Error("no template");
  }
  const ordered = lots.map(({ units, cost, isLong, giftBasis }, index): KnownLot => {
    const opened = calendarDate(isLong ? "2024-02-01" : "2026-02-01");
    const lossBasis = giftBasis === null ? null : usd(`${Math.min(giftBasis, cost)}.01`);
    return {
      ...template,
      lot: `lot${index}`,
      acquired: opened,
      opened,
      quantity: quantity(`${units}`.padStart(9, "0").replace(/^(\d+)(\d{8})$/, "$1.$2")),
      basis: usd(`${cost}.01`),
      lossBasis,
    };
  });
  const situation = {
    ...found.value,
    gains: { ...found.value.gains, short: usd(`${realized[0]}`), long: usd(`${realized[1]}`) },
  };
  const costs = { ...NO_COSTS, rate };
  return { situation, ordered, price: price("40000.37"), sold: AS_OF.date, costs };
}

const apart = (a: Usd, b: Usd) => absoluteUsd(subtractUsd(a, b));

describe("one pass over the lots", () => {
  const gains = fc.tuple(
    fc.integer({ min: -50_000, max: 300_000 }),
    fc.integer({ min: -50_000, max: 300_000 }),
  );
  const rates = fc.constantFrom("0", "0.001");

  it("has the totals of simulating every prefix", () => {
    fc.assert(
      fc.property(arbitraryLots, gains, rates, (lots, realized, rate) => {
        const input = inputOf(lots, realized, rate);
        const slow = prefixes(input);
        const fast = [...stepsOf(input)];
        expect(fast.length).toBe(slow.length);
        fast.forEach(({ after }, index) => {
          const totals = slow[index]?.sale.totals;
          if (totals === undefined) {
            throw new Error("a prefix is missing");
          }
          for (const name of ["short", "long", "fees"] as const) {
            expect(compareUsd(apart(after.totals[name], totals[name]), usd("0.000000000001"))).toBe(
              -1,
            );
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it("finds at least what trying every whole lot finds; an order is within a cent per unit's last decimal of it", () => {
    fc.assert(
      fc.property(arbitraryLots, gains, rates, (lots, realized, rate) => {
        const input = inputOf(lots, realized, rate);
        const whole = bestPrefix(prefixes(input));
        const free = bestQuantity(input);
        const order = bestOrder(input);
        if (whole !== null) {
          const most = free?.saving.netSaving ?? usd("0");
          expect(compareUsd(subtractUsd(whole.saving.netSaving, most), usd("0.00001"))).toBe(-1);
        }
        if (order !== null && free !== null) {
          expect(decimals(quantityText(order.quantity))).toBeLessThanOrEqual(8);
          expect(
            compareUsd(apart(order.saving.netSaving, free.saving.netSaving), usd("0.01")),
          ).toBe(-1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("finds the deepest loss of all prefixes", () => {
    fc.assert(
      fc.property(arbitraryLots, (lots) => {
        const input = inputOf(lots, [0, 0], "0");
        const least = prefixes(input).reduce(
          (so, { sale }) => (compareUsd(netGain(sale.totals), so) < 0 ? netGain(sale.totals) : so),
          usd("0"),
        );
        const deepest = deepestLoss(input);
        const found = deepest === null ? usd("0") : netGain(deepest.sale.totals);
        expect(compareUsd(apart(found, least), usd("0.01"))).toBe(-1);
      }),
      { numRuns: 60 },
    );
  });

  it("stops at a lot of unknown basis", () => {
    const input = inputOf(
      [
        { units: 100_000_000, cost: 90_000, isLong: false, giftBasis: null },
        { units: 100_000_000, cost: 90_000, isLong: false, giftBasis: null },
      ],
      [0, 0],
      "0",
    );
    const [first, second] = input.ordered;
    if (first === undefined || second === undefined) {
      throw new Error("two lots");
    }
    const blocked = { ...input, ordered: [first, { ...second, basis: null }] };
    expect([...stepsOf(blocked)].length).toBe(1);
    expect(compareQuantity(deepestLoss(blocked)?.quantity ?? quantity("0"), quantity("1"))).toBe(0);
  });

  it("plans ten thousand lots, each with its own basis, without trying every pair of them", () => {
    const lots = Array.from({ length: 10_000 }, (_, index) =>
      buy("2026-02-01", "0.01", String(100 + ((index * 7919) % 500))),
    );
    const started = performance.now();
    const plan = planned(lots, [quote("BTC", "10000")]);
    expect(performance.now() - started).toBeLessThan(20_000);
    // Basis 100 to 599 in turn, mean 349.50: 3,495,000 in all against 10,000 lots of 100 = 1,000,000; 3,000 is worth something.
    expect(plan.rows.map((row) => usdText(row.carryoverAdded).split(".")[0])).toEqual([
      "0",
      "2491999",
    ]);
  });
});

describe("what was bought back", () => {
  const rebuy = (transactions: readonly Transaction[]) => {
    const ledger = ledgerOf(transactions);
    const year = yearOf(ledger, [MIDDLE], 2026);
    const books = { ledger, year, plan: null, settings: settings(), quotes: [], asOf: AS_OF };
    return seasonChecklist({ books, facts: NO_SEASON_FACTS }).find(({ id }) => id === "rebuy");
  };

  it("counts thirty days from the last sale before the purchase, of that asset only", () => {
    const held = [buy("2026-01-01", "5", "500"), buy("2026-01-01", "5", "500", { asset: "ETH" })];
    const sold = [sell("2026-09-10", "1", "20"), sell("2026-10-10", "1", "20")];
    expect(rebuy([...held, ...sold, buy("2026-11-10", "1", "10")])?.done).toBe(true);
    expect(rebuy([...held, ...sold, buy("2026-11-09", "1", "10")])).toMatchObject({
      done: false,
      evidence:
        "1 BTC bought back on Nov 9, 30 days after the loss, to be reviewed: held from Nov 10, long term from Nov 10, 2027.",
    });
    expect(rebuy([...held, ...sold, buy("2026-10-12", "1", "10", { asset: "ETH" })])?.done).toBe(
      true,
    );
  });
});
