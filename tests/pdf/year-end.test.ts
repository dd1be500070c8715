import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { drawYearEnd } from "@/lib/pdf/draw";
import { renderYearEnd, renderYearEndPdf } from "@/lib/pdf/render";
import type { YearEndInput } from "@/lib/reports/input";
import { yearEndReport } from "@/lib/reports/year-end";
import { accountId, transactionId } from "@/lib/tax/transaction";
import { pdfText } from "@/tests/support/pdf-text";
import { issue, part, yearEndInput, yearResult } from "@/tests/support/report-builders";
import {
  emptyYear,
  hugeYear,
  openYear,
  rows,
  twoAccountYear,
} from "@/tests/support/report-samples";

const FONTS = path.join(process.cwd(), "public", "fonts");

let folder = "";
let files = 0;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lotwise-pdf-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function printed(input: YearEndInput) {
  // In this thread, so that fonts are opened once; the threads have their own tests below.
  const drawn = await drawYearEnd(yearEndReport(input), FONTS);
  files += 1;
  const file = path.join(folder, `${files}.pdf`);
  writeFileSync(file, drawn.bytes);
  const text = pdfText(file);
  return { ...drawn, file, text, sheets: text.split("\f").slice(0, -1) };
}

const squeezed = (text: string): string => text.replace(/\s+/gu, " ");

/** Page boxes as the file states them. */
const boxes = (bytes: Uint8Array): string[] =>
  Buffer.from(bytes)
    .toString("latin1")
    .match(/\/MediaBox \[[^\]]*\]/g) ?? [];

