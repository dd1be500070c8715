import { parentPort, workerData } from "node:worker_threads";
import { type DrawProgress, drawPaper, drawYearEnd } from "./draw";
import type { RenderMessage, RenderOrder } from "./render";

const order: RenderOrder = workerData;
const say = (message: RenderMessage): void => parentPort?.postMessage(message);
const tell: DrawProgress = (pages, of) => say({ kind: "progress", pages, of });
const { document, fontsDirectory } = order;
const drawn =
  document.kind === "paper"
    ? await drawPaper(document.paper, fontsDirectory, { hasPreviews: document.hasPreviews, tell })
    : await drawYearEnd(document.report, fontsDirectory, tell);
const done: RenderMessage = { kind: "done", drawn };
parentPort?.postMessage(done, [drawn.bytes.buffer]);
