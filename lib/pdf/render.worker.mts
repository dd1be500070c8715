import { parentPort, workerData } from "node:worker_threads";
import { drawYearEnd } from "./draw";
import type { RenderAnswer, RenderOrder } from "./render";

const order: RenderOrder = workerData;
const drawn = await drawYearEnd(order.report, order.fontsDirectory);
const answer: RenderAnswer = drawn;
parentPort?.postMessage(answer, [drawn.bytes.buffer]);
