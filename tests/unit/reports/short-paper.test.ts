import { describe, expect, it } from "vitest";
import { attachmentOf } from "@/lib/reports/attachment";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { LETTER_ROWS, SHORT_ROWS, shortPaper } from "@/lib/reports/short-paper";
import { hugeYear } from "@/tests/support/report-samples";

const table = (rows: number) => ({
  heading: "",
  intro: "",
  columns: [{ label: "Row", align: "left" as const, share: 1 }],
  rows: Array.from({ length: rows }, (_, index) => [`row ${index + 1}`]),
  total: null,
  empty: "",
});

const paper = (rows: number): Paper => ({
  product: "Lotwise",
  title: "What has moved",
  documentTitle: "What has moved",
  client: "Ada Byron",
  edition: "Engine 1",
  generated: "",
  generatedAt: "2026-01-15T09:30:00Z",
  draft: null,
  opening: "Filed on April 15, 2025.",
  sections: [
    { ...EMPTY_SECTION, heading: "By cause", tables: [table(3)] },
    { ...EMPTY_SECTION, heading: "Row by row", paragraphs: ["Each row."], tables: [table(rows)] },
  ],
});

describe("a paper somebody waits for", () => {
  it("is the whole one up to its bound", () => {
    expect(shortPaper(paper(SHORT_ROWS))).toEqual(paper(SHORT_ROWS));
  });

  it("has the first rows of a longer table, says of how many, and where all are", () => {
    const [causes, rows] = shortPaper(paper(10_000)).sections;
    expect(causes?.tables[0]?.rows).toHaveLength(3);
    expect(rows?.tables[0]?.rows).toHaveLength(2000);
    expect(rows?.tables[0]?.rows.at(-1)).toEqual(["row 2000"]);
    expect(rows?.paragraphs).toEqual([
      "Each row.",
      "The first 2,000 lines of 10,000. The CSV has them all; the whole paper is made under Reports, Changes since filing.",
    ]);
  });

  it("says otherwise where the rows of a letter are", () => {
    expect(shortPaper(paper(2001), LETTER_ROWS).sections[1]?.paragraphs.at(-1)).toBe(
      "The first 2,000 lines of 2,001. All of them are in the table sent with this letter.",
    );
  });

  it("leaves a long statement out rather than a part of it, and says so first", () => {
    const statement = attachmentOf(hugeYear(2001));
    const short = shortPaper({ ...paper(1), statement });
    expect(short).not.toHaveProperty("statement");
    expect(short.opening).toContain("Its statement of 2,001 rows is not in this file");
    const small = attachmentOf(hugeYear(20));
    expect(shortPaper({ ...paper(1), statement: small }).statement).toBe(small);
  });
});
