import { describe, expect, it } from "vitest";
import { type FigureAddress, figureText } from "@/lib/tax/explain/address";
import { parseFigure } from "@/lib/tax/explain/parse-address";
import { lineAddress } from "@/lib/tax/explain/year-lines";
import { buy, sell } from "../make";
import { ask, booksOf, head, partsOf, text } from "./ask";

const BOX = { year: 2025, box: "L", direct: false } as const;

describe("addresses", () => {
  const all: readonly (readonly [string, FigureAddress])[] = [
    ["2025/schedule-d/1a-5", { at: "line", year: 2025, sheet: "schedule-d", line: "1a-5" }],
    ["2025/carryover/8", { at: "line", year: 2025, sheet: "carryover", line: "8" }],
    ["2025/tax/28/7", { at: "line", year: 2025, sheet: "28", line: "7" }],
    ["2025/tax/1040/11a", { at: "line", year: 2025, sheet: "1040", line: "11a" }],
    ["2025/return/a%2Fb", { at: "return", year: 2025, line: "a/b" }],
    ["2025/8949/L", { at: "box", ...BOX, column: "h" }],
    ["2025/direct/L/d", { at: "box", ...BOX, direct: true, column: "d" }],
    ["2025/8949/L/row/3", { at: "row", ...BOX, row: 3, column: "h" }],
    ["2025/8949/L/row/3/g", { at: "row", ...BOX, row: 3, column: "g" }],
    ["2025/8949/L/row/3/e/2", { at: "row-part", ...BOX, row: 3, column: "e", part: 2 }],
    ["2016/books/long", { at: "books", year: 2016, term: "long" }],
    ["2025/carried-in/short", { at: "carried-in", year: 2025, term: "short" }],
    ["2025/collectibles", { at: "collectibles", year: 2025 }],
    ["2025/schedule-d/to-1040", { at: "capital-gain", year: 2025 }],
    ["carryover/2025/long", { at: "carryover", year: 2025, term: "long" }],
    ["income/2025", { at: "income", year: 2025 }],
    ["receipt/7", { at: "receipt", receipt: 7 }],
    ["2025/profile/line4", { at: "profile", year: 2025, name: "line4" }],
    ["2025/rule/lossLimit", { at: "rule", year: 2025, name: "lossLimit" }],
    ["lot/a%2F%C3%A9/2", { at: "lot", disposal: "a/é", lot: 2, of: "gain" }],
    ["lot/s/1/loss-basis", { at: "lot", disposal: "s", lot: 1, of: "loss-basis" }],
    ["leg/s/1", { at: "leg", transaction: "s", leg: 1 }],
    ["removed/4", { at: "removed", removed: 4 }],
    ["wash/5", { at: "wash", wash: 5 }],
    ["step/6/drawn", { at: "step", step: 6, of: "drawn", side: "gain" }],
    ["step/6/opened/loss", { at: "step", step: 6, of: "opened", side: "loss" }],
    ["step/6/carried", { at: "carried", step: 6 }],
    ["costs/x/given-up", { at: "costs", transaction: "x", of: "given-up" }],
    ["told/x/fee/2", { at: "told", transaction: "x", name: "fee/2" }],
  ];

  it.each(all)("%s is read and written the same", (figure, address) => {
    expect(parseFigure(figure)).toEqual({ ok: true, value: address });
    expect(figureText(address)).toBe(figure);
  });

  it.each([
    "2025/8949/L/h",
    "2025/8949/L/row/3/h",
    "2025/8949/L/row/3/h/1",
    "2025/8949/L/row/0",
    "2025/8949/M",
    "3025/schedule-d/7",
    "2025/tax/9999/1",
    "2025/books/middle",
    "lot/s/1/gain",
    "lot/s/12345678",
    "step/1/drawn/gain",
    "costs/x/some",
    "told/x/UPPER",
    "told/x/",
    "lot/%e9/1",
    "lot/%73/1",
    "xlot/s/1",
    "lot/s/1x",
  ])("%s is none", (figure) => {
    const message = `There is no figure "${figure}" in these books.`;
    expect(parseFigure(figure)).toEqual({
      ok: false,
      error: { code: "no-such-figure", figure, message },
    });
  });

  it.each([
    ["Schedule D 7", "2025/schedule-d/7"],
    ["QDCG 18", "2025/tax/qdcg/18"],
    ["Schedule D Tax Worksheet 47", "2025/tax/schedule-d-tax/47"],
    ["28% Rate Gain Worksheet 7", "2025/tax/28/7"],
    ["Form 8960 17", "2025/tax/8960/17"],
    ["Capital Loss Carryover Worksheet 13", "2025/carryover/13"],
    ["Form 1040 line 7a", "2025/tax/1040/7a"],
    ["Schedule 1 (Form 1040) line 8v", "2025/tax/1040/schedule-1-8v"],
    ["Schedule C (Form 1040) line 1", "2025/tax/1040/schedule-c-1"],
    // No line of Form 1040: left as it is.
    ["Form 1040 line 7a (part)", "2025/tax/1040/Form%201040%20line%207a%20(part)"],
    ["See Form 1040 line 7a", "2025/tax/1040/See%20Form%201040%20line%207a"],
  ])("the line %s has the address %s", (name, figure) => {
    expect(figureText(lineAddress(2025, name))).toBe(figure);
  });
});

