import { execFileSync } from "node:child_process";
import type { Launcher } from "../support/launcher";

/** What is killed. */
export type Victim = "web" | "worker" | "database";

/** Every victim. */
export const VICTIMS: readonly Victim[] = ["web", "worker", "database"];

/** kill -9 of one part of the product and of everything it started, without a word before. */
export function kill(launcher: Launcher, victim: Victim): void {
  const pid = launcher.pidOf(victim);
  for (const one of [pid, ...childrenOf(pid)]) {
    try {
      process.kill(one, "SIGKILL");
    } catch {
      // Gone already.
    }
  }
}

function childrenOf(pid: number): readonly number[] {
  const text = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const pairs = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
}
