import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { endGroup } from "@/lib/launch/service";
import { PROJECT_ROOT } from "../folders";

export type Ended = { readonly code: number | null; readonly output: string };

const running = new Set<ChildProcess>();

/** Runs a Node program of this project to its end and keeps everything it prints. */
export async function runNode(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: PROJECT_ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1", FORCE_COLOR: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  running.add(child);
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  try {
    const [code] = await once(child, "close");
    return { code: typeof code === "number" ? code : null, output };
  } catch (error) {
    return { code: null, output: `${output}${String(error)}` };
  } finally {
    running.delete(child);
  }
}

/** Ends every program still running, with its own children. */
export async function endPrograms(): Promise<void> {
  await Promise.all(
    [...running].map((child) =>
      child.pid === undefined ? undefined : endGroup(child.pid, 20_000),
    ),
  );
}
