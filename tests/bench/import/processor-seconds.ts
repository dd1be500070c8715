import { readdirSync, readFileSync } from "node:fs";

/** Ticks a second, as every Linux we know tells processor time. */
const TICKS = 100;

/** Processor time a process and its children took so far, those that ended included; null where /proc is not there. */
export function processorSeconds(pid: number): number | null {
  try {
    const own = ticksOf(pid);
    const children = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ticksOf(Number(name)))
      .filter((one) => one?.parent === pid);
    const all = [own, ...children].map((one) => one?.ticks ?? 0);
    return (all.reduce((sum, ticks) => sum + ticks, 0) + (own?.ended ?? 0)) / TICKS;
  } catch {
    return null;
  }
}

function ticksOf(pid: number): { parent: number; ticks: number; ended: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
    return { parent: fields[1] ?? 0, ticks: user + system, ended: endedUser + endedSystem };
  } catch {
    return null;
  }
}