describe("year-end PDF", () => {
  it("prints the model: every row, every total, every line, page k of n on each Letter page", async () => {
    const input = twoAccountYear();
    const report = yearEndReport(input);
    const { sheets, text, pages, bytes, warnings } = await printed(input);
    const words = squeezed(text);
    expect(sheets).toHaveLength(pages);
    expect(warnings).toEqual([]);
    expect(boxes(bytes)).toEqual(Array.from({ length: pages }, () => "/MediaBox [0 0 612 792]"));
    sheets.forEach((sheet, index) => {
      expect(sheet).toContain(`Page ${index + 1} of ${pages}`);
    });
    for (const page of report.attachment.pages) {
      for (const row of page.rows) {
        expect(words).toContain(
          squeezed(`${row.description} ${row.acquired} ${row.sold} ${row.proceeds} ${row.basis}`),
        );
      }
      expect(words).toContain(
        `${page.pageTotalsLabel} ${page.pageTotals.proceeds} ${page.pageTotals.basis}`,
      );
    }
    for (const line of [...report.scheduleD.lines, ...report.carryover.lines]) {
      expect(words).toContain(squeezed(`${line.line} ${line.label} ${line.amount}`));
    }
    for (const step of report.checklist.steps) {
      expect(words).toContain(step.title);
    }
    for (const fact of report.settings.facts) {
      expect(words).toContain(squeezed(fact.value));
    }
    expect(words).not.toContain("DRAFT");
  });

  it("prints a loss with the real minus sign", async () => {
    const { sheets } = await printed(twoAccountYear());
    expect(sheets[0]).toContain("\u2212$8,640.62");
  });

  it("leaves name and social security number blank on each statement page, and prints neither elsewhere", async () => {
    const { sheets } = await printed(twoAccountYear());
    const statement = sheets.filter((sheet) => sheet.includes("Statement page"));
    expect(statement).toHaveLength(5);
    for (const sheet of statement) {
      expect(sheet).toMatch(/Name\(s\) shown on return\s+Social security number\s*\n/);
    }
  });

  it.each([
    [2025, "I", 11, 1],
    [2025, "I", 12, 2],
    [2024, "C", 14, 1],
    [2024, "C", 15, 2],
  ] as const)(
    "%i: %s with %i rows takes %i statement pages",
    async (year, box, count, expected) => {
      const result = yearResult([part(box, rows(count, "short", year))], { year });
      const { sheets } = await printed(yearEndInput({ year, result }));
      const statement = sheets.filter((sheet) => sheet.includes("Statement page"));
      expect(statement).toHaveLength(expected);
      expect(statement.at(-1)).toContain(`Statement page ${expected} of ${expected}`);
      expect(statement.at(-1)).toContain(`Totals of box ${box}, ${count} rows`);
      expect(statement.slice(0, -1).join("")).not.toContain("Totals of box");
    },
  );

  it("says on every page that a draft is a draft, and lists what is open", async () => {
    const { sheets, text } = await printed(openYear());
    for (const sheet of sheets) {
      expect(sheet).toContain("3 open items; these figures are not final");
      expect(sheet).toContain("DRAFT");
    }
    expect(squeezed(text)).toContain(
      "2 ETH were sold and only 1.4 ETH are known to have been held.",
    );
    expect(squeezed(text)).toContain("Sales not in the figures");
  });

  it("prints a year without sales as such", async () => {
    const { text, pages } = await printed(emptyYear());
    // Cover; summary, Schedule D, the return and Form 8949 on one page; settings; about: no checklist was kept.
    expect(pages).toBe(4);
    expect(text).toContain(
      "No sales or other dispositions of digital assets are recorded for 2025.",
    );
    expect(text).not.toContain("Statement page");
  });

  it.each([
    ["Chinese", "王小明"],
    ["Japanese", "山田はなこ"],
    ["Korean", "김하늘"],
    ["Cyrillic", "Оксана Ґалаґан"],
    ["Greek", "Ελένη Παππά"],
    ["Vietnamese", "Nguyễn Thị Hạnh"],
    ["Polish", "Łucja Żółć"],
    ["Thai", "สมชาย"],
  ])("prints %s names", async (_, name) => {
    const { sheets, warnings } = await printed(yearEndInput({ client: name }));
    expect(sheets[0]?.normalize("NFC")).toContain(name);
    expect(warnings).toEqual([]);
  });

  it.each([
    ["Arabic", "محمد علي الحسن"],
    ["Hebrew", "דנה לוי"],
  ])("prints %s names from right to left", async (_, name) => {
    const { sheets, warnings } = await printed(yearEndInput({ client: name }));
    const first = (sheets[0] ?? "").normalize("NFKC").replace(/[\u200e\u200f\u202a-\u202e]/gu, "");
    for (const word of name.split(" ")) {
      expect(first).toContain(word);
    }
    expect(warnings).toEqual([]);
  });

  it("shows what no typeface has as a replacement sign and says so, in the file and in the result", async () => {
    const { sheets, text, warnings } = await printed(
      yearEndInput({ client: "Ada \u{13000} \u{130f0}" }),
    );
    expect(sheets[0]).toContain("Ada \ufffd \ufffd");
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("U+13000, U+130F0");
    expect(squeezed(text)).toContain("U+13000, U+130F0");
  });

  it("keeps its pages whatever the strings: endless names, brackets of PDF syntax, markup, huge figures", async () => {
    const long = "W".repeat(3000);
    const syntax = "(\\) Tj ET endobj %%EOF << /JS (app.alert(1)) >> <a href='javascript:x'>";
    const big = {
      id: "big",
      quantity: "123456789012345.123456789012345678901234",
      asset: "PEPE",
      proceeds: "987654321098765.43",
      basis: "0.01",
    };
    const input = yearEndInput({
      client: long,
      accounts: new Map([[accountId("cb"), syntax]]),
      issues: [
        issue({ message: syntax, remedy: long }),
        issue({ quantity: quantity("0.000000000000000000000001") }),
      ],
      result: yearResult([part("I", [big, { description: long }, { description: syntax }])]),
      sources: new Map([[transactionId("big"), { reference: long, place: syntax }]]),
    });
    const { bytes, pages, sheets, text } = await printed(input);
    expect(sheets).toHaveLength(pages);
    expect(boxes(bytes)).toHaveLength(pages);
    const words = squeezed(text);
    // Side by side they would be too small to read: the asset stands below its quantity.
    expect(words).toContain("123456789012345.123456789012345678901234");
    expect(words).toContain("PEPE");
    expect(words).toContain("987,654,321,098,765.43");
    expect(words).toContain("987,654,321,098,765.42");
    const raw = Buffer.from(bytes).toString("latin1");
    expect(raw).not.toMatch(/\/(JS|JavaScript|OpenAction|URI|Launch|EmbeddedFile)\b/);
    expect(raw).toContain("/Lang (en-US)");
  });

  it("is the same to the last byte for the same input, and dated by it", async () => {
    const report = yearEndReport(twoAccountYear());
    const one = await renderYearEndPdf(report);
    const { bytes: two } = await drawYearEnd(yearEndReport(twoAccountYear()), FONTS);
    expect(Buffer.compare(Buffer.from(one), Buffer.from(two))).toBe(0);
    const raw = Buffer.from(one).toString("latin1");
    const dates = raw.match(/\(D:\d+Z?\)/g) ?? [];
    expect(new Set(dates)).toEqual(new Set(["(D:20260115093000Z)"]));
  });

  it("prints every one of a thousand rows", async () => {
    const input = hugeYear(1000);
    const report = yearEndReport(input);
    const { text, sheets, pages } = await printed(input);
    const words = squeezed(text);
    expect(sheets).toHaveLength(pages);
    const missing = report.attachment.pages
      .flatMap((page) => page.rows)
      .filter(
        (row) =>
          !words.includes(
            squeezed(
              `${row.description} ${row.acquired} ${row.sold} ${row.proceeds} ${row.basis} ${row.gain}`,
            ),
          ),
      );
    expect(missing).toEqual([]);
  });
});

describe("rendering in a thread", () => {
  it("leaves the process free while it draws", async () => {
    const report = yearEndReport(hugeYear(1000));
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 10);
    await renderYearEndPdf(report);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(20);
  });

  it("stops at its time limit", async () => {
    await expect(
      renderYearEndPdf(yearEndReport(hugeYear(1000)), { timeoutMs: 50 }),
    ).rejects.toMatchObject({ code: "timed-out" });
  });

  it("has no cap: 20,001 rows are one file, and it tells how far it is", async () => {
    const report = yearEndReport(hugeYear(20_001));
    const told: [number, number][] = [];
    const { bytes, pages } = await renderYearEnd(report, {
      onProgress: (drawn, of) => told.push([drawn, of]),
    });
    // Two boxes of 10,001 and 10,000 rows, eleven a page: 910 pages each.
    expect(report.attachment.pages).toHaveLength(1820);
    expect(pages).toBeGreaterThan(1820);
    expect(boxes(bytes)).toHaveLength(pages);
    expect(told.length).toBeGreaterThan(5);
    expect(told.at(-1)).toEqual([pages, pages]);
  });

  it("fails loudly when the fonts are not there", async () => {
    await expect(
      renderYearEndPdf(yearEndReport(emptyYear()), { fontsDirectory: folder }),
    ).rejects.toMatchObject({ code: "failed" });
  });
});
