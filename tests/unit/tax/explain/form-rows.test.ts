import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { BrokerReport } from "@/lib/tax/facts";
import { transactionId } from "@/lib/tax/transaction";
import { buy, sell } from "../make";
import { ask, booksOf, broken, head, leaves, partsOf, refusal } from "./ask";

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

// Two lots of 1 for 100.004 and 200.004, both sold at once for 700.01: 350.005 each.
const TWO_LOTS = [
  buy("2025-01-02", "1", "100.004", { id: "b1" }),
  buy("2025-01-03", "1", "200.004", { id: "b2" }),
  sell("2025-06-01", "2", "700.01", { id: "s" }),
];

describe("a row that several lots are on", () => {
  const books = booksOf(TWO_LOTS, {}, { various: true });

  it("is the lots' printed amounts added, each rounded to cents alone", () => {
    const proceeds = ask(books, "2025/8949/I/row/1/d");
    // 350.005 rounds to 350.01 (half up), twice.
    expect(head(proceeds)).toBe("700.02 = sum");
    expect(proceeds.how).toBe("the lots of one sale on one row, each rounded");
    expect(partsOf(proceeds)).toEqual([
      "+ 2025/8949/I/row/1/d/1 350.01",
      "+ 2025/8949/I/row/1/d/2 350.01",
    ]);
    expect(broken(proceeds)).toEqual([]);
    expect(leaves(proceeds)).toEqual(["told/s/value 700.01"]);
  });

  it("and each part leads to its own lot", () => {
    const basis = ask(books, "2025/8949/I/row/1/e", { depth: 2 });
    expect(head(basis)).toBe("300 = sum");
    const [first, second] = basis.parts.map(({ explanation }) => explanation);
    expect(first && partsOf(first)).toEqual(["+ lot/s/1/basis 100.004"]);
    expect(second && partsOf(second)).toEqual(["+ lot/s/2/basis 200.004"]);
    expect(first?.operation).toEqual({ kind: "rounded", to: "cents" });
    expect(first?.label).toBe("Cost or other basis, column (e) of lot 1 of the row");
    expect(first?.authority).toBe("Schedule D instructions, Rounding Off");
  });

  it("(h) is (d) less (e), without a (g) of nothing", () => {
    expect(partsOf(ask(books, "2025/8949/I/row/1"))).toEqual([
      "+ 2025/8949/I/row/1/d 700.02",
      "- 2025/8949/I/row/1/e 300",
    ]);
  });

  it.each([
    "2025/8949/I/row/2/d",
    "2025/8949/I/row/2",
    "2025/8949/I/row/1/d/3",
    "2025/8949/I/row/2/d/1",
    "2025/8949/L/row/1/d/1",
    "2025/direct/I",
    "2024/8949/I",
  ])("%s is not there", (figure) => {
    expect(refusal(books, figure)).toBe(`no-such-figure ${figure}`);
  });

  it("a row of one lot has no parts of rows", () => {
    expect(refusal(booksOf(TWO_LOTS), "2025/8949/I/row/1/d/1")).toContain("no-such-figure");
  });
});

describe("a return in whole dollars", () => {
  it("rounds each lot of a row to dollars", () => {
    const books = booksOf(TWO_LOTS, {}, { various: true, rounding: "dollars" });
    // 350.005 is 350 twice; 100.004 and 200.004 are 100 and 200.
    const row = ask(books, "2025/8949/I/row/1");
    expect(head(row)).toBe("400 = difference");
    expect(broken(row)).toEqual([]);
    const [part] = ask(books, "2025/8949/I/row/1/d").parts;
    expect(part?.explanation.operation).toEqual({ kind: "rounded", to: "dollars" });
  });

  it("rounds a row of one lot to dollars", () => {
    const books = booksOf(
      [
        buy("2025-01-02", "1", "100.40", { id: "b" }),
        sell("2025-06-01", "1", "350.60", { id: "s" }),
      ],
      {},
      { rounding: "dollars" },
    );
    const row = ask(books, "2025/8949/I/row/1");
    // 351 - 100.
    expect(head(row)).toBe("251 = difference");
    expect(row.parts.map(({ explanation }) => explanation.operation)).toEqual([
      { kind: "rounded", to: "dollars" },
      { kind: "rounded", to: "dollars" },
    ]);
    expect(broken(row)).toEqual([]);
  });

  it("nobody said so: then rows of several lots are told, not worked out wrongly", () => {
    const { rounding: _, ...books } = booksOf(
      [
        buy("2025-01-02", "1", "100.40", { id: "b1" }),
        buy("2025-01-03", "1", "200.40", { id: "b2" }),
        sell("2025-06-01", "2", "700", { id: "s" }),
      ],
      {},
      { various: true, rounding: "dollars" },
    );
    // Printed 100 + 200; in cents it would be 300.80.
    expect(head(ask(books, "2025/8949/I/row/1/e"))).toBe("300 = stated");
    expect(head(ask(books, "2025/8949/I/row/1/d"))).toBe("700 = sum");
  });
});

