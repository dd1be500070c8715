import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { statementCsv, textCell } from "@/lib/reports/csv";
import { printable } from "@/lib/reports/text";
import { yearEndReport } from "@/lib/reports/year-end";
import { accountId } from "@/lib/tax/transaction";
import { part, yearEndInput, yearResult } from "@/tests/support/report-builders";

describe("printable text", () => {
  it.each([
    ["plain name", "Amelia Vaughn", "Amelia Vaughn"],
    ["line breaks and tabs", "A\r\nB\tC\u0000D", "A B C D"],
    ["C1 controls and separators", "A\u0085B\u2028C\u2029D", "A B C D"],
    ["bidi overrides and isolates", "inv\u202eoice\u2066x\u2069\u200f", "invoicex"],
    ["invisible characters", "a\u200bb\u2060c\ufeffd\u00ade", "abcde"],
    ["the joiner Persian needs stays", "می\u200cخواهم", "می\u200cخواهم"],
    ["lone surrogates", "a\ud800b", "a\ufffdb"],
    ["piled marks", `e${"\u0301".repeat(40)}`, "é\u0301\u0301\u0301"],
    ["composed form", "Jose\u0301", "José"],
    ["spaces around and within", "  a   b  ", "a b"],
    ["minus sign stays", "−5", "−5"],
  ])("%s", (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it("is cut at its longest with an ellipsis, by characters and not by halves of them", () => {
    const text = "\u{1f600}".repeat(300);
    expect([...printable(text)]).toHaveLength(240);
    expect(printable(text).endsWith("…")).toBe(true);
    expect(printable(text)).not.toMatch(/\p{Surrogate}/u);
  });

  it("does not change what it has cleaned", () => {
    for (const text of ["A\r\nB", "e\u0301\u0301\u0301\u0301\u0301", "x".repeat(500), " \u202e "]) {
      expect(printable(printable(text))).toBe(printable(text));
    }
  });
});

describe("statement CSV", () => {
  it.each([
    "=1+2",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u200b=1",
    "＝1+2",
    "＋1",
    "－1",
    "＠x",
    "−1",
  ])("a cell that begins like a formula is disarmed: %j", (text) => {
    expect(parse(textCell(text), { relax_quotes: false })[0]?.[0]).toBe(`'${text}`);
  });

  it("leaves ordinary text as it is", () => {
    expect(textCell("0.5 BTC")).toBe("0.5 BTC");
    expect(textCell('a "b", c')).toBe('"a ""b"", c"');
  });

  it("has the eight columns with box, term, account, lot and transaction; amounts untouched, negatives in parentheses", () => {
    const report = yearEndReport(
      yearEndInput({
        accounts: new Map([[accountId("cb"), "=cmd|' /C calc'!A0"]]),
        result: yearResult([
          part("I", [{ id: "t-1", proceeds: "1234.50", basis: "2000", asset: "ETH" }]),
          part("L", [{ id: "t-2", acquired: "2020-02-29", description: "@1 NFT" }]),
        ]),
      }),
    );
    const text = statementCsv(report);
    expect(text.startsWith("\ufeff")).toBe(true);
    const records: string[][] = parse(text, { bom: true });
    expect(records).toEqual([
      [
        "Box",
        "Term",
        "(a) Description of property",
        "(b) Date acquired",
        "(c) Date sold or disposed of",
        "(d) Proceeds",
        "(e) Cost or other basis",
        "(f) Code(s)",
        "(g) Amount of adjustment",
        "(h) Gain or (loss)",
        "Account",
        "Lot",
        "Transaction",
      ],
      [
        "I",
        "short",
        "1 ETH",
        "02/03/2025",
        "06/07/2025",
        "1,234.50",
        "2,000.00",
        "",
        "",
        "(765.50)",
        "'=cmd|' /C calc'!A0",
        "lot-of-t-1",
        "t-1",
      ],
      [
        "L",
        "long",
        "'@1 NFT",
        "02/29/2020",
        "06/07/2025",
        "100.00",
        "40.00",
        "",
        "",
        "60.00",
        "'=cmd|' /C calc'!A0",
        "lot-of-t-2",
        "t-2",
      ],
    ]);
  });
});
