import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import {
  accountId,
  assetId,
  type FeeInKind,
  type Swap,
  type Transaction,
} from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { buy, leg, sell, told } from "../make";
import { ask, booksOf, broken, head, leaves, partsOf, refusal } from "./ask";

const fee = (asset: string, units: string, value: string | null): FeeInKind => ({
  asset: assetId(asset),
  quantity: quantity(units),
  value: value === null ? null : usd(value),
});

/** 1 `sent` for 10 ETH worth 1,000, with 20 in dollars and fees in kind of 5 ETH-worth, one of nothing and one unknown. */
const swap = (date: string, change: Partial<Swap> = {}): Swap => ({
  ...told(date, { id: "x", fee: "20" }),
  kind: "swap",
  sent: leg("BTC", "1"),
  received: leg("ETH", "10"),
  value: usd("1000"),
  withheld: null,
  fees: [fee("SOL", "1", "0"), fee("SOL", "1", null), fee("SOL", "1", "5")],
  ...change,
});

const HELD = [
  buy("2023-01-01", "3", "300", { id: "b" }),
  buy("2023-01-01", "9", "9", { id: "sol", asset: "SOL" }),
];

describe("costs of an exchange", () => {
  it("before 2025 in halves: one half in the new basis, the other off the proceeds", () => {
    const books = booksOf(
      [...HELD, swap("2024-05-01"), sell("2024-06-01", "10", "1500", { id: "s", asset: "ETH" })],
      {
        swapCostsBefore2025: "halves",
      },
    );
    // 20 + 5; what costs nothing or is not known is no cost.
    const whole = ask(books, "costs/x/all");
    expect(head(whole)).toBe("25 = sum");
    expect(partsOf(whole)).toEqual(["+ told/x/fee 20", "+ told/x/fee/3 5"]);
    expect(partsOf(ask(books, "costs/x/received"))).toEqual(["+ costs/x/all 25"]);
    expect(head(ask(books, "costs/x/received"))).toBe("12.5 = product");
    expect(head(ask(books, "costs/x/given-up"))).toBe("12.5 = difference");
    expect(partsOf(ask(books, "costs/x/given-up"))).toEqual([
      "+ costs/x/all 25",
      "- costs/x/received 12.5",
    ]);
    expect(partsOf(ask(books, "leg/x/1"))).toEqual([
      "+ told/x/value 1000",
      "- costs/x/given-up 12.5",
    ]);
    const basis = ask(books, "lot/s/1/basis");
    expect(head(basis)).toBe("1012.5 = same");
    expect(broken(basis)).toEqual([]);
    expect(broken(ask(books, "2024/schedule-d/7"))).toEqual([]);
  });

  it.each([
    ["given-up", "leg/x/1", ["+ told/x/value 1000", "- told/x/fee 20", "- told/x/fee/3 5"], "1000"],
    ["received", "leg/x/1", ["+ told/x/value 1000"], "1025"],
  ] as const)("before 2025 by setting to what was %s", (side, figure, parts, basis) => {
    const books = booksOf(
      [...HELD, swap("2024-05-01"), sell("2024-06-01", "10", "1500", { id: "s", asset: "ETH" })],
      {
        swapCostsBefore2025: side,
      },
    );
    expect(partsOf(ask(books, figure))).toEqual(parts);
    expect(head(ask(books, "lot/s/1/basis"))).toBe(`${basis} = same`);
    // No halves, so no half to ask for; all of them are there.
    expect(refusal(books, "costs/x/given-up")).toContain("no-such-figure");
    expect(head(ask(books, "costs/x/all"))).toBe("25 = sum");
    expect(broken(ask(books, "2024/schedule-d/7"))).toEqual([]);
  });

  it("from 2025 always to what was given up, withheld units with them (Reg. 1.1001-7(b)(2)(ii))", () => {
    const books = booksOf(
      [
        ...HELD,
        swap("2025-01-01", { withheld: { quantity: quantity("1"), value: usd("100") } }),
        sell("2025-06-01", "9", "1500", { id: "s", asset: "ETH" }),
      ],
      { swapCostsBefore2025: "received" },
    );
    expect(partsOf(ask(books, "leg/x/1"))).toEqual([
      "+ told/x/value 1000",
      "- told/x/fee 20",
      "- told/x/fee/3 5",
      "- told/x/withheld 100",
    ]);
    // The unit kept back is sold at its own value: no gain.
    expect(partsOf(ask(books, "lot/x/2"))).toEqual([
      "+ lot/x/2/proceeds 100",
      "- lot/x/2/basis 100",
    ]);
    expect(partsOf(ask(books, "lot/x/2/proceeds"))).toEqual(["+ leg/x/2 100"]);
    expect(partsOf(ask(books, "lot/x/2/basis"))).toEqual(["+ told/x/withheld 100"]);
    expect(ask(books, "lot/x/2/basis").authority).toBe("Reg. 1.1012-1(j)(3)(iii)");
    // 1,000 less the 100 kept back.
    const opened = ask(books, "lot/s/1/basis");
    expect(head(opened)).toBe("900 = same");
    expect(leaves(opened)).toEqual(["told/x/value 1000", "told/x/withheld 100"]);
    expect(broken(opened)).toEqual([]);
    expect(broken(ask(books, "2025/schedule-d/15"))).toEqual([]);
  });

  it("foreign money bears none: bought with euros, all of it is basis", () => {
    const books = booksOf([
      HELD[1] as Transaction,
      swap("2025-05-01", { sent: leg("EUR", "900") }),
      sell("2025-06-01", "10", "1500", { id: "s", asset: "ETH" }),
    ]);
    const basis = ask(books, "lot/s/1/basis");
    expect(head(basis)).toBe("1025 = same");
    expect(leaves(basis)).toEqual(["told/x/value 1000", "told/x/fee 20", "told/x/fee/3 5"]);
    expect(broken(basis)).toEqual([]);
  });

  it("sold for euros before 2025: all off the proceeds, whatever the setting", () => {
    const books = booksOf([...HELD, swap("2024-05-01", { received: leg("EUR", "900") })], {
      swapCostsBefore2025: "received",
    });
    // 1,000 - 25 - 100.
    expect(head(ask(books, "lot/x/1"))).toBe("875 = difference");
    expect(head(ask(books, "leg/x/1"))).toBe("975 = difference");
    expect(broken(ask(books, "lot/x/1"))).toEqual([]);
    // Euros kept back are a cost like any other, and no units: 875 - 40, and one leg besides the fees'.
    const withheld = { quantity: quantity("36"), value: usd("40") };
    const kept = booksOf([...HELD, swap("2024-05-01", { received: leg("EUR", "900"), withheld })]);
    expect(head(ask(kept, "lot/x/1"))).toBe("835 = difference");
    expect(leaves(ask(kept, "lot/x/1/proceeds"))).toContain("told/x/withheld 40");
    expect(partsOf(ask(kept, "leg/x/2"))).toEqual(["+ told/x/fee/1 0"]);
    expect(broken(ask(kept, "lot/x/1"))).toEqual([]);
  });

  it.each(["costs/b/all", "costs/none/all"])("%s: no exchange, no costs of one", (figure) => {
    expect(refusal(booksOf(HELD), figure)).toBe(`no-such-figure ${figure}`);
  });
});

