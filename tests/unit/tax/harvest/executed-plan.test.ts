import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { subtractUsd, sumUsd, usd, usdText } from "@/lib/money/usd";
import { NO_FORM_FACTS } from "@/lib/tax/forms/form-facts";
import { countedGains } from "@/lib/tax/harvest/counted-gains";
import { executedPlan, type SaleThen } from "@/lib/tax/harvest/executed-plan";
import { situationOf } from "@/lib/tax/harvest/saving";
import type { Identification } from "@/lib/tax/settings";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, sell, yearOf } from "../make";
import { day, MIDDLE } from "./make-harvest";

/** One unit for 10,000, and one for 60,000. */
const LOTS = [
  buy("2020-01-06", "1", "10000", { id: "low" }),
  buy("2021-01-06", "1", "60000", { id: "high" }),
];

/** Sell the dear one at 50,000: a loss of 10,000. */
const PLANNED: SaleThen = {
  account: accountId("A"),
  asset: assetId("BTC"),
  collectible: false,
  lots: [
    {
      lot: "high",
      acquired: "2021-01-06",
      quantity: quantity("1"),
      gain: usd("-10000"),
      term: "long",
    },
  ],
};

interface Sold {
  readonly on: string;
  readonly units: string;
  readonly lot: string;
  readonly proceeds: string | null;
}

/** The plan of November 10 against these sales, each out of the lot it names, in 2026, single, 150,000 of taxable income (24%). */
function against(sold: readonly Sold[], sales: readonly SaleThen[] = [PLANNED]) {
  const made: Transaction[] = sold.map(({ on, units, proceeds }, index) =>
    sell(on, units, proceeds, { id: `sale-${index}` }),
  );
  const identifications = sold.flatMap(({ lot, units }, index): Identification[] => {
    const sale = made[index];
    return sale === undefined
      ? []
      : [
          {
            transaction: sale.id,
            madeAt: instant("2026-09-01T00:00:00Z"),
            toldBrokerAt: null,
            lots: [{ lot, quantity: quantity(units) }],
          },
        ];
  });
  const ledger = ledgerOf([...LOTS, ...made], { identifications }, day("2027-01-10"));
  const situation = situationOf(yearOf(ledger, [MIDDLE], 2026), MIDDLE);
  const result = executedPlan({
    sales,
    closedLots: ledger.closedLots,
    savedOn: calendarDate("2026-11-10"),
    situation: situation.ok ? situation.value : null,
  });
  const { savings } = result;
  return {
    sales: result.sales,
    savings:
      savings === null
        ? null
        : [savings.inThisYear, savings.unitsSold, savings.asSold, savings.withOthers].map(
            ({ saving }) => usdText(saving),
          ),
  };
}

