import { parentPort, workerData } from "node:worker_threads";
import { type Drawn, type DrawProgress, drawPaper, drawYearEnd } from "./draw";
import type { PrintedDocument, RenderMessage, RenderOrder } from "./render";

/** Pages of a filled form shown as pictures: Form 8949 has Part I and Part II, Schedule D its two sides. */
const PICTURED = 2;

const order: RenderOrder = workerData;
const say = (message: RenderMessage<unknown>, moved: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, moved);
const tell: DrawProgress = (pages, of) => say({ kind: "progress", pages, of });

async function make(document: PrintedDocument, fonts: string): Promise<void> {
  switch (document.kind) {
    case "form-pictures": {
      // Loaded for forms only: no other paper waits for it.
      const { drawFormPictures } = await import("./preview/form-pictures");
      return say({ kind: "done", made: await drawFormPictures(document.forms, PICTURED) });
    }
    case "paper":
      return handOver(
        await drawPaper(document.paper, fonts, { hasPreviews: document.hasPreviews, tell }),
      );
    case "year-end":
      return handOver(await drawYearEnd(document.report, fonts, tell));
  }
}

const handOver = (drawn: Drawn): void => say({ kind: "done", made: drawn }, [drawn.bytes.buffer]);

await make(order.document, order.fontsDirectory);
