import { describe, expect, it } from "vitest";
import { usd } from "@/lib/money/usd";
import type { BrokerReport } from "@/lib/tax/facts";
import { assetId, transactionId } from "@/lib/tax/transaction";
import { buy, sell } from "../make";
import { all, ask, booksOf, broken, head, partsOf } from "./ask";

/** A broker's Form 1099-DA for all units of a sale, basis reported. */
const report = (disposal: string, change: Partial<BrokerReport> = {}): BrokerReport => ({
  disposal: transactionId(disposal),
  form: "1099-DA",
  proceeds: usd("900"),
  basis: usd("500"),
  basisReported: true,
  term: "short",
  washDisallowed: null,
  acquired: null,
  units: null,
  ...change,
});

describe("collectibles", () => {
  const ART = {
    asset: assetId("ART"),
    class: "digital",
    collectible: true,
    identicalTo: null,
  } as const;
  // A piece of art held since 2023 sold for 900 in 2025 (+800), another of 2025 (+50, short), and BTC held long (+7).
  const books = booksOf(
    [
      buy("2023-01-02", "1", "100", { id: "a1", asset: "ART" }),
      buy("2023-01-02", "1", "3", { id: "c1" }),
      sell("2025-03-01", "1", "900", { id: "s1", asset: "ART" }),
      sell("2025-03-01", "1", "10", { id: "s3" }),
      buy("2025-03-02", "1", "100", { id: "a2", asset: "ART" }),
      sell("2025-05-01", "1", "150", { id: "s2", asset: "ART" }),
    ],
    { assets: [ART] },
  );

  it("the long rows of code C and no others make the worksheet's line 1", () => {
    const net = ask(books, "2025/collectibles");
    expect(head(net)).toBe("800 = sum");
    expect(net.how).toBe("the sum of 1 rows with code C");
    expect(partsOf(net)).toEqual(["+ 2025/8949/L/row/1 800"]);
    // ART stands before BTC on one day; the BTC row has no code.
    expect(partsOf(ask(books, "2025/8949/L"))).toEqual([
      "+ 2025/8949/L/row/1 800",
      "+ 2025/8949/L/row/2 7",
    ]);
    expect(broken(net)).toEqual([]);
  });

  it("a direct part holds none, and is looked through", () => {
    const mixed = booksOf(
      [
        buy("2023-01-02", "1", "100", { id: "b" }),
        sell("2025-03-01", "1", "900", { id: "s" }),
        buy("2023-01-02", "1", "100", { id: "a", asset: "ART" }),
        sell("2025-03-01", "1", "900", { id: "t", asset: "ART" }),
      ],
      { assets: [ART] },
      {
        exception1: "direct",
        brokerReports: [
          report("s", { basis: usd("100"), term: "long" }),
          report("t", { basis: usd("100"), term: "long" }),
        ],
      },
    );
    expect(partsOf(ask(mixed, "2025/schedule-d/8a"))).toEqual(["+ 2025/direct/J 800"]);
    expect(partsOf(ask(mixed, "2025/schedule-d/8b"))).toEqual(["+ 2025/8949/J 800"]);
    expect(partsOf(ask(mixed, "2025/collectibles"))).toEqual(["+ 2025/8949/J/row/1 800"]);
  });
});

describe("a box with sales whose amounts are not known", () => {
  it("says how many are in no total", () => {
    const books = booksOf([
      buy("2025-01-02", "1", "100", { id: "b" }),
      sell("2025-02-01", "1", "150", { id: "s1" }),
      sell("2025-03-01", "1", "170", { id: "s2" }),
    ]);
    const box = ask(books, "2025/8949/I");
    expect(box.how).toBe(
      "the sum of 1 rows as printed; goes to Schedule D line 3; 1 sales of the year are in no total, their amounts are not known",
    );
    expect(box.label).toBe("Form 8949, box I: Gain or loss, column (h)");
    expect(all(box).every(({ amount }) => amount !== null)).toBe(true);
  });
});
