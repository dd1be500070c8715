import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { StandingOrder } from "@/lib/tax/settings";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import type { MarketPrice } from "@/lib/tax/valuation/market-price";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, leg, profile, sell, told } from "../make";
import { reviewed } from "./reviewed";

// As in stakes.test.ts: single, taxable 44,250 in 2025, tax 5,071.50; 12 % to 48,475, 22 % above; long-term gain at 0 % to 48,350.
const PROFILES = [profile(2025, { ordinaryIncome: usd("60000"), deduction: usd("15750") })];

const HIFO: StandingOrder = {
  id: "o",
  account: null,
  method: "hifo",
  effectiveFrom: instant("2020-01-01T00:00:00Z"),
  madeAt: instant("2020-01-01T00:00:00Z"),
  toldBrokerAt: null,
};

const text = (tax: { low: Usd; high: Usd } | null | undefined) =>
  tax === null || tax === undefined ? null : [usdText(tax.low), usdText(tax.high)];

const day = (asset: string, date: string, price: string): MarketPrice => ({
  asset: assetId(asset),
  price,
  span: "day",
  starts: instant(`${date}T00:00:00Z`),
  at: instant(`${date}T23:59:59Z`),
  pair: `${asset}-USD`,
  source: "Coinbase Exchange",
  toldBy: "market",
});

const gift = (change: {
  value: string | null;
  donorBasis: string | null;
  donorAcquired: string | null;
}): Transaction => ({
  ...told("2025-01-05", { id: "gift" }),
  kind: "gift-received",
  received: leg("BTC", "1"),
  value: change.value === null ? null : usd(change.value),
  donorBasis: change.donorBasis === null ? null : usd(change.donorBasis),
  donorAcquired: change.donorAcquired === null ? null : calendarDate(change.donorAcquired),
  giftTaxShare: ZERO_USD,
});

/** What the item of one row has at stake in 2025, and the names of its ways. */
function stakeOf(
  rows: readonly Transaction[],
  row: string,
  prices: readonly MarketPrice[] = [],
  orders: readonly StandingOrder[] = [HIFO],
) {
  const change = { standingOrders: orders };
  const { items } = reviewed(rows, PROFILES, change, [], [], [], prices);
  const item = items.find(({ rows: [first] }) => first === row);
  const tax = item?.stake.is === "known" ? text(item.stake.years[0]?.tax) : item?.stake;
  const ways = item?.effect.is === "ways" ? [...new Set(item.effect.ways.map(({ as }) => as))] : [];
  return { tax, ways };
}

describe("where lots are drawn by what they cost, the rows are walked again", () => {
  it("a sale without proceeds at the price of its day: out of the lot that cost most", () => {
    const rows = [
      buy("2023-01-05", "1", "10000", { id: "old" }),
      buy("2025-01-05", "1", "39000", { id: "new" }),
      sell("2025-06-02", "1", null, { id: "out" }),
    ];
    // HIFO takes the lot of 39,000: a short gain of 1,000, 12 % of it.
    expect(stakeOf(rows, "out", [day("BTC", "2025-06-02", "40000")])).toEqual({
      tax: ["0", "120"],
      ways: ["left-out", "market-value"],
    });
    expect(stakeOf(rows, "out").tax).toEqual({ is: "unknown", why: "no-price" });
  });

  it("income without a value at the price of its day, and what was sold of it", () => {
    const rows: readonly Transaction[] = [
      {
        ...told("2025-01-05", { id: "reward" }),
        kind: "income",
        incomeKind: "staking",
        received: leg("ETH", "1"),
        value: null,
      },
      sell("2025-06-02", "1", "3000", { asset: "ETH", id: "out" }),
    ];
    // Income 2,000 and a short gain of 1,000: 3,000 at 12 %.
    expect(stakeOf(rows, "reward", [day("ETH", "2025-01-05", "2000")])).toEqual({
      tax: ["0", "360"],
      ways: ["left-out", "market-value"],
    });
  });

  it("units that moved without having been there: up to a basis of zero", () => {
    const rows: readonly Transaction[] = [
      {
        ...told("2025-03-01", { id: "move", account: "A" }),
        kind: "transfer",
        sent: leg("BTC", "1"),
        toAccount: accountId("B"),
        received: leg("BTC", "1"),
        feeValue: null,
      },
      sell("2025-06-02", "1", "40000", { account: "B", id: "out" }),
    ];
    // A short gain of 40,000: taxable 84,250, 13,449 less 5,071.50.
    expect(stakeOf(rows, "move")).toEqual({
      tax: ["0", "8377.5"],
      ways: ["left-out", "basis-zero"],
    });
  });

  it("a gift whose giver's basis is not known: up to a basis of zero", () => {
    const rows = [
      gift({ value: "30000", donorBasis: null, donorAcquired: null }),
      sell("2025-06-02", "1", "40000", { id: "out" }),
    ];
    expect(stakeOf(rows, "gift")).toEqual({
      tax: ["0", "8377.5"],
      ways: ["left-out", "basis-zero"],
    });
  });
});

describe("a gift of known basis", () => {
  it("without its market value: a loss is limited to the price of its day (IRC 1015(a))", () => {
    const rows = [
      gift({ value: null, donorBasis: "22000", donorAcquired: "2020-01-01" }),
      sell("2025-06-02", "1", "20000", { id: "out" }),
    ];
    // As it stands a loss of 2,000; at 21,000 one of 1,000, 120 of tax more.
    const price = day("BTC", "2025-01-05", "21000");
    expect(stakeOf(rows, "gift", [price], [])).toEqual({
      tax: ["0", "120"],
      ways: ["left-out", "market-value"],
    });
    expect(stakeOf(rows, "gift", [], []).tax).toEqual({ is: "unknown", why: "no-price" });
    // Worth more than the giver's basis, it limits nothing.
    expect(stakeOf(rows, "gift", [day("BTC", "2025-01-05", "23000")], []).tax).toEqual({
      is: "none",
      why: "not-sold-yet",
    });
  });

  it("without the giver's day: held since the gift, or long (IRC 1223(2))", () => {
    const rows = [
      gift({ value: "21000", donorBasis: "10000", donorAcquired: null }),
      sell("2025-06-02", "1", "20000", { id: "out" }),
    ];
    // Short 10,000: 12 % of 4,225 and 22 % of 5,775 are 1,777.50. Long: 0 % of 4,100 and 15 % of 5,900 are 885.
    expect(stakeOf(rows, "gift", [], [])).toEqual({
      tax: ["-892.5", "0"],
      ways: ["left-out", "tacked"],
    });
  });
});
