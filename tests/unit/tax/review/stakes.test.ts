import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { assetId } from "@/lib/tax/transaction";
import type { MarketPrice } from "@/lib/tax/valuation/market-price";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, leg, profile, sell, told } from "../make";
import { reviewed } from "./reviewed";
import { deposit, withdrawal } from "./rows";

/**
 * Single, ordinary income 60,000. 2025: deduction 15,750 (P.L. 119-21), taxable 44,250; brackets 10 % to 11,925, 12 % to 48,475,
 * 22 % to 103,350 and 0 % for long-term gain to 48,350 (Rev. Proc. 2024-40): tax 1,192.50 + 12 % of 32,325 = 5,071.50.
 * 2024: deduction 14,600, taxable 45,400; 10 % to 11,600, 12 % to 47,150, 22 % to 100,525 (Rev. Proc. 2023-34):
 * tax 1,160 + 12 % of 33,800 = 5,216.
 */
const PROFILES = [
  profile(2024, { ordinaryIncome: usd("60000"), deduction: usd("14600") }),
  profile(2025, { ordinaryIncome: usd("60000"), deduction: usd("15750") }),
];

const text = (tax: { low: Usd; high: Usd } | null | undefined) =>
  tax === null || tax === undefined ? null : [usdText(tax.low), usdText(tax.high)];

