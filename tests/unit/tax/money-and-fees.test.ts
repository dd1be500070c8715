import { describe, expect, it } from "vitest";
import { quantity, quantityText, sumQuantity } from "@/lib/money/quantity";
import { usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { assetId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, told } from "./make";

describe("government money is no lot", () => {
  it("a gift or an inheritance of euros opens nothing and asks for nothing", () => {
    const gift = {
      ...told("2024-01-01"),
      kind: "gift-received",
      received: leg("EUR", "100"),
      value: null,
      donorBasis: null,
      donorAcquired: null,
      giftTaxShare: ZERO_USD,
    } as const;
    const estate = {
      ...told("2024-01-02"),
      kind: "inherited",
      received: leg("EUR", "100"),
      value: usd("110"),
    } as const;
    expect(ledgerOf([gift, estate])).toMatchObject({ openLots: [], issues: [] });
  });

  it.each([
    ["BTC", "EUR"],
    ["EUR", "BTC"],
  ])("%s never turns into %s as a rename: that is said and nothing moves", (sent, received) => {
    const owned = buy("2024-01-01", "1", "100", { id: "b" });
    const renamed = {
      ...told("2024-02-01", { id: "m" }),
      kind: "migration",
      sent: leg(sent, "1"),
      received: leg(received, "1"),
    } as const;
    const { openLots, issues } = ledgerOf([owned, renamed]);
    expect(openLots.map(({ lot, asset }) => [lot, asset])).toEqual([["b", "BTC"]]);
    expect(issues).toMatchObject([
      { code: "bad-quantity", severity: "blocking", transaction: "m" },
    ]);
  });
});

describe("a movement of money", () => {
  const cash = (fee: string) =>
    ({
      ...told("2024-02-01", { id: "c" }),
      kind: "cash",
      currency: assetId("USD"),
      amount: quantity("-500"),
      fees: [{ ...leg("BTC", fee), value: usd("30") }],
    }) as const;

  it("whose fee is paid in units disposes of them", () => {
    const { closedLots, openLots } = ledgerOf([buy("2024-01-01", "1", "100"), cash("0.25")]);
    expect(closedLots.map(({ kind, gain }) => [kind, gain && usdText(gain)])).toEqual([
      ["fee", "5"],
    ]);
    expect(openLots.map(({ basis }) => basis && usdText(basis))).toEqual(["75"]);
  });

  it("with a fee of less than nothing has no effect and is said", () => {
    const { closedLots, issues } = ledgerOf([buy("2024-01-01", "1", "100"), cash("-0.25")]);
    expect(closedLots).toEqual([]);
    expect(issues).toMatchObject([{ code: "bad-quantity", transaction: "c" }]);
  });
});

describe("lowest gain", () => {
  it("goes on after a gift below the donor's basis is used up", () => {
    const gift = (id: string, date: string) =>
      ({
        ...told(date, { id }),
        kind: "gift-received",
        received: leg("BTC", "1"),
        value: usd("50"),
        donorBasis: usd("80"),
        donorAcquired: calendarDate("2021-03-01"),
        giftTaxShare: ZERO_USD,
      }) as const;
    const since = instant("2000-01-01T00:00:00Z");
    const order = {
      id: "o",
      account: null,
      method: "lowest-gain",
      effectiveFrom: since,
      madeAt: since,
      toldBrokerAt: since,
    } as const;
    const events = [
      gift("g1", "2024-01-01"),
      sell("2024-02-01", "1", "40"),
      gift("g2", "2024-03-01"),
      sell("2024-04-01", "1", "90"),
    ];
    // Below the value at the gift: a loss of 10 from 50. Above the donor's basis: a gain of 10 from 80 (IRC 1015(a)).
    const { closedLots } = ledgerOf(events, { standingOrders: [order] });
    expect(closedLots.map(({ gain }) => gain && usdText(gain))).toEqual(["-10", "10"]);
  });
});

describe("a fee of a purchase paid out of the units bought", () => {
  it("at a loss is no wash sale: units of one purchase do not replace each other", () => {
    const bought = {
      ...told("2025-03-01"),
      kind: "buy",
      received: leg("FUND", "10"),
      value: usd("1000"),
      fees: [{ ...leg("FUND", "1"), value: usd("90") }],
    } as const;
    const facts = {
      asset: assetId("FUND"),
      class: "security",
      collectible: false,
      identicalTo: null,
    } as const;
    const { closedLots, washSales } = ledgerOf([bought], { assets: [facts] });
    // 1,000 paid and 90 of costs for 10: the unit that paid has a basis of 109 and brought 90 (Rev. Rul. 56-602).
    expect(closedLots.map(({ gain }) => gain && usdText(gain))).toEqual(["-19"]);
    expect(washSales).toEqual([]);
  });
});

describe("a gift whose giver is said to have acquired it later", () => {
  it("is held since the gift, and the day is questioned", () => {
    const gift = {
      ...told("2024-03-01", { id: "g" }),
      kind: "gift-received",
      received: leg("BTC", "1"),
      value: usd("50"),
      donorBasis: usd("40"),
      donorAcquired: calendarDate("2024-06-01"),
      giftTaxShare: ZERO_USD,
    } as const;
    const { closedLots, issues } = ledgerOf([gift, sell("2024-04-01", "1", "60")]);
    expect(closedLots).toMatchObject([
      { acquired: "2024-03-01", sold: "2024-04-01", term: "short" },
    ]);
    expect(issues).toMatchObject([{ code: "bad-value", severity: "check", transaction: "g" }]);
  });
});

describe("a migration at a steep ratio", () => {
  it("keeps a lot whose share would be less than the smallest unit, with its basis", () => {
    const renamed = {
      ...told("2024-03-01"),
      kind: "migration",
      sent: leg("OLD", "1000000000000000000000000000001"),
      received: leg("NEW", "3"),
    } as const;
    const lots = [
      buy("2024-01-01", "1", "700", { id: "small", asset: "OLD" }),
      buy("2024-02-01", "1000000000000000000000000000000", "5", { id: "large", asset: "OLD" }),
    ];
    const { openLots } = ledgerOf([...lots, renamed]);
    // 3 / (10^30 + 1) for the first lot is less than 10^-24.
    expect(openLots.map(({ lot, basis }) => [lot, basis && usdText(basis)])).toEqual([
      ["small", "700"],
      ["large", "5"],
    ]);
    expect(quantityText(sumQuantity(openLots.map((lot) => lot.quantity)))).toBe("3");
  });
});
