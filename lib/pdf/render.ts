import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { YearEndReport } from "@/lib/reports/model";
import type { Paper } from "@/lib/reports/paper";
import type { Drawn, DrawProgress } from "./draw";

/** A render that takes longer is stopped: a hundred thousand rows take a tenth of it. */
export const PDF_TIMEOUT_MS = 300_000;

/** What the worker thread is given. */
export interface RenderOrder {
  /** The module the thread runs, as a file URL. */
  readonly entry: string;
  readonly document: PrintedDocument;
  readonly fontsDirectory: string;
}

/** What can be drawn. */
export type PrintedDocument =
  | { readonly kind: "year-end"; readonly report: YearEndReport }
  | { readonly kind: "paper"; readonly paper: Paper; readonly hasPreviews: boolean }
  | { readonly kind: "form-pictures"; readonly forms: readonly Uint8Array[] };

/** What it says: how far it is, now and then, and at last what was made. */
export type RenderMessage<Made> =
  | { readonly kind: "progress"; readonly pages: number; readonly of: number }
  | { readonly kind: "done"; readonly made: Made };

/** Why a PDF was not made: too slow, or a fault in the drawing. */
export class PdfError extends Error {
  override name = "PdfError";
  readonly code: "timed-out" | "failed";

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
  /** Told now and then while it draws. */
  readonly onProgress?: DrawProgress;
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
export function renderYearEnd(report: YearEndReport, options: RenderOptions = {}): Promise<Drawn> {
  return render<Drawn>({ kind: "year-end", report }, options);
}

/** A long paper with its page count, warnings and pictures of its first pages; see `renderPaperPdf`. */
export function renderPaper(paper: Paper, options: RenderOptions = {}): Promise<Drawn> {
  return render<Drawn>({ kind: "paper", paper, hasPreviews: true }, options);
}

/**
 * A short paper as PDF bytes, drawn in a worker thread as well. Same paper, same bytes. Rejects with `PdfError` ("timed-out",
 * "failed").
 */
export async function renderPaperPdf(
  paper: Paper,
  options: RenderOptions = {},
): Promise<Uint8Array> {
  return (await render<Drawn>({ kind: "paper", paper, hasPreviews: false }, options)).bytes;
}

/** The first pages of official forms we have filled, each form's as pictures (PNG); see `drawFormPictures`. */
export function renderFormPictures(
  forms: readonly Uint8Array[],
  options: RenderOptions = {},
): Promise<readonly (readonly Uint8Array[])[]> {
  return render({ kind: "form-pictures", forms }, options);
}

/** `Made` is what the thread makes of such a document. */
function render<Made>(document: PrintedDocument, options: RenderOptions): Promise<Made> {
  const root = process.cwd();
  const order: RenderOrder = {
    entry: pathToFileURL(path.join(root, ENTRY)).href,
    document,
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
    worker.on("message", (message: RenderMessage<Made>) => {
      if (message.kind === "done") {
        resolve(message.made);
      } else {
        options.onProgress?.(message.pages, message.of);
      }
    });
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
 * The year-end report as PDF bytes, drawn in a worker thread so that nothing else in the process waits. Any number of rows.
 * Same report, same bytes. Rejects with `PdfError` ("timed-out", "failed").
 */
export async function renderYearEndPdf(
  report: YearEndReport,
  options: RenderOptions = {},
): Promise<Uint8Array> {
  return (await renderYearEnd(report, options)).bytes;
}