describe("legs", () => {
  it("a sale with fees in kind has a leg each, and only its own costs", () => {
    const books = booksOf([
      ...HELD,
      {
        ...told("2024-05-01", { id: "s", fee: "3" }),
        kind: "sell",
        sent: leg("BTC", "1"),
        value: usd("500"),
        fees: [fee("EUR", "1", "1"), fee("SOL", "2", "4")],
      },
    ]);
    // Euros are no units: leg 2 is the SOL, fee 2.
    expect(partsOf(ask(books, "leg/s/1"))).toEqual([
      "+ told/s/value 500",
      "- told/s/fee 3",
      "- told/s/fee/1 1",
      "- told/s/fee/2 4",
    ]);
    expect(ask(books, "leg/s/1").label).toBe("Proceeds of all the BTC of this sell");
    expect(partsOf(ask(books, "leg/s/2"))).toEqual(["+ told/s/fee/2 4"]);
    expect(ask(books, "leg/s/2").label).toBe("Proceeds of all the SOL of this fee");
    expect(partsOf(ask(books, "lot/s/2/proceeds"))).toEqual(["+ leg/s/2 4"]);
    expect(refusal(books, "leg/s/3")).toContain("no-such-figure");
    expect(refusal(books, "leg/none/1")).toContain("no-such-figure");
    expect(refusal(books, "leg/b/1")).toContain("no-such-figure");
  });

  it("a move that loses units on the way and pays a fee in the same units has two legs", () => {
    const books = booksOf([
      ...HELD,
      {
        ...told("2024-05-01", { id: "m" }),
        kind: "transfer",
        toAccount: accountId("B"),
        sent: leg("BTC", "2"),
        received: leg("BTC", "1.5"),
        feeValue: usd("60"),
        fees: [fee("BTC", "0.25", "30"), fee("EUR", "7", "7")],
      },
    ]);
    expect(partsOf(ask(books, "lot/m/1/proceeds"))).toEqual(["+ leg/m/1 60"]);
    expect(partsOf(ask(books, "leg/m/1"))).toEqual(["+ told/m/fee-value 60"]);
    expect(partsOf(ask(books, "lot/m/2/proceeds"))).toEqual(["+ leg/m/2 30"]);
    expect(ask(books, "told/m/fee-value").label).toBe("Value of the network fee");
    expect(broken(ask(books, "2024/schedule-d/15"))).toEqual([]);
  });

  it("a leg of unknown value is not known, whatever it costs", () => {
    const books = booksOf([
      HELD[0] as Transaction,
      sell("2024-05-01", "2", null, { id: "s", fee: "3" }),
    ]);
    expect(head(ask(books, "leg/s/1"))).toBe("? = difference");
    expect(partsOf(ask(books, "leg/s/1"))).toEqual(["+ told/s/value ?", "- told/s/fee 3"]);
    expect(ask(books, "told/s/value").how).toBe("not told, or less than nothing");
  });

  it("units of one leg out of two lots share its proceeds by units", () => {
    const books = booksOf([
      buy("2024-01-01", "1", "10", { id: "b1" }),
      buy("2024-01-02", "2", "10", { id: "b2" }),
      sell("2024-05-01", "3", "100", { id: "s" }),
    ]);
    const [first, second] = [ask(books, "lot/s/1/proceeds"), ask(books, "lot/s/2/proceeds")];
    expect(head(first)).toBe("33.333333333333333333 = share");
    // The last takes the rest: 66.666666666666666666 as cut, and one billionth of a billionth more.
    expect(head(second)).toBe("66.666666666666666667 = share");
    expect(second.operation).toMatchObject({ cut: usd("0.000000000000000001") });
    expect(second.how).toBe("their share of the proceeds, by units");
  });
});

