import { describe, expect, it } from "vitest";
import { usd, ZERO_USD } from "@/lib/money/usd";
import type { Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { buy, leg, told } from "../make";
import { ask, booksOf, head, partsOf } from "./ask";

describe("what a lot cost", () => {
  const bought = (change: object): Transaction =>
    ({ ...buy("2025-01-02", "1", "500", { id: "b", fee: "4" }), ...change }) as Transaction;
  const opened = (tx: Transaction, side = "") => ask(booksOf([tx]), `step/1/opened${side}`);

  it("a purchase of units that replaced others elsewhere takes their loss over (IRC 1091(d))", () => {
    const found = opened(
      bought({ replacementElsewhere: { disallowed: usd("30"), heldFrom: null } }),
    );
    expect(head(found)).toBe("534 = sum");
    expect(partsOf(found)).toEqual([
      "+ told/b/value 500",
      "+ told/b/fee 4",
      "+ told/b/washed-elsewhere 30",
    ]);
    expect(
      ask(
        booksOf([bought({ replacementElsewhere: { disallowed: usd("30"), heldFrom: null } })]),
        "told/b/washed-elsewhere",
      ).label,
    ).toBe("Loss disallowed outside these books");
  });

  it("the loss denied to a related seller counts for a gain, not for a loss (IRC 267(d))", () => {
    const tx = bought({ sellerDeniedLoss: usd("80") });
    expect(partsOf(opened(tx))).toEqual([
      "+ told/b/value 500",
      "+ told/b/fee 4",
      "+ told/b/seller-denied 80",
    ]);
    expect(head(opened(tx))).toBe("584 = sum");
    expect(partsOf(opened(tx, "/loss"))).toEqual(["+ told/b/value 500", "+ told/b/fee 4"]);
    expect(head(opened(tx, "/loss"))).toBe("504 = sum");
  });

  it("a denied loss below nothing is left out, and none is none", () => {
    for (const amount of ["-80", "0"]) {
      const found = opened(bought({ sellerDeniedLoss: usd(amount) }));
      expect(head(found)).toBe("504 = sum");
      expect(partsOf(found)).toEqual(["+ told/b/value 500", "+ told/b/fee 4"]);
    }
  });

  it("a purchase without costs is the price", () => {
    const found = opened(buy("2025-01-02", "1", "500", { id: "b" }));
    expect(head(found)).toBe("500 = same");
    expect([found.how, found.label]).toEqual([
      "what was paid, with the costs of buying",
      "Cost of the 1 BTC that came in on Jan 2, 2025",
    ]);
  });

  const gift = (change: object) =>
    ({
      ...told("2024-01-01", { id: "g" }),
      kind: "gift-received",
      received: leg("BTC", "1"),
      value: usd("600"),
      donorBasis: usd("100"),
      donorAcquired: calendarDate("2021-03-01"),
      giftTaxShare: usd("7"),
      ...change,
    }) as Transaction;

  it("gift tax joins the giver's basis where the gift had gone up (IRC 1015(d)(6)), never between spouses", () => {
    expect(partsOf(opened(gift({})))).toEqual(["+ told/g/donor-basis 100", "+ told/g/gift-tax 7"]);
    expect(partsOf(opened(gift({ value: null })))).toEqual([
      "+ told/g/donor-basis 100",
      "+ told/g/gift-tax 7",
    ]);
    for (const change of [
      { value: usd("90") },
      { value: usd("100") },
      { giftTaxShare: ZERO_USD },
    ]) {
      expect(partsOf(opened(gift(change)))).toEqual(["+ told/g/donor-basis 100"]);
    }
    const spouse = opened(gift({ fromSpouse: true }));
    expect(partsOf(spouse)).toEqual(["+ told/g/donor-basis 100"]);
    expect([spouse.how, spouse.authority]).toEqual([
      "the giver's basis carries over",
      "IRC 1041(b)(2)",
    ]);
  });

  it("a deposit and a rename of nothing tell no cost", () => {
    const deposit: Transaction = {
      ...told("2024-01-01", { id: "d" }),
      kind: "deposit",
      received: leg("BTC", "1"),
      value: usd("50"),
    };
    const rename: Transaction = {
      ...told("2024-01-01", { id: "r" }),
      kind: "migration",
      sent: leg("OLD", "1"),
      received: leg("NEW", "1"),
    };
    for (const tx of [deposit, rename]) {
      const found = opened(tx);
      expect([head(found), found.how]).toEqual(["? = stated", "not told"]);
      expect(found.source?.transaction).toBe(tx.id);
    }
  });
});
