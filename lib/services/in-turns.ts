import { setImmediate as turn } from "node:timers/promises";
import type { PartsOfWork } from "@/lib/parts-of-work";

/** How long others wait for the process at most, milliseconds. */
const SLICE_MS = 12;

/** Does work part by part and lets whatever else waits for this process come in between. `told`: how far it is. */
export async function inTurns<T>(
  work: PartsOfWork<T>,
  told: (done: number) => void = () => undefined,
): Promise<T> {
  let since = performance.now();
  for (;;) {
    const part = work.next();
    if (part.done === true) {
      return part.value;
    }
    if (part.value !== null) {
      told(part.value);
    }
    if (performance.now() - since >= SLICE_MS) {
      await turn();
      since = performance.now();
    }
  }
}
