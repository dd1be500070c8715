import { parentPort, workerData } from "node:worker_threads";
import { drawYearEnd } from "./draw";
import type { RenderMessage, RenderOrder } from "./render";

const order: RenderOrder = workerData;
const say = (message: RenderMessage): void => parentPort?.postMessage(message);
const drawn = await drawYearEnd(order.report, order.fontsDirectory, (pages, of) =>
  say({ kind: "progress", pages, of }),
);
const done: RenderMessage = { kind: "done", drawn };
parentPort?.postMessage(done, [drawn.bytes.buffer]);