describe("planned against sold", () => {
  it("nothing sold saved nothing, whatever was planned (3,000 of the loss at 24% is 720)", () => {
    const { sales, savings } = against([]);
    expect(savings).toEqual(["720", "0", "0", "0"]);
    expect(sales[0]).toMatchObject({ days: [], hasOtherTerm: false });
  });

  it("sold as planned saved what was planned", () => {
    const { sales, savings } = against([
      { on: "2026-12-03", units: "1", lot: "high", proceeds: "50000" },
    ]);
    expect(savings).toEqual(["720", "720", "720", "720"]);
    expect(sales[0]?.days).toEqual(["2026-12-03"]);
    expect(usdText(sales[0]?.proceeds ?? usd("0"))).toBe("50000");
  });

  it("tells units, price and other lots apart, each step a run of the whole year", () => {
    // A fifth of the dear unit at 45,000: 9,000 less 12,000. Its planned loss was 2,000, 480 at 24%; the loss made is 3,000, 720.
    // A tenth of the cheap one at 45,000: 4,500 less 1,000, a long gain of 3,500: together a long gain of 500, 75 at 15%.
    const { sales, savings } = against([
      { on: "2026-12-03", units: "0.2", lot: "high", proceeds: "9000" },
      { on: "2026-12-04", units: "0.1", lot: "low", proceeds: "4500" },
    ]);
    expect(savings).toEqual(["720", "480", "720", "-75"]);
    expect(quantityText(sales[0]?.sold ?? quantity("0"))).toBe("0.2");
    expect(quantityText(sales[0]?.otherLots ?? quantity("0"))).toBe("0.1");
  });

  it("a year whose form rounds each row is the same without the sales as before them", () => {
    // Proceeds of 16,666.666666 are rounded on each row, so three rows are a cent off the exact gains.
    const made = ["a", "b", "c"].map((id) =>
      sell("2026-12-03", "0.333333", "16666.666666", { id }),
    );
    const before = ledgerOf(LOTS, {}, day("2027-01-10"));
    const after = ledgerOf([...LOTS, ...made], {}, day("2027-01-10"));
    const [then, now] = [before, after].map((ledger) =>
      situationOf(yearOf(ledger, [MIDDLE], 2026), MIDDLE),
    );
    if (then?.ok !== true || now?.ok !== true) {
      throw new Error("the year's amounts are known");
    }
    const { closedLots } = after;
    const counted = countedGains(closedLots, {
      closedLots,
      year: 2026,
      situation: now.value,
      facts: NO_FORM_FACTS,
    });
    const exact = sumUsd(closedLots.map(({ gain }) => gain ?? usd("0")));
    // FIFO takes the unit of 10,000. A row: 16,666.67 less 3,333.33 is 13,333.34, three of them 40,000.02; exactly 16,666.666666 less
    // 3,333.33 each, 40,000.009998.
    expect([usdText(counted.long), usdText(exact)]).toEqual(["40000.02", "40000.009998"]);
    const { gains } = now.value;
    expect(usdText(subtractUsd(gains.long, counted.long))).toBe(usdText(then.value.gains.long));
  });

  it("a sale before the plan was saved is the year's, not the plan's", () => {
    // A loss of 1,000 in October uses a third of the limit: the plan in this year saves 2,000 at 24%.
    const { savings } = against([
      { on: "2026-10-01", units: "0.1", lot: "high", proceeds: "5000" },
    ]);
    expect(savings).toEqual(["480", "0", "0", "0"]);
  });

  it("says nothing of the saving while a gain is not known", () => {
    const { sales, savings } = against([
      { on: "2026-12-03", units: "1", lot: "high", proceeds: null },
    ]);
    expect(savings).toBeNull();
    expect(sales[0]?.gain).toBeNull();
  });

  it("a lot planned in two rows counts once, and other lots of the place are told once", () => {
    const half = (gain: string): SaleThen => ({
      ...PLANNED,
      lots: PLANNED.lots.map((lot) => ({ ...lot, quantity: quantity("0.5"), gain: usd(gain) })),
    });
    const { sales, savings } = against(
      [
        { on: "2026-12-03", units: "0.6", lot: "high", proceeds: "30000" },
        { on: "2026-12-04", units: "0.1", lot: "low", proceeds: "1000" },
      ],
      [half("-5000"), half("-5000")],
    );
    expect(sales.map(({ sold }) => quantityText(sold))).toEqual(["0.5", "0.1"]);
    expect(sales.map(({ otherLots }) => quantityText(otherLots))).toEqual(["0.1", "0"]);
    // 6,000 of loss in the units that were sold: the limit of 3,000 at 24% either way.
    expect(savings).toEqual(["720", "720", "720", "720"]);
  });

  it("a term that changed on the way is said", () => {
    const short: SaleThen = {
      ...PLANNED,
      lots: PLANNED.lots.map((lot) => ({ ...lot, term: "short" as const })),
    };
    const { sales } = against(
      [{ on: "2026-12-03", units: "1", lot: "high", proceeds: "50000" }],
      [short],
    );
    expect(sales[0]?.hasOtherTerm).toBe(true);
  });
});
