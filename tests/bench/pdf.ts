import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@/tests/support/folders";
import { pdfText } from "@/tests/support/pdf-text";

interface Made {
  readonly seconds: number;
  readonly peakMb: number;
  readonly pages: number;
}

interface Measured extends Made {
  readonly rows: number;
  readonly bareSeconds: number;
  readonly bareMb: number;
  readonly timesBare: number;
  /** Rows of the model whose words and figures pdftotext did not find in order. */
  readonly missing: number;
  /** Pages in the file that are not 612 by 792 points, or more or fewer than planned. */
  readonly wrongPages: number;
}

const CHILD = fileURLToPath(new URL("./pdf-child.ts", import.meta.url));

/** Issue E: processor seconds and megabytes a report of so many rows may cost. */
const BOUNDS: ReadonlyMap<number, { readonly seconds: number; readonly mb: number }> = new Map([
  [10_000, { seconds: 3.5, mb: 350 }],
  [50_000, { seconds: 15, mb: 450 }],
]);

function make(what: "ours" | "bare", rows: number, file: string): Made {
  const out = execFileSync(
    process.execPath,
    ["--expose-gc", "--import", "tsx", CHILD, what, String(rows), file],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  return JSON.parse(out) as Made;
}

const squeezed = (text: string): string => text.replace(/\s+/gu, " ");

/** Lines not found one after another in the text of the pages. */
function notFound(file: string): number {
  const text = squeezed(pdfText(file));
  let at = 0;
  let missing = 0;
  for (const line of readFileSync(`${file}.txt`, "utf8").split("\n")) {
    const found = text.indexOf(squeezed(line), at);
    if (found < 0) {
      missing += 1;
    } else {
      at = found;
    }
  }
  return missing;
}

function wrongPages(file: string, planned: number): number {
  const boxes =
    readFileSync(file)
      .toString("latin1")
      .match(/\/MediaBox \[[^\]]*\]/g) ?? [];
  const odd = boxes.filter((box) => box !== "/MediaBox [0 0 612 792]").length;
  return odd + Math.abs(boxes.length - planned);
}

function measure(rows: number, folder: string): Measured {
  const file = path.join(folder, `${rows}.pdf`);
  const own = make("ours", rows, file);
  const bare = make("bare", rows, path.join(folder, `${rows}-bare.pdf`));
  return {
    rows,
    bareSeconds: bare.seconds,
    bareMb: bare.peakMb,
    timesBare: own.seconds / bare.seconds,
    missing: notFound(file),
    wrongPages: wrongPages(file, own.pages),
    ...own,
  };
}

function problemsOf(measured: Measured): readonly string[] {
  const { rows, seconds, peakMb, timesBare, missing, wrongPages: wrong } = measured;
  const bound = BOUNDS.get(rows);
  return [
    ...(missing > 0 ? [`${missing} rows not found`] : []),
    ...(wrong > 0 ? [`${wrong} wrong pages`] : []),
    ...(timesBare > 2 ? ["more than twice bare pdfkit"] : []),
    ...(bound !== undefined && seconds > bound.seconds ? [`above ${bound.seconds} CPU s`] : []),
    ...(bound !== undefined && peakMb > bound.mb ? [`above ${bound.mb} MB`] : []),
  ].map((problem) => `${rows} rows: ${problem}`);
}

/**
 * The year-end PDF of so many rows, model and pages, beside a bare pdfkit table of the same rows: each in a fresh process.
 * Every row is read back with pdftotext. Gives 1 when a row is missing, a page is wrong or a bound is passed.
 */
export function benchPdf(counts: readonly number[], json: boolean): 0 | 1 {
  const folder = temporaryFolder("bench-pdf");
  try {
    const all = counts.map((rows) => measure(rows, folder));
    process.stdout.write(json ? `${JSON.stringify(all, null, 1)}\n` : table(all));
    const problems = all.flatMap(problemsOf);
    process.stderr.write(problems.map((problem) => `${problem}\n`).join(""));
    return problems.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function table(all: readonly Measured[]): string {
  const head = "rows      pages    CPU s  peak MB  bare CPU s  bare MB  times bare  rows missing\n";
  const lines = all.map((one) =>
    [
      String(one.rows).padEnd(8),
      String(one.pages).padStart(6),
      one.seconds.toFixed(2).padStart(7),
      one.peakMb.toFixed(0).padStart(7),
      one.bareSeconds.toFixed(2).padStart(10),
      one.bareMb.toFixed(0).padStart(7),
      one.timesBare.toFixed(2).padStart(10),
      String(one.missing).padStart(12),
    ].join("  "),
  );
  return `${head}${lines.join("\n")}\n`;
}
