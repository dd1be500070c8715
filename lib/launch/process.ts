import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** What identifies a process beyond its number: numbers are given again after a process ends. */
export type ProcessIdentity = { readonly pid: number; readonly born: string };

/**
 * True while the process runs. A zombie (ended, not yet collected by its parent) counts as ended,
 * which matters in containers whose first process collects late or never.
 */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
  return linuxStat(pid)?.state !== "Z";
}

/** True while any process of the group led by `leader` runs, zombies not counted. */
export function isGroupAlive(leader: number): boolean {
  if (process.platform === "linux") {
    return allProcesses().some((pid) => {
      const stat = linuxStat(pid);
      return stat?.group === String(leader) && stat.state !== "Z";
    });
  }
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false;
  }
}

/** Number and moment of birth of a running process, or undefined when there is none. */
export function identify(pid: number): ProcessIdentity | undefined {
  if (!isAlive(pid)) return undefined;
  const born = birthOf(pid);
  return born === undefined ? undefined : { pid, born };
}

/** True while the very process once identified still runs, not another one with its number. */
export function isSame(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.born === identity.born;
}

/** The program and arguments of a process, or "" when they cannot be read. */
export function commandOf(pid: number): string {
  if (process.platform === "linux") {
    return readText(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();
  }
  return process.platform === "win32"
    ? output("tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"])
    : output("ps", ["-p", String(pid), "-o", "command="]);
}

/** The number of a process's parent; undefined when it cannot be read, always so on Windows. */
export function parentOf(pid: number): number | undefined {
  if (process.platform === "win32") return undefined;
  const text = linuxStat(pid)?.parent ?? output("ps", ["-p", String(pid), "-o", "ppid="]);
  return Number(text) > 0 ? Number(text) : undefined;
}

/** Processes working in a folder; Linux only, empty elsewhere. PostgreSQL's parts all work in its data folder. */
export function processesIn(folder: string): readonly number[] {
  if (process.platform !== "linux") return [];
  return allProcesses().filter((pid) => workingFolder(pid) === folder && isAlive(pid));
}

/** Resolves true as soon as the condition holds, false when the time in milliseconds is over. */
export async function waitFor(condition: () => boolean, timeout: number): Promise<boolean> {
  const end = performance.now() + timeout;
  while (!condition()) {
    if (performance.now() > end) return false;
    await pause(15);
  }
  return true;
}

/** Resolves after so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Sends a signal; a process that is gone, or not ours to signal, is not an error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone.
  }
}

/** Asks a process to end, and after `grace` milliseconds insists. Resolves once it is gone. */
export async function end(pid: number, grace: number, ask: NodeJS.Signals = "SIGTERM") {
  signal(pid, ask);
  if (await waitFor(() => !isAlive(pid), grace)) return;
  signal(pid, "SIGKILL");
  await waitFor(() => !isAlive(pid), 5000);
}

/** The code of a Node system error, such as "ENOENT"; undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function birthOf(pid: number): string | undefined {
  if (process.platform === "linux") {
    const stat = linuxStat(pid);
    const boot = readText("/proc/sys/kernel/random/boot_id").trim();
    return stat === undefined ? undefined : `${boot} ${stat.started}`;
  }
  const text =
    process.platform === "win32"
      ? output("powershell", ["-NoProfile", "-Command", `(Get-Process -Id ${pid}).StartTime.Ticks`])
      : output("ps", ["-p", String(pid), "-o", "lstart="]);
  return text === "" ? undefined : text;
}

type LinuxStat = Readonly<Record<"state" | "parent" | "group" | "started", string>>;

/** The second field of /proc/PID/stat is a free text in parentheses; count from behind its last one. */
function linuxStat(pid: number): LinuxStat | undefined {
  if (process.platform !== "linux") return undefined;
  const text = readText(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, parent, group, started] = [fields[0], fields[1], fields[2], fields[19]];
  return state && parent && group && started ? { state, parent, group, started } : undefined;
}

function allProcesses(): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function output(command: string, args: readonly string[]): string {
  const result = spawnSync(command, args, { encoding: "utf8", windowsHide: true });
  return result.status === 0 ? result.stdout.trim() : "";
}