describe("what is at stake", () => {
  it("a sale without an acquisition: from nothing gained to a basis of zero, through the whole return", () => {
    const { items, years } = reviewed([sell("2025-06-02", "1", "40000")], PROFILES);
    // Taxable 84,250: 1,192.50 + 12 % of 36,550 + 22 % of 35,775 = 13,449; less 5,071.50.
    expect(items.map(({ kind, key }) => [kind, key.split("~")[0]])).toEqual([
      ["missing-basis", "missing-basis"],
    ]);
    const stake = items[0]?.stake;
    expect(stake?.is === "known" && stake.years.map((each) => [each.year, text(each.tax)])).toEqual(
      [[2025, ["0", "8377.5"]]],
    );
    expect(years.map(({ year, now, tax }) => [year, now && usdText(now), text(tax)])).toEqual([
      [2025, "5071.5", ["5071.5", "13449"]],
    ]);
    expect(years[0]).toMatchObject({ few: [items[0]?.key], share: 100, isBound: true });
  });

  it("a deposit sold later: bought at that day's value and held long, or nothing can be shown, or income of its year", () => {
    const { items } = reviewed(
      [
        deposit("2024-02-01", "1", "30000", { id: "in" }),
        sell("2025-06-02", "1", "45000", { id: "out" }),
      ],
      PROFILES,
    );
    const root = items.find(({ kind }) => kind === "unmatched-deposit");
    // 2025 low: long gain 15,000 over taxable 44,250: 0 % on 4,100, 15 % on 10,900 = 1,635.
    // 2025 high: short gain 45,000, taxable 89,250: 13,449 + 22 % of 5,000 = 14,549; less 5,071.50 = 9,477.50.
    // 2024 high: income 30,000, taxable 75,400: 1,160 + 12 % of 35,550 + 22 % of 28,250 = 11,641; less 5,216 = 6,425.
    const years = root?.stake.is === "known" ? root.stake.years : [];
    expect(years.map((each) => [each.year, text(each.tax)])).toEqual([
      [2025, ["1635", "9477.5"]],
      [2024, ["0", "6425"]],
    ]);
    const sale = items.find(({ kind }) => kind === "missing-basis");
    expect(sale?.clearedBy).toBe(root?.key);
    expect(root?.clears).toBe(1);
  });

  it("counts a sale and the deposit it came from once in the year's range", () => {
    const { years } = reviewed(
      [deposit("2024-02-01", "1", "30000"), sell("2025-06-02", "1", "45000")],
      PROFILES,
    );
    expect(years.map(({ year, tax, weighed }) => [year, text(tax), weighed])).toEqual([
      [2024, ["5216", "11641"], 1],
      [2025, ["6706.5", "14549"], 1],
    ]);
  });

  it("a withdrawal: no sale, or one at the value of the day out of the lots that left", () => {
    const { items } = reviewed(
      [
        buy("2023-01-05", "1", "1000", { asset: "ETH" }),
        withdrawal("2025-03-01", "1", "11000", { asset: "ETH" }),
      ],
      PROFILES,
    );
    // Long gain 10,000 over taxable 44,250: 0 % on 4,100, 15 % on 5,900 = 885.
    const [item] = items;
    expect(item?.kind).toBe("unmatched-withdrawal");
    expect(item?.stake.is === "known" && text(item.stake.years[0]?.tax)).toEqual(["0", "885"]);
  });

  it("takes the price of an own trade of the day where the row tells none, and names the row", () => {
    const { items } = reviewed(
      [
        buy("2023-01-05", "2", "2000", { asset: "ETH" }),
        buy("2025-03-01", "0.5", "5500", { asset: "ETH", id: "trade", account: "B" }),
        withdrawal("2025-03-01", "1", null, { asset: "ETH" }),
      ],
      PROFILES,
    );
    const price = items[0]?.evidence.find(({ what }) => what === "price");
    expect(price).toMatchObject({ transaction: "trade", isOwn: false });
    expect(price?.what === "price" && usdText(price.value)).toBe("11000");
    expect(items[0]?.stake.is === "known" && text(items[0].stake.years[0]?.tax)).toEqual([
      "0",
      "885",
    ]);
  });

  it("takes the kept price of the hour before an own trade of the day, and says who told it", () => {
    const fetched: MarketPrice = {
      asset: assetId("ETH"),
      price: "11000",
      span: "hour",
      starts: instant("2025-03-01T12:00:00Z"),
      at: instant("2025-03-01T13:00:00Z"),
      pair: "ETH-USD",
      source: "Coinbase Exchange",
      toldBy: "market",
    };
    const rows = [
      buy("2023-01-05", "2", "2000", { asset: "ETH" }),
      buy("2025-03-01", "0.5", "7000", { asset: "ETH", id: "trade", account: "B" }),
      withdrawal("2025-03-01", "1", null, { asset: "ETH" }),
    ];
    const { items } = reviewed(rows, PROFILES, {}, [], [], [], [fetched]);
    expect(items[0]?.evidence.at(-1)).toMatchObject({ what: "market-price", price: fetched });
    // As above: one unit at 11,000 less 1,000 is a long gain of 10,000, 885 of tax.
    expect(items[0]?.stake.is === "known" && text(items[0].stake.years[0]?.tax)).toEqual([
      "0",
      "885",
    ]);
    // The price of another hour is no price of this one.
    const later = { ...fetched, starts: instant("2025-03-01T14:00:00Z") };
    const other = reviewed(rows, PROFILES, {}, [], [], [], [later]).items[0];
    expect(other?.evidence.at(-1)).toMatchObject({ what: "price", transaction: "trade" });
  });

  it("says not known, never zero, where no price is known", () => {
    const { items, years } = reviewed(
      [buy("2023-01-05", "1", "1000"), withdrawal("2025-03-01", "1", null)],
      PROFILES,
    );
    expect(items[0]?.stake).toEqual({ is: "unknown", why: "no-price" });
    expect(years).toEqual([]);
  });

  it("gives gains instead of tax in a year without a profile", () => {
    const { items, years } = reviewed([sell("2022-06-02", "1", "40000")], PROFILES);
    const [year] = items[0]?.stake.is === "known" ? items[0].stake.years : [];
    expect(year?.tax).toBeNull();
    expect(text(year?.gain)).toEqual(["0", "40000"]);
    expect(years[0]).toMatchObject({ year: 2022, tax: null, now: null });
  });

  it("finds an unmatched withdrawal of the same amount three hours before, and takes its basis and date", () => {
    const { items } = reviewed(
      [
        buy("2023-01-05T12:00:00Z", "1", "10000", { account: "B" }),
        withdrawal("2025-06-02T09:00:00Z", "1", null, { account: "B", id: "gone" }),
        sell("2025-06-02T12:00:00Z", "1", "40000"),
      ],
      PROFILES,
    );
    const sale = items.find(({ kind }) => kind === "missing-basis");
    expect(sale?.evidence).toMatchObject([
      { what: "withdrawal", transaction: "gone", before: 3 * 3_600_000, isSameAmount: true },
    ]);
    // Long gain 30,000 over taxable 44,250: 0 % on 4,100, 15 % on 25,900 = 3,885.
    expect(sale?.stake.is === "known" && text(sale.stake.years[0]?.tax)).toEqual([
      "3885",
      "8377.5",
    ]);
  });

  it("the few that make nine tenths of the width come widest first", () => {
    const sales = ["40000", "30000", "100", "90", "80"].map((proceeds, index) =>
      sell(`2025-06-0${index + 1}`, "1", proceeds, { asset: `A${index}`, id: `s${index}` }),
    );
    const { years, items } = reviewed(sales, PROFILES);
    // All: taxable 114,520, 22 % to 103,350 and 24 % above, 20,331.80 - 5,071.50 = 15,260.30; the first alone 8,377.50 (54 %),
    // the first two 15,195.50 (99.5 %).
    const keys = ["s0", "s1"].map((id) => items.find(({ rows }) => rows[0] === id)?.key);
    expect(years[0]).toMatchObject({ few: keys, share: 99, weighed: 5 });
  });

  it("adds up units of two gaps of one row, and keeps one item", () => {
    const { items } = reviewed(
      [deposit("2025-02-01", "0.4", "10000"), sell("2025-06-02", "1", "40000", { id: "out" })],
      PROFILES,
    );
    const sale = items.filter(({ rows }) => rows[0] === "out");
    expect(sale).toHaveLength(1);
    expect(sale[0]?.quantity && quantityText(sale[0].quantity)).toBe("1");
    expect(sale[0]?.clearedBy).toBeNull();
  });
});

