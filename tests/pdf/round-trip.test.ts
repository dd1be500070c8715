import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usdText } from "@/lib/money/usd";
import { drawYearEnd } from "@/lib/pdf/draw";
import type { YearEndInput } from "@/lib/reports/input";
import { yearEndReport } from "@/lib/reports/year-end";
import { pdfText } from "@/tests/support/pdf-text";
import { hugeYear } from "@/tests/support/report-samples";

const FONTS = path.join(process.cwd(), "public", "fonts");
const AMOUNT = String.raw`\(?[\d,]+\.\d\d\)?`;
// "0.10000000 BTC tx 3fa9c20000 01/01/2025 01/01/2025 141.60 120.00 21.60": description, dates, (d), (e), (h).
const ROW = new RegExp(
  String.raw`^\s*([\d.]+ [A-Z]+)(?: tx \S+)?\s+(\d\d/\d\d/\d{4})\s+(\d\d/\d\d/\d{4})\s+(${AMOUNT})\s+(${AMOUNT})\s+(${AMOUNT})\s*$`,
);
const PAGE_TOTAL = new RegExp(
  String.raw`Totals of this page, ([\d,]+) rows?\s+(${AMOUNT})\s+(${AMOUNT})\s+(${AMOUNT})\s+(${AMOUNT})`,
);
const BOX_TOTAL = new RegExp(
  String.raw`Totals of box (\w), [^;]*;.*?\s{2,}(${AMOUNT})\s+(${AMOUNT})\s+(${AMOUNT})\s+(${AMOUNT})`,
);

/** "(1,234.56)" as cents, read without any of the product's own code. */
function cents(printed: string): bigint {
  const digits = BigInt(printed.replace(/[(),.]/g, ""));
  return printed.startsWith("(") ? -digits : digits;
}

/** Plain decimal text of the engine as cents. */
function engineCents(text: string): bigint {
  const [whole = "0", part = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole) * 100n + BigInt(part.slice(0, 2).padEnd(2, "0"));
  return text.startsWith("-") ? -value : value;
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lotwise-round-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function sheetsOf(input: YearEndInput): Promise<string[]> {
  const drawn = await drawYearEnd(yearEndReport(input), FONTS);
  const file = path.join(folder, "read.pdf");
  writeFileSync(file, drawn.bytes);
  return pdfText(file).split("\f").slice(0, -1);
}

describe("what is printed is what was computed", () => {
  it.each([[2025], [2024]])(
    "every number of 4,000 rows of %i, read from the pages, equals the engine's, and pages and boxes add up",
    async (year) => {
      const input = hugeYear(4000, year);
      const sheets = (await sheetsOf(input)).filter((one) => one.includes("Statement page"));
      const engine = input.result.parts.flatMap((part) =>
        part.rows.map(
          (row) =>
            `${row.description} ${row.acquired} ${row.sold} ${engineCents(usdText(row.proceeds))} ${engineCents(usdText(row.basis))} ${engineCents(usdText(row.gain))}`,
        ),
      );
      const read: string[] = [];
      let box = [0n, 0n, 0n];
      let boxes = 0;
      for (const sheet of sheets) {
        let page = [0n, 0n, 0n];
        for (const line of sheet.split("\n")) {
          const row = ROW.exec(line);
          if (row !== null) {
            const [, description, acquired, sold, ...amounts] = row;
            const figures = amounts.map(cents);
            read.push(`${description} ${acquired} ${sold} ${figures.join(" ")}`);
            page = page.map((sum, index) => sum + (figures[index] ?? 0n));
          }
        }
        box = box.map((sum, index) => sum + (page[index] ?? 0n));
        const [, , d = "", e = "", , h = ""] = PAGE_TOTAL.exec(sheet) ?? [];
        expect([d, e, h].map(cents)).toEqual(page);
        const total = BOX_TOTAL.exec(sheet);
        if (total !== null) {
          const [, , boxD = "", boxE = "", , boxH = ""] = total;
          expect([boxD, boxE, boxH].map(cents)).toEqual(box);
          box = [0n, 0n, 0n];
          boxes += 1;
        }
      }
      expect(read).toEqual(engine);
      expect(boxes).toBe(2);
    },
  );
});
