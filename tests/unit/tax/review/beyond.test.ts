import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import type { StakedItem } from "@/lib/tax/review/review";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import type { MarketPrice } from "@/lib/tax/valuation/market-price";
import { instant } from "@/lib/time/instant";
import { buy, leg, profile, told } from "../make";
import { reviewed } from "./reviewed";
import { withdrawal } from "./rows";

// As in stakes.test.ts: single, taxable 44,250 in 2025, tax 5,071.50.
const PROFILES = [profile(2025, { ordinaryIncome: usd("60000"), deduction: usd("15750") })];

/** A move of which more units arrived in B than the one that left A. */
const move = (received = leg("BTC", "1.5")): Transaction => ({
  ...told("2025-03-01", { id: "move", account: "A" }),
  kind: "transfer",
  toAccount: accountId("B"),
  sent: leg("BTC", "1"),
  received,
  feeValue: null,
});
const MOVE = move();
const HELD = buy("2023-01-05", "1", "10000", { account: "A" });

const PRICE: MarketPrice = {
  asset: assetId("BTC"),
  price: "40000",
  span: "day",
  starts: instant("2025-03-01T00:00:00Z"),
  at: instant("2025-03-02T00:00:00Z"),
  pair: "BTC-USD",
  source: "Coinbase Exchange",
  toldBy: "market",
};

const text = (tax: { low: Usd; high: Usd } | null | undefined) =>
  tax === null || tax === undefined ? null : [usdText(tax.low), usdText(tax.high)];

function itemOf(rows: readonly Transaction[], prices: readonly MarketPrice[]): StakedItem {
  const { items } = reviewed(rows, PROFILES, {}, [], [], [], prices);
  const item = items.find(({ code }) => code === "bad-quantity");
  if (item === undefined) {
    throw new Error("a move of which more arrived is an item");
  }
  return item;
}

const waysOf = ({ effect }: StakedItem) =>
  effect.is === "ways" ? [...new Set(effect.ways.map(({ as }) => as))] : effect;

describe("a move of which more arrived than left", () => {
  // Half a bitcoin at 40,000 as income: 20,000 more, taxable 64,250: 1,192.50 + 12 % of 36,550 + 22 % of 15,775 = 9,049.00, which is
  // 3,977.50 more. Nothing is sold, so what it cost changes nothing yet.
  it("lies between nothing and income of the rest at the day's price", () => {
    const item = itemOf([HELD, MOVE], [PRICE]);
    expect(waysOf(item)).toEqual(["left-out", "market-value", "basis-zero", "income"]);
    expect(item.stake.is === "known" && text(item.stake.years[0]?.tax)).toEqual(["0", "3977.5"]);
  });

  it("says that it may be more where no price is known", () => {
    const item = itemOf([HELD, MOVE], []);
    expect(waysOf(item)).toEqual(["left-out", "basis-zero"]);
    expect(item.effect).toMatchObject({ more: "income-unpriced" });
  });

  it("tries a withdrawal of the rest from a third account as a second send", () => {
    const other = buy("2024-01-05", "0.5", "20000", { account: "C" });
    const second = withdrawal("2025-03-01", "0.5", null, { id: "second", account: "C" });
    const item = itemOf([HELD, other, second, MOVE], [PRICE]);
    expect(waysOf(item)).toEqual(["left-out", "market-value", "basis-zero", "income", "evidence"]);
    // The rest is half a bitcoin: 20,000 dollars at 40,000 each.
    expect(item.evidence).toMatchObject([
      { what: "withdrawal", transaction: "second", isSameAmount: true },
      { what: "market-price", value: usd("20000") },
    ]);
  });

  it("another coin that arrived is still a question only a person can answer", () => {
    expect(waysOf(itemOf([HELD, move(leg("ETH", "1.5"))], [PRICE]))).toEqual({
      is: "unknown",
      why: "needs-a-person",
    });
  });
});
