import { parentPort, workerData } from "node:worker_threads";
import { drawPaper, drawYearEnd } from "./draw";
import type { RenderMessage, RenderOrder } from "./render";

const order: RenderOrder = workerData;
const say = (message: RenderMessage): void => parentPort?.postMessage(message);
const { document, fontsDirectory } = order;
const drawn =
  document.kind === "paper"
    ? await drawPaper(document.paper, fontsDirectory)
    : await drawYearEnd(document.report, fontsDirectory, (pages, of) =>
        say({ kind: "progress", pages, of }),
      );
const done: RenderMessage = { kind: "done", drawn };
parentPort?.postMessage(done, [drawn.bytes.buffer]);
