import { parentPort } from "node:worker_threads";
import { type Drawn, type DrawProgress, drawPaper, drawYearEnd } from "./draw";
import type { PrintedDocument, RenderMessage, RenderOrder } from "./drawing-thread";

/** Pages of a filled form shown as pictures: Form 8949 has Part I and Part II, Schedule D its two sides. */
const PICTURED = 2;

const say = (message: RenderMessage<unknown>, moved: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, moved);
const tell: DrawProgress = (pages, of) => say({ kind: "progress", pages, of });
const done = (made: unknown, moved: ArrayBuffer[] = []): void =>
  say({ kind: "done", made, heap: process.memoryUsage().heapUsed }, moved);
const handOver = (drawn: Drawn): void => done(drawn, [drawn.bytes.buffer]);

async function make(document: PrintedDocument, fonts: string): Promise<void> {
  switch (document.kind) {
    case "form-pictures": {
      // Loaded for forms only: no other paper waits for it.
      const { drawFormPictures } = await import("./preview/form-pictures");
      return done(await drawFormPictures(document.forms, PICTURED));
    }
    case "paper":
      return handOver(
        await drawPaper(document.paper, fonts, { hasPreviews: document.hasPreviews, tell }),
      );
    case "year-end":
      return handOver(await drawYearEnd(document.report, fonts, tell));
  }
}

// A fault ends the thread, and whoever waits is told: nothing half-done is left for the next document.
parentPort?.on("message", ({ document, fontsDirectory }: RenderOrder) => {
  make(document, fontsDirectory).catch((fault: unknown) => {
    setImmediate(() => {
      throw fault;
    });
  });
});