describe("a row that follows a broker's form", () => {
  const SALE = [
    buy("2025-01-02", "1", "600", { id: "b" }),
    sell("2025-06-01", "1", "900", { id: "s" }),
  ];

  it("is told by the form, with its codes", () => {
    const books = booksOf(SALE, {}, { brokerReports: [report("s")] });
    // Box G: 1099-DA, basis reported. The form's basis of 500 stays in (e); the 100 it is too low come off in (g), code B.
    const row = ask(books, "2025/8949/G/row/1");
    expect(head(row)).toBe("300 = difference");
    expect(partsOf(row)).toEqual([
      "+ 2025/8949/G/row/1/d 900",
      "- 2025/8949/G/row/1/e 500",
      "+ 2025/8949/G/row/1/g -100",
    ]);
    expect(broken(row)).toEqual([]);
    const [proceeds] = row.parts;
    expect(proceeds?.explanation.operation).toEqual({ kind: "stated", by: "broker" });
    expect(proceeds?.explanation.how).toBe(
      "as the broker's form and the books together give it, codes B",
    );
    expect(proceeds?.explanation.authority).toBe("Instructions for Form 8949, columns (d) to (g)");
  });

  it("names no codes where there are none", () => {
    const books = booksOf(SALE, {}, { brokerReports: [report("s", { basis: usd("600") })] });
    const basis = ask(books, "2025/8949/G/row/1/e");
    expect(head(basis)).toBe("600 = stated");
    expect(basis.how).toBe("as the broker's form and the books together give it");
  });

  it("two lots under one form on one row are told too", () => {
    const books = booksOf(
      TWO_LOTS,
      {},
      {
        various: true,
        brokerReports: [report("s", { proceeds: usd("700.01"), basis: usd("300.01") })],
      },
    );
    const basis = ask(books, "2025/8949/G/row/1/e");
    expect(head(basis)).toBe("300.01 = stated");
    expect(broken(ask(books, "2025/8949/G"))).toEqual([]);
  });

  it("goes straight to Schedule D line 1a where that was chosen", () => {
    const books = booksOf(
      SALE,
      {},
      { exception1: "direct", brokerReports: [report("s", { basis: usd("600") })] },
    );
    const line = ask(books, "2025/schedule-d/1a");
    expect(head(line)).toBe("300 = sum");
    expect(partsOf(line)).toEqual(["+ 2025/direct/G 300"]);
    const box = ask(books, "2025/direct/G");
    expect(partsOf(box)).toEqual(["+ 2025/direct/G/row/1 300"]);
    expect(box.how).toBe("the sum of 1 rows as printed; goes to Schedule D line 1a");
    expect(head(ask(books, "2025/direct/G/row/1/d"))).toBe("900 = stated");
    expect(refusal(books, "2025/8949/G")).toBe("no-such-figure 2025/8949/G");
    expect(broken(ask(books, "2025/schedule-d/7"))).toEqual([]);
  });

  it("one lot under two forms stands on two rows, each told", () => {
    // 3 for 600 sold for 900: 1 unit (200, 300) on a form that shows its basis, 2 (400, 600) on one that shows none.
    const books = booksOf(
      [buy("2025-01-02", "3", "600", { id: "b" }), sell("2025-06-01", "3", "900", { id: "s" })],
      {},
      {
        brokerReports: [
          report("s", { proceeds: usd("300"), basis: usd("200"), units: quantity("1") }),
          report("s", {
            proceeds: usd("600"),
            basis: null,
            basisReported: false,
            units: quantity("2"),
          }),
        ],
      },
    );
    expect(partsOf(ask(books, "2025/8949/G/row/1"))).toEqual([
      "+ 2025/8949/G/row/1/d 300",
      "- 2025/8949/G/row/1/e 200",
    ]);
    expect(partsOf(ask(books, "2025/8949/H/row/1"))).toEqual([
      "+ 2025/8949/H/row/1/d 600",
      "- 2025/8949/H/row/1/e 400",
    ]);
    expect(broken(ask(books, "2025/schedule-d/7"))).toEqual([]);
  });
});

describe("an adjustment that a person stated for a sale", () => {
  // 100 for 900: a gain of 800, of which 50 are excluded under code Q.
  const books = booksOf(
    [buy("2025-01-02", "1", "100", { id: "b" }), sell("2025-06-01", "1", "900", { id: "s" })],
    {},
    { adjustments: [{ disposal: transactionId("s"), code: "Q", amount: usd("50") }] },
  );

  it("is in (g) as stated, by no broker; (d) and (e) are the books'", () => {
    const row = ask(books, "2025/8949/I/row/1");
    expect(head(row)).toBe("750 = difference");
    expect(row.parts.map(({ explanation }) => head(explanation))).toEqual([
      "900 = rounded",
      "100 = rounded",
      "-50 = stated",
    ]);
    const adjustment = ask(books, "2025/8949/I/row/1/g");
    expect(adjustment.operation).toEqual({ kind: "stated", by: "person" });
    expect(adjustment.how).toBe(
      "as what was stated for the sale and the books together give it, codes Q",
    );
    expect(broken(row)).toEqual([]);
  });
});
