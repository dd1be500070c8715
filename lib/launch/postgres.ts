import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { freePort } from "./port";
import { serverFolders, serverProgram } from "./postgres-binaries";
import {
  checkCluster,
  clusterUrl,
  hasCluster,
  makeCluster,
  NEUTRAL_FOLDER,
  serverEnvironment,
  serverVersion,
} from "./postgres-cluster";
import { type Runner, runnersFor } from "./postgres-runner";
import { findRunningServer, readPidFile, waitUntilServing } from "./postgres-running";
import { end, isAlive, messageOf } from "./process";

/** A PostgreSQL server of our own, reachable from this machine only. */
export type Postgres = {
  /** Address of the database "postgres" for the owner role, password included. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** True when the server already ran, left behind by a launcher that was killed. */
  readonly adopted: boolean;
  /** In words: which server, run how. */
  readonly how: string;
  /** Ends it in order (open transactions are rolled back, everything committed is on disk). */
  readonly stop: () => Promise<void>;
};

export type PostgresOptions = {
  /** The data folder; its password and log lie beside it. Made when missing. */
  readonly dir: string;
  /** The folder that holds node_modules. */
  readonly root: string;
  /** A free port is taken when absent. */
  readonly port?: number;
  /** For tests only: trades safety against a power cut for speed. */
  readonly fast?: boolean;
};

/**
 * Starts (or adopts) the PostgreSQL server of a data folder and resolves when it accepts
 * connections. It listens on 127.0.0.1 only, on no socket file, and lets nobody in without the
 * random password. Survives `kill -9` of itself and of the launcher: the next call recovers or
 * adopts. Throws an Error whose message names every way tried.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dir = resolve(options.dir);
  const running = hasCluster(dir) ? await findRunningServer(dir) : undefined;
  if (running !== undefined) {
    const stop = () => stopServer(dir, running.pid);
    return { ...running, url: clusterUrl(dir, running.port), adopted: true, how: "adopted", stop };
  }
  const failures: string[] = [];
  for (const folder of serverFolders(resolve(options.root))) {
    for (const runner of runnersFor(dir)) {
      try {
        return await startWith(folder, runner, { ...options, dir });
      } catch (error) {
        failures.push(`  ${folder}, ${runner.how}: ${messageOf(error)}`);
      }
    }
  }
  throw new Error(explain(failures));
}

async function startWith(
  folder: string,
  runner: Runner,
  { dir, port, fast = false }: PostgresOptions,
): Promise<Postgres> {
  const version = serverVersion(folder, runner);
  if (hasCluster(dir)) checkCluster(dir, version, runner);
  else makeCluster(folder, runner, dir, fast);
  const chosen = port ?? (await freePort());
  const settings = serverSettings(chosen, fast);
  const pid =
    process.platform === "win32"
      ? startOnWindows(folder, dir, settings)
      : await startDirectly(folder, runner, dir, settings, fast);
  return {
    url: clusterUrl(dir, chosen),
    port: chosen,
    pid,
    adopted: false,
    how: `PostgreSQL ${version} ${runner.how}`,
    stop: () => stopServer(dir, pid),
  };
}

/** Log lines never hold statements or row values: those are a taxpayer's data. */
function serverSettings(port: number, fast: boolean): readonly string[] {
  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    log_timezone: "UTC",
    timezone: "UTC",
    log_checkpoints: "off",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    // The indexes of a million rows stay in memory, and their import ends before the log makes the server write everything out.
    shared_buffers: "256MB",
    max_wal_size: "2GB",
    ...(fast ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function startDirectly(
  folder: string,
  runner: Runner,
  dir: string,
  settings: readonly string[],
  fast: boolean,
): Promise<number> {
  const program = serverProgram(folder, "postgres");
  const command = runner.command(program, ["-D", dir, ...settings]);
  const log = openLog(dir);
  const child = spawn(command.file, command.args, {
    ...command.options,
    cwd: NEUTRAL_FOLDER,
    env: serverEnvironment(),
    stdio: ["ignore", "ignore", log.descriptor],
    // In a process group of its own, so that Ctrl-C reaches it through us, after the web server.
    detached: !fast,
  });
  closeSync(log.descriptor);
  const failure = watchExit(child);
  const pid = child.pid;
  if (pid !== undefined && (await waitUntilServing(dir, pid, () => failure() !== undefined))) {
    return pid;
  }
  if (pid !== undefined) await end(pid, 5000, "SIGINT");
  throw new Error(`${failure() ?? "not ready in time"}: ${log.written()}`);
}

function watchExit(child: ChildProcess): () => string | undefined {
  let failure: string | undefined;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", (code, signal) => {
    failure = `ended with ${signal ?? code}`;
  });
  child.unref();
  return () => failure;
}

/** pg_ctl gives up administrator rights first, which PostgreSQL demands on Windows. */
function startOnWindows(folder: string, dir: string, settings: readonly string[]): number {
  const quoted = settings.map((word) => `"${word}"`).join(" ");
  const args = ["start", "-w", "-t", "120", "-D", dir, "-l", `${dir}.log`, "-o", quoted];
  const result = spawnSync(serverProgram(folder, "pg_ctl"), args, {
    env: serverEnvironment(),
    stdio: "ignore",
    windowsHide: true,
  });
  const pid = readPidFile(dir)?.pid;
  if (result.status !== 0 || pid === undefined) {
    throw new Error(`pg_ctl start failed; see ${dir}.log`);
  }
  return pid;
}

/** SIGINT is PostgreSQL's "fast" shutdown; SIGQUIT, if it hangs, is the one that needs recovery. */
async function stopServer(dir: string, pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  if (process.platform === "win32") {
    // An immediate end is safe: the log is replayed at the next start.
    await end(pid, 0, "SIGTERM");
    return;
  }
  await end(pid, 15_000, "SIGINT");
  if (readPidFile(dir)?.pid === pid) await findRunningServer(dir);
}

function openLog(dir: string): { descriptor: number; written: () => string } {
  const path = `${dir}.log`;
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const keep = size < 5_000_000;
  const descriptor = openSync(path, keep ? "a" : "w", 0o600);
  const from = keep ? size : 0;
  const written = () => readFileSync(path).subarray(from).toString("utf8").trim().slice(-2000);
  return { descriptor, written };
}

function explain(failures: readonly string[]): string {
  return [
    "A local PostgreSQL could not be started. Set DATABASE_URL to use a server of your own.",
    ...(failures.length > 0
      ? ["What was tried:", ...failures]
      : [`No server was found for ${process.platform}-${process.arch}; run npm ci first.`]),
  ].join("\n");
}
