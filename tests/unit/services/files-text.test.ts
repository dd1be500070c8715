import { describe, expect, it } from "vitest";
import { explanationText } from "@/lib/cli/explanation-text";
import { usd } from "@/lib/money/usd";
import { filesText } from "@/lib/services/gains/books";
import { transactionId } from "@/lib/tax/transaction";

const ORIGIN = {
  from: "file",
  batch: "b1",
  file: "transactions.csv",
  lines: [4],
  also: [{ batch: "b2", file: "tokens.csv", lines: [2, 3] }],
} as const;

describe("a row that several files tell", () => {
  it("names every file with its lines", () => {
    expect(filesText(ORIGIN)).toBe("transactions.csv, line 4; tokens.csv, lines 2, 3");
    const { also: _, ...alone } = ORIGIN;
    expect(filesText(alone)).toBe("transactions.csv, line 4");
  });

  it("is explained on the command line by all of them", () => {
    const text = explanationText({
      address: { at: "told", transaction: transactionId("t1"), name: "value" },
      label: "Value",
      amount: usd("5"),
      how: "",
      authority: "",
      operation: { kind: "stated", by: "transaction" },
      parts: [],
      partCount: 0,
      rest: null,
      source: { transaction: transactionId("t1"), origin: ORIGIN },
    });
    expect(text).toContain("transaction t1: transactions.csv, line 4; tokens.csv, line 2 and 3");
  });
});
