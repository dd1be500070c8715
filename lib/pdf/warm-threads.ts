import {
  type DrawingThread,
  type DrawingWatch,
  drawingThread,
  type RenderOrder,
} from "./drawing-thread";

/** Threads that draw at once: somebody's long paper does not keep others waiting for their letters, and memory stays bounded. */
const MOST = 2;
/** A thread with nothing to draw for so long is ended. */
const IDLE_MS = 5 * 60_000;
/** A thread whose heap has come to more is not kept: what it drew was long, and starting anew costs that one little. */
const KEPT_HEAP = 256 * 2 ** 20;

/** Draws papers somebody waits for. */
export interface WarmThreads {
  /** Draws a document as soon as a thread is free; its time counts from then. Rejects as `DrawingThread.draw` does. */
  draw<Made>(order: RenderOrder, watch: DrawingWatch): Promise<Made>;
}

/**
 * Threads that are started when first needed and kept for the papers that follow: starting one costs more than drawing a letter. What comes while
 * all draw waits its turn; one that ended is replaced by the next paper; of those with nothing to draw one is kept, `idleMs` long.
 */
export function warmThreads(idleMs: number = IDLE_MS): WarmThreads {
  const turns: (() => void)[] = [];
  let drawing = 0;
  let kept: { readonly thread: DrawingThread; readonly timer: NodeJS.Timeout } | null = null;

  const turn = (): Promise<void> => {
    if (drawing === MOST) {
      return new Promise((go) => turns.push(go));
    }
    drawing += 1;
    return Promise.resolve();
  };
  const pass = (): void => {
    const next = turns.shift();
    if (next === undefined) {
      drawing -= 1;
    } else {
      next();
    }
  };
  const take = (): DrawingThread => {
    const thread = kept?.thread;
    clearTimeout(kept?.timer);
    kept = null;
    return thread === undefined || thread.isOver() ? drawingThread() : thread;
  };
  const keep = (thread: DrawingThread): void => {
    if (thread.isOver()) {
      return;
    }
    if (kept !== null || thread.heap() > KEPT_HEAP) {
      thread.end();
      return;
    }
    const timer = setTimeout(() => {
      kept = null;
      thread.end();
    }, idleMs);
    timer.unref();
    kept = { thread, timer };
  };
  return {
    async draw(order, watch) {
      await turn();
      const thread = take();
      try {
        return await thread.draw(order, watch);
      } finally {
        keep(thread);
        pass();
      }
    },
  };
}
