import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { projectRoot } from "./paths";
import { isGroupAlive, signal, waitFor } from "./process";

export type ServiceOptions = {
  /** The word people see: "web", "worker". */
  readonly name: string;
  /** Arguments of node. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Called with the process number at each start, the first included. */
  readonly onStart: (pid: number) => void;
  /** Each line the child prints. */
  readonly onLine: (line: string) => void;
  /** Each unexpected end, with the wait before the next start. */
  readonly onRestart: (reason: string, waitSeconds: number) => void;
  /** Called once instead of another start when it keeps ending; absent: never gives up. */
  readonly onGiveUp?: (reason: string) => void;
};

export type Service = {
  /** Ends it: asks, and insists after `grace` milliseconds. It is not started again. */
  readonly stop: (grace: number) => Promise<void>;
};

/** A child that lived this long was well; the next failure counts as the first. */
const HEALTHY_TIME = 60_000;
const MOST_FAILURES = 5;

/** Keeps one Node program running: starts it again, waiting longer each time it ends too soon. */
export function keepRunning(options: ServiceOptions): Service {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let failures = 0;

  const start = () => {
    const began = performance.now();
    child = launch(options);
    child.once("close", (code, name) => {
      if (stopping) return;
      failures = performance.now() - began > HEALTHY_TIME ? 1 : failures + 1;
      again(`ended with ${name ?? `code ${code}`}`);
    });
  };

  const again = (reason: string) => {
    if (failures >= MOST_FAILURES && options.onGiveUp) {
      options.onGiveUp(reason);
      return;
    }
    const wait = Math.min(30, 2 ** (failures - 1) / 2);
    options.onRestart(reason, wait);
    timer = setTimeout(start, wait * 1000);
  };

  start();
  return {
    async stop(grace) {
      stopping = true;
      clearTimeout(timer);
      if (child?.pid !== undefined) await endGroup(child.pid, grace);
    },
  };
}

/**
 * Ends a child and its own children: asks the group, waits, insists. The group exists because
 * `keepRunning` starts each child detached, which also keeps Ctrl-C from reaching it before us.
 */
export async function endGroup(pid: number, grace: number): Promise<void> {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/PID", String(pid), "/T", "/F"], { windowsHide: true });
    return;
  }
  signal(-pid, "SIGTERM");
  if (await waitFor(() => !isGroupAlive(pid), grace)) return;
  signal(-pid, "SIGKILL");
  await waitFor(() => !isGroupAlive(pid), 5000);
}

function launch({ args, env, onStart, onLine }: ServiceOptions): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  if (child.pid !== undefined) onStart(child.pid);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", onLine);
  }
  child.once("error", (error) => onLine(error.message));
  return child;
}