describe("a fee that is all there is, and a payment", () => {
  it("are legs of what they were worth", () => {
    const books = booksOf([
      ...HELD,
      {
        ...told("2024-05-01", { id: "f", fee: "2" }),
        kind: "fee",
        sent: leg("BTC", "1"),
        value: usd("50"),
      },
      {
        ...told("2024-05-02", { id: "p", fee: "2" }),
        kind: "spend",
        sent: leg("BTC", "1"),
        value: usd("70"),
      },
    ]);
    expect(partsOf(ask(books, "leg/f/1"))).toEqual(["+ told/f/value 50"]);
    expect(ask(books, "leg/f/1").how).toBe("as told");
    expect(partsOf(ask(books, "leg/p/1"))).toEqual(["+ told/p/value 70", "- told/p/fee 2"]);
    expect(broken(ask(books, "2024/schedule-d/15"))).toEqual([]);
  });
});

describe("a figure that a transaction does not tell", () => {
  const gift: Transaction = {
    ...told("2024-01-01", { id: "g" }),
    kind: "gift-received",
    received: leg("BTC", "1"),
    value: usd("600"),
    donorBasis: usd("-1"),
    donorAcquired: calendarDate("2021-03-01"),
    giftTaxShare: usd("7"),
  };
  const cash: Transaction = {
    ...told("2024-01-01", { id: "c" }),
    kind: "cash",
    currency: assetId("USD"),
    amount: quantity("5"),
  };
  const books = booksOf([...HELD, gift, cash, swap("2024-05-01")]);

  it.each([
    "told/none/value",
    "told/c/value",
    "told/b/fee-value",
    "told/b/withheld",
    "told/x/withheld",
    "told/b/donor-basis",
    "told/b/washed-elsewhere",
    "told/b/seller-denied",
    "told/g/seller-denied",
    "told/x/gift-tax",
    "told/x/fee/4",
    "told/x/fee/01",
    "told/b/anything",
  ])("%s is refused", (figure) => {
    expect(refusal(books, figure)).toBe(`no-such-figure ${figure}`);
  });

  it.each([
    ["told/g/gift-tax", "7", "Gift tax on the rise in value"],
    ["told/g/donor-basis", "?", "Giver's basis"],
    ["told/x/fee", "20", "Costs in dollars"],
    ["told/x/fee/2", "?", "Value of fee 2 paid in units"],
    ["told/c/fee", "0", "Costs in dollars"],
    ["told/b/value", "300", "Value told"],
  ])("%s is told: %s", (figure, amount, label) => {
    const found = ask(books, figure);
    expect([head(found), found.label]).toEqual([`${amount} = stated`, label]);
    expect(found.source?.origin).toEqual({ from: "hand", by: "test" });
  });
});