describe("how far an explanation goes", () => {
  const books = booksOf([
    buy("2025-01-01", "3", "90", { id: "b" }),
    sell("2025-02-01", "1", "40", { id: "s1" }),
    sell("2025-02-02", "1", "50", { id: "s2" }),
    sell("2025-02-03", "1", null, { id: "s3" }),
  ]);

  it("without a word: one level, fifty parts", () => {
    const box = ask(books, "2025/8949/I", {});
    expect(partsOf(box)).toEqual(["+ 2025/8949/I/row/1 10", "+ 2025/8949/I/row/2 20"]);
    expect(box.rest).toBeNull();
    const [row] = box.parts;
    expect([row?.explanation.parts, row?.explanation.rest]).toEqual([[], null]);
  });

  it("no level: the figure alone, with the number of its parts", () => {
    const alone = ask(books, "2025/8949/I", { depth: 0 });
    expect([alone.partCount, alone.parts, alone.rest]).toEqual([2, [], null]);
    expect(head(alone)).toBe("30 = sum");
  });

  it("two levels", () => {
    const [row] = ask(books, "2025/8949/I", { depth: 2 }).parts;
    expect(row && partsOf(row.explanation)).toEqual([
      "+ 2025/8949/I/row/1/d 40",
      "- 2025/8949/I/row/1/e 30",
    ]);
    expect(row?.explanation.parts[0]?.explanation.parts).toEqual([]);
  });

  it("what is not shown is added with its sign", () => {
    const rest = (options: object) => text(ask(books, "2025/8949/I/row/2", options).rest);
    // (d) 50 - (e) 30: without (d) 50 are left, without (e) 30 are taken off.
    expect(rest({ from: 1 })).toBe("50");
    expect(rest({ limit: 1 })).toBe("-30");
    expect(rest({ limit: 2 })).toBeNull();
    expect(text(ask(books, "2025/8949/I", { from: 1, limit: 1 }).rest)).toBe("10");
    expect(ask(books, "2025/8949/I", { from: 2 }).parts).toEqual([]);
  });

  it("the limit counts for every level, the beginning for the first alone", () => {
    const box = ask(books, "2025/8949/I", { depth: 2, limit: 1, from: 1 });
    expect(partsOf(box)).toEqual(["+ 2025/8949/I/row/2 20"]);
    const [row] = box.parts;
    expect(row && partsOf(row.explanation)).toEqual(["+ 2025/8949/I/row/2/d 50"]);
  });

  it("of what is not known no rest is told", () => {
    // Proceeds not known, basis 30.
    expect(head(ask(books, "lot/s3/1"))).toBe("? = difference");
    expect(ask(books, "lot/s3/1", { limit: 1 }).rest).toBeNull();
    expect(ask(books, "lot/s3/1", { from: 1 }).rest).toBeNull();
  });

  it("only of what is added: of the middle of three nothing is left over", () => {
    expect(ask(books, "2025/8949/I/row/1/d", { depth: 1, limit: 0 }).rest).toBeNull();
    expect(ask(books, "2025/8949/I/row/1/d", { depth: 1, limit: 0 }).partCount).toBe(1);
  });
});
