import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { identify, isSame, type ProcessIdentity } from "./process";
import { endGroup } from "./service";

/** The parts of a running Lotwise, as noted in `run.json` of the data folder. */
export type Part = "launcher" | "web" | "worker";

export type RunFile = {
  readonly port: number;
  /** True from the moment everything is asked to stop. */
  readonly stopping: boolean;
  readonly parts: Readonly<Partial<Record<Part, ProcessIdentity>>>;
};

const identity = z.object({ pid: z.number().int().positive(), born: z.string() });

const runFile = z.object({
  port: z.number().int(),
  stopping: z.boolean(),
  parts: z.object({
    launcher: identity.optional(),
    web: identity.optional(),
    worker: identity.optional(),
  }),
});

/** What the last start noted, or undefined when there is nothing readable. */
export function readRunFile(folder: string): RunFile | undefined {
  const path = pathOf(folder);
  if (!existsSync(path)) return undefined;
  try {
    const { port, stopping, parts } = runFile.parse(JSON.parse(readFileSync(path, "utf8")));
    const known = Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : []));
    return { port, stopping, parts: Object.fromEntries(known) };
  } catch {
    return undefined;
  }
}

/** A notebook of the running parts, rewritten whole (never half) at each change. */
export function openRunFile(folder: string, port: number) {
  const parts = new Map<Part, ProcessIdentity>();
  let stopping = false;
  const write = () => {
    const temporary = `${pathOf(folder)}.new`;
    const content = { port, stopping, parts: Object.fromEntries(parts) };
    writeFileSync(temporary, JSON.stringify(content, null, 2));
    renameSync(temporary, pathOf(folder));
  };
  return {
    note(part: Part, pid: number) {
      const found = identify(pid);
      if (found === undefined) return;
      parts.set(part, found);
      write();
    },
    noteStopping() {
      stopping = true;
      write();
    },
    remove() {
      rmSync(pathOf(folder), { force: true });
    },
  };
}

/** The launcher that serves this folder now, if one does. */
export function runningLauncher(run: RunFile | undefined): ProcessIdentity | undefined {
  const launcher = run?.parts.launcher;
  return launcher !== undefined && isSame(launcher) ? launcher : undefined;
}

/** Ends what a killed launcher left running, and only that; returns the parts it found. */
export async function endLeftovers(run: RunFile | undefined): Promise<readonly Part[]> {
  const left = (["web", "worker"] as const).flatMap((part) => {
    const known = run?.parts[part];
    return known !== undefined && isSame(known) ? [{ part, pid: known.pid }] : [];
  });
  await Promise.all(left.map(({ pid }) => endGroup(pid, 5000)));
  return left.map(({ part }) => part);
}

function pathOf(folder: string): string {
  return join(folder, "run.json");
}
