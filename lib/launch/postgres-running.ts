import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { clusterUrl } from "./postgres-cluster";
import { commandOf, isAlive, pause, processesIn, signal, waitFor } from "./process";

/** A server that already serves a data folder. */
export type RunningServer = { readonly pid: number; readonly port: number };

type PidFile = RunningServer & { readonly status: string };

/** How long a server may take to replay its log after a crash before we call it stuck. */
const RECOVERY_TIME = 120_000;

const WRONG_PASSWORD = "28P01";

/**
 * The server already serving this data folder, if any: one left behind by a launcher that was
 * killed. Waits while it starts, recovers or shuts down. When none serves it, makes sure that a
 * new one may start: no part of a killed server still works there, no dead number blocks it.
 */
export async function findRunningServer(dataFolder: string): Promise<RunningServer | undefined> {
  const end = performance.now() + RECOVERY_TIME;
  for (;;) {
    const noted = readPidFile(dataFolder);
    if (noted === undefined || !isServer(noted.pid)) {
      await clearRemains(dataFolder, noted?.pid);
      return undefined;
    }
    if (noted.status === "ready" && (await isServing(clusterUrl(dataFolder, noted.port)))) {
      return noted;
    }
    if (performance.now() > end) {
      throw new Error(`PostgreSQL (process ${noted.pid}) is "${noted.status}" for too long.`);
    }
    await pause(50);
  }
}

/** Resolves true once this process serves the data folder, false when it ended or takes too long. */
export async function waitUntilServing(
  dataFolder: string,
  pid: number,
  exited: () => boolean,
): Promise<boolean> {
  await waitFor(() => exited() || isReady(dataFolder, pid), RECOVERY_TIME);
  return !exited() && isReady(dataFolder, pid);
}

/** What the server itself notes in its data folder, or undefined when it notes nothing readable. */
export function readPidFile(dataFolder: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(dataFolder, "postmaster.pid"), "utf8").split("\n");
    const [pid, port, status] = [Number(lines[0]), Number(lines[3]), (lines[7] ?? "").trim()];
    return pid > 0 ? { pid, port, status: status === "" ? "starting" : status } : undefined;
  } catch {
    return undefined;
  }
}

function isReady(dataFolder: string, pid: number): boolean {
  const noted = readPidFile(dataFolder);
  return noted?.pid === pid && noted.status === "ready";
}

/**
 * True when it answers a query to our password. The note in the folder alone does not tell: after
 * the crash of a part it still says "ready" while the server replays its log.
 */
async function isServing(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === WRONG_PASSWORD) throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isServer(pid: number): boolean {
  return isAlive(pid) && /postgres|postmaster/.test(commandOf(pid));
}

/**
 * After `kill -9` of the server its parts notice within moments and end; one that does not is
 * ended, for two servers must never write one folder. Then a number that the system has given to
 * another program, or that a zombie still holds, is taken out of the way; a plainly dead one is
 * left to PostgreSQL, which also checks the shared memory noted beside it.
 */
async function clearRemains(dataFolder: string, noted: number | undefined): Promise<void> {
  if (!(await waitFor(() => processesIn(dataFolder).length === 0, 5000))) {
    for (const pid of processesIn(dataFolder)) signal(pid, "SIGKILL");
    await waitFor(() => processesIn(dataFolder).length === 0, 5000);
  }
  if (noted !== undefined && numberIsTaken(noted)) {
    rmSync(join(dataFolder, "postmaster.pid"), { force: true });
  }
}

function numberIsTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
