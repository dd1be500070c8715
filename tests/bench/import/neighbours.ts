import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { PROJECT_ROOT } from "../../support/folders";
import type { Stretch } from "./neighbour";

const CHILD = fileURLToPath(new URL("./neighbour.ts", import.meta.url));

/** Warm-up: code compiled, books remembered. */
const WARM_MS = 5000;
const QUIET_MS = 15_000;

/** Somebody else, whose pages are looked at while nothing happens and while something does. */
export interface Neighbour {
  /** What they see while nobody else works. */
  readonly quiet: () => Promise<Stretch>;
  /** What they see while this is done. */
  readonly during: (work: () => Promise<void>) => Promise<Stretch>;
  readonly stop: () => Promise<void>;
}

/** Starts them on their own books; resolves when these are imported and their pages warm. */
export async function startNeighbour(owner: {
  readonly user: string;
  readonly client: string;
}): Promise<Neighbour> {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD, JSON.stringify(owner)], {
    cwd: PROJECT_ROOT,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await answer(child);
  await pause(WARM_MS);
  const during = async (work: () => Promise<void>): Promise<Stretch> => {
    child.send("begin");
    await work();
    child.send("end");
    return (await answer(child)) as Stretch;
  };
  return {
    during,
    quiet: () => during(() => pause(QUIET_MS)),
    stop: async () => {
      const gone = once(child, "exit");
      child.send("stop");
      await gone;
    },
  };
}

/** The next thing they say; throws when they end instead. */
async function answer(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  try {
    return await Promise.race([
      once(child, "message", { signal: ended.signal }).then(([word]) => word as unknown),
      once(child, "exit", { signal: ended.signal }).then(() => {
        throw new Error("the neighbour ended");
      }),
    ]);
  } finally {
    ended.abort();
  }
}