describe("rows that would count", () => {
  it("a second telling of a sale nobody has units for: its proceeds at a basis of zero, not nothing", () => {
    const twin = sell("2025-06-02", "1", "40000", { id: "twin" });
    const { items } = reviewed(
      [buy("2023-01-05", "1", "40000"), sell("2025-06-02", "1", "40000")],
      PROFILES,
      {},
      [],
      [
        {
          key: "quarantine~1",
          kind: "duplicate",
          rows: [{ row: twin, date: calendarDate("2025-06-02") }],
          message: "told twice",
          remedy: "say so",
        },
      ],
    );
    const item = items.find(({ kind }) => kind === "duplicate");
    expect(item?.stake.is === "known" && text(item.stake.years[0]?.tax)).toEqual(["0", "8377.5"]);
  });

  it("a token nobody asked for: all its rows as one item, income of each year at its value, and more where a row has none", () => {
    const of = (date: string, value: string | null) => ({
      row: deposit(date, "100", value, { asset: "GIFT" }),
      date: calendarDate(date),
    });
    const rows = [of("2024-03-01", "1000"), of("2025-03-01", "2000"), of("2025-04-01", null)];
    const told = { key: "quarantine~t", kind: "spam" as const, rows, message: "", remedy: "" };
    const { items } = reviewed([], PROFILES, {}, [], [told]);
    expect(items.map(({ rows: of }) => of.length)).toEqual([3]);
    expect(items[0]?.quantity && quantityText(items[0].quantity)).toBe("300");
    const [effect] = items.map((item) => item.effect);
    expect(effect).toMatchObject({ is: "ways", more: "income-unpriced" });
    const income =
      effect?.is === "ways" ? effect.ways.find(({ as }) => as === "income") : undefined;
    expect(
      [...(income?.shifts ?? [])].map(([year, shift]) => [year, usdText(shift.income)]),
    ).toEqual([
      [2024, "1000"],
      [2025, "2000"],
    ]);
  });

  it("a wrap nobody has chosen a treatment for, of units without an acquisition: up to the value at a basis of zero", () => {
    const { items } = reviewed(
      [
        {
          ...told("2025-09-06"),
          kind: "conversion",
          form: "wrap",
          treatment: null,
          sent: leg("ETH", "1"),
          received: leg("WETH", "1"),
          value: usd("40000"),
        },
      ],
      PROFILES,
    );
    const item = items.find(({ kind }) => kind === "choice");
    expect(item?.stake.is === "known" && text(item.stake.years[0]?.tax)).toEqual(["0", "8377.5"]);
  });
});
