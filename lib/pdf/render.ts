import path from "node:path";
import type { YearEndReport } from "@/lib/reports/model";
import type { Paper } from "@/lib/reports/paper";
import type { Drawn, DrawProgress } from "./draw";
import {
  type DrawingWatch,
  drawingThread,
  type PrintedDocument,
  type RenderOrder,
} from "./drawing-thread";
import { warmThreads } from "./warm-threads";

/** A render that takes longer is stopped: a hundred thousand rows take a tenth of it. */
export const PDF_TIMEOUT_MS = 300_000;

/** How to render; every part has a default. */
export interface RenderOptions {
  readonly timeoutMs?: number;
  /** Where the font files are; `public/fonts` under the working directory unless told. */
  readonly fontsDirectory?: string;
  /** Told now and then while it draws. */
  readonly onProgress?: DrawProgress;
}

/** Kept for papers somebody waits for. */
const WARM = warmThreads();

/** The year-end PDF with its page count and warnings; see `renderYearEndPdf`. */
export function renderYearEnd(report: YearEndReport, options: RenderOptions = {}): Promise<Drawn> {
  return render<Drawn>({ kind: "year-end", report }, options);
}

/** A long paper with its page count, warnings and pictures of its first pages; see `renderPaperPdf`. */
export function renderPaper(paper: Paper, options: RenderOptions = {}): Promise<Drawn> {
  return render<Drawn>({ kind: "paper", paper, hasPreviews: true }, options);
}

/**
 * A short paper as PDF bytes, drawn in a worker thread as well, one that is kept for the next such paper: somebody waits for it. Same paper, same
 * bytes, whatever was drawn before. Rejects with `PdfError` ("timed-out", "failed").
 */
export async function renderPaperPdf(
  paper: Paper,
  options: RenderOptions = {},
): Promise<Uint8Array> {
  const order = orderOf({ kind: "paper", paper, hasPreviews: false }, options);
  return (await WARM.draw<Drawn>(order, watchOf(options))).bytes;
}

/** The first pages of official forms we have filled, each form's as pictures (PNG); see `drawFormPictures`. */
export function renderFormPictures(
  forms: readonly Uint8Array[],
  options: RenderOptions = {},
): Promise<readonly (readonly Uint8Array[])[]> {
  return render({ kind: "form-pictures", forms }, options);
}

/** Draws in a thread of its own, which takes all it needed along when it ends. `Made` is what a thread makes of such a document. */
async function render<Made>(document: PrintedDocument, options: RenderOptions): Promise<Made> {
  const thread = drawingThread();
  try {
    return await thread.draw<Made>(orderOf(document, options), watchOf(options));
  } finally {
    thread.end();
  }
}

const orderOf = (document: PrintedDocument, { fontsDirectory }: RenderOptions): RenderOrder => ({
  document,
  fontsDirectory: fontsDirectory ?? path.join(process.cwd(), "public", "fonts"),
});

const watchOf = ({ timeoutMs = PDF_TIMEOUT_MS, onProgress }: RenderOptions): DrawingWatch =>
  onProgress === undefined ? { timeoutMs } : { timeoutMs, onProgress };

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
