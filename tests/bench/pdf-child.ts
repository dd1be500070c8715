import { writeFileSync } from "node:fs";
import path from "node:path";
import PDFDocument from "pdfkit";
import { drawYearEnd } from "@/lib/pdf/draw";
import type { YearEndInput } from "@/lib/reports/input";
import { yearEndReport } from "@/lib/reports/year-end";
import { hugeYear } from "@/tests/support/report-samples";

const FONTS = path.join(process.cwd(), "public", "fonts");
const COLUMNS = [44, 160, 215, 270, 335, 400, 425, 500] as const;
const ROWS_A_PAGE = 45;

interface Made {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** One line of text a row, single spaces: what must be found again. */
  readonly lines: readonly string[];
}

/** The whole year-end report: model and pages, from the engine's rows to bytes. */
async function ours(input: YearEndInput): Promise<Made> {
  const report = yearEndReport(input);
  const { bytes, pages } = await drawYearEnd(report, FONTS);
  const lines = report.attachment.pages.flatMap((page) =>
    page.rows.map((row) =>
      [row.description, row.acquired, row.sold, row.proceeds, row.basis, row.gain].join(" "),
    ),
  );
  return { bytes, pages, lines };
}

/** The yardstick: the same eight columns with pdfkit alone, its own way of placing text, the same face, 45 rows a page. */
async function bare(input: YearEndInput): Promise<Made> {
  const rows = cellsOf(input);
  const document = new PDFDocument({ size: [612, 792], autoFirstPage: false, margin: 0 });
  const chunks: Uint8Array[] = [];
  document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on("end", resolve));
  let pages = 0;
  rows.forEach((cells, index) => {
    if (index % ROWS_A_PAGE === 0) {
      document.addPage();
      document.font(path.join(FONTS, "Geist-Regular.ttf")).fontSize(7.5);
      pages += 1;
    }
    const y = 60 + (index % ROWS_A_PAGE) * 15;
    cells.forEach((cell, column) => {
      document.text(cell, COLUMNS[column] ?? 0, y, { lineBreak: false });
    });
  });
  document.end();
  await ended;
  return { bytes: Buffer.concat(chunks), pages, lines: rows.map((cells) => cells.join(" ")) };
}

const cellsOf = ({ result }: YearEndInput): readonly (readonly string[])[] =>
  result.parts.flatMap((part) =>
    part.rows.map((row) => [
      row.description,
      row.acquired,
      row.sold,
      String(row.proceeds).slice(0, -16),
      String(row.basis).slice(0, -16),
      row.codes,
      "",
      String(row.gain).slice(0, -16),
    ]),
  );

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const [what, count, file = ""] = process.argv.slice(2);
const input = hugeYear(Number(count));
globalThis.gc?.();
const before = cpu();
const made = await (what === "bare" ? bare(input) : ours(input));
const seconds = cpu() - before;
const peakMb = process.resourceUsage().maxRSS / 1024;
writeFileSync(file, made.bytes);
if (what !== "bare") {
  writeFileSync(`${file}.txt`, made.lines.join("\n"));
}
process.stdout.write(`${JSON.stringify({ seconds, peakMb, pages: made.pages })}\n`);
