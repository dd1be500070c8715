import { describe, expect, it } from "vitest";
import { usd } from "@/lib/money/usd";
import { assetId, type Transaction } from "@/lib/tax/transaction";
import { buy, leg, sell, told } from "../make";
import { ask, booksOf, broken, head, partsOf, refusal } from "./ask";

describe("years whose forms are not in the product", () => {
  const ART = {
    asset: assetId("ART"),
    class: "digital",
    collectible: true,
    identicalTo: null,
  } as const;
  // 2016: art held long +400, BTC held long +5 and short -20, and a sale whose basis nobody knows.
  const books = booksOf(
    [
      buy("2014-01-02", "1", "100", { id: "a", asset: "ART" }),
      buy("2014-01-02", "1", "5", { id: "b" }),
      sell("2016-03-01", "1", "500", { id: "s1", asset: "ART" }),
      sell("2016-03-01", "1", "10", { id: "s2" }),
      buy("2016-03-02", "1", "50", { id: "c" }),
      sell("2016-05-01", "1", "30", { id: "s3" }),
      sell("2016-06-01", "1", "30", { id: "s4" }),
      buy("2016-07-02", "1", "7", { id: "d", asset: "ART" }),
      sell("2016-08-01", "1", "9", { id: "s5", asset: "ART" }),
    ],
    { assets: [ART] },
  );

  it("are netted from the closed lots themselves", () => {
    const short = ask(books, "2016/books/short");
    expect(head(short)).toBe("-18 = sum");
    expect(partsOf(short)).toEqual(["+ lot/s3/1 -20", "+ lot/s5/1 2"]);
    expect(short.how).toBe("the sum of 2 closed lots; the year's forms are not in the product");
    expect(short.label).toBe("Short-term gain or loss of these books");
    const long = ask(books, "2016/books/long");
    expect(partsOf(long)).toEqual(["+ lot/s1/1 400", "+ lot/s2/1 5"]);
    expect(long.label).toBe("Long-term gain or loss of these books");
    expect(partsOf(ask(books, "2016/schedule-d/7"))).toEqual(["+ 2016/books/short -18"]);
    expect(partsOf(ask(books, "2016/schedule-d/15"))).toEqual(["+ 2016/books/long 405"]);
    expect(broken(ask(books, "2016/schedule-d/16"))).toEqual([]);
  });

  it("collectibles are the lots held long, not all of an asset", () => {
    const collectibles = ask(books, "2016/collectibles");
    expect(partsOf(collectibles)).toEqual(["+ lot/s1/1 400"]);
    expect(head(ask(books, "2016/tax/28/7"))).toBe("382 = not-below-zero");
    expect(partsOf(ask(books, "2016/tax/28/7"))).toEqual([
      "+ 2016/tax/28/1 400",
      "+ 2016/tax/28/5 0",
      "+ 2016/tax/28/6 -18",
    ]);
    expect(refusal(books, "2016/tax/28/2")).toContain("no-such-figure");
    expect(broken(ask(books, "2016/schedule-d/18"))).toEqual([]);
  });

  it("a loss is limited by the statute alone; the year's own numbers are not invented", () => {
    expect(head(ask(books, "2016/rule/lossLimit"))).toBe("3000 = stated");
    for (const name of ["niitThreshold", "zeroRateCeiling", "fifteenRateCeiling"]) {
      expect(refusal(books, `2016/rule/${name}`)).toContain("no-such-figure");
    }
    expect(refusal(books, "2016/return/13")).toContain("no-such-figure");
    expect(refusal(books, "2016/tax/1040/43")).toContain("no-such-figure");
    expect(refusal(books, "2016/8949/C")).toContain("no-such-figure");
  });

  it("a year with income alone has no lots", () => {
    const income: Transaction = {
      ...told("2016-02-01", { id: "i" }),
      kind: "income",
      received: leg("BTC", "1"),
      value: usd("3"),
      incomeKind: "mining",
    };
    const year = booksOf([income]);
    expect(head(ask(year, "2016/books/short"))).toBe("0 = sum");
    expect(ask(year, "2016/books/short").partCount).toBe(0);
  });
});

describe("a carryover", () => {
  const books = booksOf([
    buy("2023-01-01", "1", "10000", { id: "b" }),
    sell("2024-06-01", "1", "1000", { id: "s" }),
    buy("2025-01-01", "1", "1"),
  ]);

  it("is line 8 or 13 of its worksheet, and nothing where there is no loss to carry", () => {
    expect(partsOf(ask(books, "carryover/2024/long"))).toEqual(["+ 2024/carryover/13 6000"]);
    const none = ask(books, "carryover/2024/short");
    expect([head(none), none.how]).toEqual(["0 = stated", "no loss to carry"]);
    expect(partsOf(ask(books, "2025/carried-in/long"))).toEqual(["+ carryover/2024/long 6000"]);
    expect(ask(books, "2025/carried-in/long").how).toBe("what 2024 leaves");
    const first = ask(books, "2024/carried-in/long");
    expect([head(first), first.how]).toEqual(["0 = stated", "no year before in these books"]);
    // Without a profile line 4 is line 2: income is assumed to be enough.
    expect(partsOf(ask(books, "2024/carryover/4"))).toEqual(["+ 2024/carryover/2 3000"]);
    expect(partsOf(ask(books, "2024/carryover/2"))).toEqual(["- 2024/schedule-d/21 -3000"]);
    expect(partsOf(ask(books, "2024/schedule-d/21"))).toEqual([
      "+ 2024/schedule-d/16 -9000",
      "- 2024/rule/lossLimit 3000",
    ]);
    expect(partsOf(ask(books, "2024/schedule-d/to-1040"))).toEqual(["+ 2024/schedule-d/21 -3000"]);
    // Line 17 sends nobody to the 28% worksheet after a loss.
    expect(refusal(books, "2024/tax/28/1")).toContain("no-such-figure");
    expect(partsOf(ask(books, "2024/return/7"))).toEqual(["+ 2024/schedule-d/to-1040 -3000"]);
  });
});
