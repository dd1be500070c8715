import { describe, expect, it } from "vitest";
import { usd, ZERO_USD } from "@/lib/money/usd";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import type { YearResult } from "@/lib/tax/year-result";
import { buy, profile, sell } from "../make";
import { ask, booksOf, head, partsOf, refusal } from "./ask";

describe("books that do not belong together", () => {
  const { transactions, ...rest } = booksOf(
    [buy("2025-01-01", "1", "30", { id: "b" }), sell("2025-02-01", "1", "40", { id: "s" })],
    {},
    { profiles: [profile(2025)] },
  );
  const without = (...ids: string[]): ExplainedBooks => ({
    ...rest,
    // A ledger of its own, as looked-up facts are kept by it.
    ledger: { ...rest.ledger },
    transactions: transactions.filter(({ id }) => !ids.includes(id)),
  });

  it("a sale that is not there is not explained, and the row shows no part for it", () => {
    const books = without("s");
    expect(refusal(books, "lot/s/1")).toBe("no-such-figure lot/s/1");
    const proceeds = ask(books, "2025/8949/I/row/1/d");
    expect([head(proceeds), proceeds.partCount, proceeds.parts]).toEqual(["40 = rounded", 1, []]);
  });

  it("a transaction that now tells something else gives no leg", () => {
    const books: ExplainedBooks = {
      ...without("s"),
      transactions: [...without("s").transactions, buy("2025-02-01", "1", "40", { id: "s" })],
    };
    expect(partsOf(ask(books, "lot/s/1"))).toEqual(["- lot/s/1/basis ?"]);
  });
});

describe("a year that says something else than its parts", () => {
  const { years, ...rest } = booksOf(
    [buy("2025-01-01", "1", "1"), sell("2025-02-01", "1", "3")],
    {},
    {
      profiles: [profile(2025, { ordinaryIncome: usd("1000") })],
    },
  );
  const changed = (change: (year: YearResult) => Partial<YearResult>): ExplainedBooks => ({
    ...rest,
    // A ledger of its own, as looked-up facts are kept by it.
    ledger: { ...rest.ledger },
    years: years.map((year) => ({ ...year, ...change(year) })),
  });

  it("is not explained: a line of the return that no rounding gives", () => {
    const books = changed(({ returnLines }) => ({
      returnLines: returnLines.map((line) => ({ ...line, amount: usd("77.77") })),
    }));
    expect(refusal(books, "2025/return/7a")).toBe("no-such-figure 2025/return/7a");
  });

  it("nor is a line that no formula knows", () => {
    const line = { label: "New", amount: ZERO_USD, how: "new", authority: "" };
    const books = changed(({ scheduleD, tax, returnLines }) => ({
      scheduleD: [...scheduleD, { ...line, line: "Schedule D 99" }],
      returnLines: [...returnLines, { ...line, line: "Form 1040 line 99" }],
      tax:
        tax === null
          ? null
          : {
              ...tax,
              lines: [
                ...tax.lines,
                { ...line, line: "Form 1040 line 98" },
                { ...line, line: "Form 8960 99" },
              ],
            },
    }));
    for (const figure of [
      "2025/schedule-d/99",
      "2025/return/99",
      "2025/tax/1040/98",
      "2025/tax/8960/99",
    ]) {
      expect(refusal(books, figure)).toBe(`no-such-figure ${figure}`);
    }
  });

  it("and a part that the year's sheet does not have counts as nothing", () => {
    const books = changed(({ tax }) => ({
      tax:
        tax === null
          ? null
          : { ...tax, lines: tax.lines.filter(({ line }) => line !== "Form 8960 5a") },
    }));
    expect(partsOf(ask(books, "2025/tax/8960/8"))).toEqual([
      "+ 2025/tax/8960/1-4 0",
      "+ 2025/tax/8960/2 0",
    ]);
  });
});
