import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { YearEndReport } from "@/lib/reports/model";
import type { Drawn } from "./draw";

/** Most statement rows one PDF may have; a longer year is delivered as CSV (`statementCsv`), which has no cap. */
export const PDF_ROW_CAP = 20_000;

/** A render that takes longer is stopped. */
export const PDF_TIMEOUT_MS = 120_000;

/** What the worker thread is given. */
export interface RenderOrder {
  /** The module the thread runs, as a file URL. */
  readonly entry: string;
  readonly report: YearEndReport;
  readonly fontsDirectory: string;
}

/** What it answers. */
export type RenderAnswer = Drawn;

/** Why a PDF was not made: too many rows (expected, see `pdfRefusal`), too slow, or a fault in the drawing. */
export class PdfError extends Error {
  override name = "PdfError";
  readonly code: "too-many-rows" | "timed-out" | "failed";

  constructor(code: PdfError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** How to render; every part has a default. */
export interface RenderOptions {
  readonly timeoutMs?: number;
  /** Where the font files are; `public/fonts` under the working directory unless told. */
  readonly fontsDirectory?: string;
}

/** The sentence for a report too long for one PDF; null when it fits. To be asked before a job is queued. */
export function pdfRefusal(report: Pick<YearEndReport, "attachment">): string | null {
  const rows = report.attachment.rowCount;
  return rows > PDF_ROW_CAP
    ? `This year has ${rows.toLocaleString("en-US")} rows; one PDF holds at most ${PDF_ROW_CAP.toLocaleString("en-US")}. Download the CSV instead.`
    : null;
}

// The thread reads TypeScript through tsx, also when its parent was bundled: one way for web server, job worker and tests.
const BOOTSTRAP = `
const { workerData } = require("node:worker_threads");
import("tsx/esm/api")
  .then(({ register }) => { register(); return import(workerData.entry); })
  .catch((error) => { setImmediate(() => { throw error; }); });
`;

const ENTRY = path.join("lib", "pdf", "render.worker.mts");

/** The year-end PDF with its page count and warnings; see `renderYearEndPdf`. */
export function renderYearEnd(
  report: YearEndReport,
  options: RenderOptions = {},
): Promise<RenderAnswer> {
  const refusal = pdfRefusal(report);
  if (refusal !== null) {
    return Promise.reject(new PdfError("too-many-rows", refusal));
  }
  const root = process.cwd();
  const order: RenderOrder = {
    entry: pathToFileURL(path.join(root, ENTRY)).href,
    report,
    fontsDirectory: options.fontsDirectory ?? path.join(root, "public", "fonts"),
  };
  const timeoutMs = options.timeoutMs ?? PDF_TIMEOUT_MS;
  return new Promise((resolve, reject) => {
    const worker = new Worker(BOOTSTRAP, {
      eval: true,
      workerData: order,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 768 },
    });
    const timer = setTimeout(() => {
      reject(new PdfError("timed-out", `the PDF was not ready after ${timeoutMs} ms`));
      void worker.terminate();
    }, timeoutMs);
    worker.once("message", (answer: RenderAnswer) => resolve(answer));
    worker.once("error", (cause) =>
      reject(new PdfError("failed", "the PDF could not be drawn", { cause })),
    );
    worker.once("exit", (code) => {
      clearTimeout(timer);
      reject(new PdfError("failed", `the drawing thread ended with code ${code} and no PDF`));
    });
  });
}

/**
 * The year-end report as PDF bytes, drawn in a worker thread so that nothing else in the process waits. Same report, same
 * bytes. Rejects with `PdfError` ("too-many-rows" above PDF_ROW_CAP, "timed-out", "failed").
 */
export async function renderYearEndPdf(
  report: YearEndReport,
  options: RenderOptions = {},
): Promise<Uint8Array> {
  return (await renderYearEnd(report, options)).bytes;
}
