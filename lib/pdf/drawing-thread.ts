import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { YearEndReport } from "@/lib/reports/model";
import type { Paper } from "@/lib/reports/paper";
import type { DrawProgress } from "./draw";

/** What can be drawn. */
export type PrintedDocument =
  | { readonly kind: "year-end"; readonly report: YearEndReport }
  | { readonly kind: "paper"; readonly paper: Paper; readonly hasPreviews: boolean }
  | { readonly kind: "form-pictures"; readonly forms: readonly Uint8Array[] };

/** What a thread is given, one document at a time. */
export interface RenderOrder {
  readonly document: PrintedDocument;
  readonly fontsDirectory: string;
}

/** What it says: how far it is, now and then, and at last what was made, with the bytes its heap has come to. */
export type RenderMessage<Made> =
  | { readonly kind: "progress"; readonly pages: number; readonly of: number }
  | { readonly kind: "done"; readonly made: Made; readonly heap: number };

/** Why a PDF was not made: too slow, or a fault in the drawing. */
export class PdfError extends Error {
  override name = "PdfError";
  readonly code: "timed-out" | "failed";

  constructor(code: PdfError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** How long a drawing may take, and who is told how far it is. */
export interface DrawingWatch {
  readonly timeoutMs: number;
  readonly onProgress?: DrawProgress;
}

/** A thread that draws. It keeps the process alive only while it has something in hand. */
export interface DrawingThread {
  /** Draws a document; one at a time. Rejects with `PdfError`, and the thread is over then. */
  draw<Made>(order: RenderOrder, watch: DrawingWatch): Promise<Made>;
  /** It has ended, of itself or not: nothing can be drawn any more. */
  isOver(): boolean;
  /** Bytes its heap had come to when it was last done. */
  heap(): number;
  end(): void;
}

// The thread reads TypeScript through tsx, also when its parent was bundled: one way for web server, job worker and tests.
const BOOTSTRAP = `
const { workerData } = require("node:worker_threads");
import("tsx/esm/api")
  .then(({ register }) => { register(); return import(workerData.entry); })
  .catch((error) => { setImmediate(() => { throw error; }); });
`;

const ENTRY = path.join("lib", "pdf", "render.worker.mts");

/** Starts a thread. It takes most of a second until it draws; what it is given before waits in its port. */
export function drawingThread(): DrawingThread {
  const worker = new Worker(BOOTSTRAP, {
    eval: true,
    workerData: { entry: pathToFileURL(path.join(process.cwd(), ENTRY)).href },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 768 },
  });
  let isOver = false;
  let heap = 0;
  const end = (): void => {
    isOver = true;
    void worker.terminate();
  };
  // Heard for as long as it lives: a fault between two documents would else be one of the whole process.
  worker.on("error", end).once("exit", end).unref();
  return {
    isOver: () => isOver,
    heap: () => heap,
    end,
    async draw<Made>(order: RenderOrder, watch: DrawingWatch) {
      try {
        const done = await drawOn<Made>(worker, order, watch);
        heap = done.heap;
        return done.made;
      } catch (fault) {
        end();
        throw fault;
      }
    },
  };
}

/** Hands the order over and waits for what becomes of it. */
function drawOn<Made>(
  worker: Worker,
  order: RenderOrder,
  { timeoutMs, onProgress }: DrawingWatch,
): Promise<Extract<RenderMessage<Made>, { readonly kind: "done" }>> {
  return new Promise((resolve, reject) => {
    worker.postMessage(order);
    const hear = (message: RenderMessage<Made>): void => {
      if (message.kind === "done") {
        settle();
        resolve(message);
      } else {
        onProgress?.(message.pages, message.of);
      }
    };
    const fail = (error: PdfError): void => {
      settle();
      reject(error);
    };
    const fault = (cause: unknown): void =>
      fail(new PdfError("failed", "the PDF could not be drawn", { cause }));
    const gone = (code: number): void =>
      fail(new PdfError("failed", `the drawing thread ended with code ${code} and no PDF`));
    const late = (): void =>
      fail(new PdfError("timed-out", `the PDF was not ready after ${timeoutMs} ms`));
    const timer = setTimeout(late, timeoutMs);
    const settle = (): void => {
      clearTimeout(timer);
      worker.off("message", hear).off("error", fault).off("exit", gone).unref();
    };
    worker.on("message", hear).on("error", fault).on("exit", gone).ref();
  });
}
