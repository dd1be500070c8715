import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { entryViewer } from "@/lib/services/entry-view";
import { accountId, assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";

const told = {
  id: transactionId("t"),
  account: accountId("a"),
  at: instant("2025-06-02T14:00:00Z"),
  date: null,
  sequence: 0,
  feeUsd: ZERO_USD,
  fees: [],
  origin: { from: "hand", by: "me" } as const,
  note: "",
};
const btc = { asset: assetId("BTC"), quantity: quantity("1") };
const weth = { asset: assetId("WETH"), quantity: quantity("2") };
const value = usd("100");
const context = { accounts: new Map([[accountId("a"), "Wallet"]]), timeZone: "America/New_York" };

const view = (transaction: Transaction) => {
  const { kindLabel, kindDetail, facts } = entryViewer(context)({
    transaction,
    question: null,
    voided: null,
  });
  return { kindLabel, kindDetail, facts: facts.map((fact) => `${fact.term}: ${fact.value}`) };
};

describe("a transaction in words", () => {
  it("says of a sale whose loss would not count, and what short sale it closed", () => {
    const sell = { kind: "sell", sent: btc, value, ...told } as const;
    expect(view(sell)).toEqual({ kindLabel: "Sell", kindDetail: null, facts: [] });
    const short = calendarDate("2025-02-03");
    expect(view({ ...sell, deniedLoss: "related-party", shortSaleEntered: short })).toEqual({
      kindLabel: "Sell",
      kindDetail: "Sold to family or a company of yours",
      facts: ["Short sale entered: 2025-02-03"],
    });
  });

  it("says of a conversion its form, and its treatment when the row has one", () => {
    const wrap = { kind: "conversion", form: "wrap", sent: btc, received: weth, value } as const;
    expect(view({ ...wrap, treatment: null, ...told }).kindDetail).toBe("Wrapped or unwrapped");
    expect(view({ ...wrap, treatment: "carry-over", ...told }).kindDetail).toBe(
      "Wrapped or unwrapped. Not taxable: basis and dates carry over",
    );
  });

  it("says of a gift who gave it and what is known of it", () => {
    const gift = {
      kind: "gift-received",
      received: btc,
      value,
      donorBasis: null,
      donorAcquired: null,
      giftTaxShare: ZERO_USD,
      ...told,
    } as const;
    expect(view(gift)).toMatchObject({
      kindDetail: null,
      facts: ["The donor’s basis: not known", "The donor bought on: not known"],
    });
    const known = {
      ...gift,
      fromSpouse: true,
      donorBasis: usd("1234.5"),
      donorAcquired: calendarDate("2020-02-29"),
      giftTaxShare: usd("10"),
    } as const;
    expect(view(known)).toMatchObject({
      kindDetail: "From your spouse, or by divorce",
      facts: [
        "The donor’s basis: $1,234.50",
        "The donor bought on: 2020-02-29",
        "Gift tax that adds to basis: $10.00",
      ],
    });
  });

  it("says of a purchase what it brings along, and of a swap what was kept back", () => {
    const buy = { kind: "buy", received: btc, value, ...told } as const;
    expect(view(buy)).toMatchObject({ kindDetail: null, facts: [] });
    const washed = {
      ...buy,
      replacementElsewhere: { disallowed: usd("300"), heldFrom: null },
      sellerDeniedLoss: usd("20"),
    };
    expect(view(washed)).toMatchObject({
      kindDetail: "Replaces units sold at a loss elsewhere",
      facts: [
        "The seller’s denied loss: $20.00",
        "Loss disallowed elsewhere: $300.00",
        "Holding period from: the purchase",
      ],
    });
    const withheld = { quantity: quantity("0.01"), value: usd("30") };
    expect(
      view({ kind: "swap", sent: btc, received: weth, value, withheld, ...told }).facts,
    ).toEqual(["Kept back for costs: 0.01 WETH, worth $30.00"]);
  });
});
