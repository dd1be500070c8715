import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { isAlive, waitFor } from "@/lib/launch/process";
import { type Part, readRunFile } from "@/lib/launch/run-file";
import { PROJECT_ROOT } from "./folders";

/** One running `npm start`, without npm between. */
export type Launcher = {
  readonly url: string;
  readonly data: string;
  /** Everything it printed so far. */
  readonly output: () => string;
  /** The process number of one of its parts as it noted them, or of the database server. */
  readonly pidOf: (part: Part | "database") => number;
  /** Asks it to end like Ctrl-C does; resolves with the exit code once it has. */
  readonly stop: () => Promise<number | null>;
  /** kill -9 of the launcher alone. */
  readonly kill: () => Promise<void>;
  /** Resolves with the exit code when it ends by itself. */
  readonly ended: Promise<number | null>;
};

export type LauncherOptions = {
  /** The data folder of this start. */
  readonly data: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** The folder that holds package.json. */
  readonly root?: string;
  /** With npm between, as people start it. */
  readonly npm?: boolean;
};

/** Begins `npm start` with its own data and port. Use `ready` to wait until it serves. */
export function startLauncher(options: LauncherOptions): Launcher {
  const { data, port, env = {}, user = {}, root = PROJECT_ROOT, npm = false } = options;
  const program = npm ? "npm" : process.execPath;
  const args = npm ? ["start"] : ["lib/launch/node.cjs", "lib/launch/start.ts"];
  const child = spawn(program, args, {
    cwd: root,
    env: {
      ...cleanEnvironment(),
      ...env,
      NODE_ENV: "production",
      PORT: String(port),
      LOTWISE_DATA: data,
    },
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    ...user,
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const ended = whenEnded(child);
  return {
    url: `http://localhost:${port}`,
    data,
    output: () => output,
    pidOf: (part) => (part === "database" ? serverPid(data) : partPid(data, part)),
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    ended,
  };
}

/** Resolves when the launcher says that it serves; throws with what it printed when it ends instead. */
export async function ready(launcher: Launcher, timeout = 120_000): Promise<Launcher> {
  const isReady = () => launcher.output().includes("Lotwise is ready");
  await Promise.race([launcher.ended, waitFor(isReady, timeout)]);
  if (isReady()) return launcher;
  throw new Error(`npm start did not come up:\n${launcher.output()}`);
}

/** A connection to the embedded server of this data folder as its superuser, beside our tables. */
export async function connectTo(data: string): Promise<pg.Client> {
  const password = readFileSync(join(data, "pg.password"), "utf8").trim();
  const port = readFileSync(join(data, "pg", "postmaster.pid"), "utf8").split("\n")[3];
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** True once the process is gone. */
export function isGone(pid: number): boolean {
  return !isAlive(pid);
}

function partPid(data: string, part: Part): number {
  const pid = readRunFile(data)?.parts[part]?.pid;
  if (pid === undefined) throw new Error(`${part} is not noted in ${data}/run.json`);
  return pid;
}

function serverPid(data: string): number {
  return Number(readFileSync(join(data, "pg", "postmaster.pid"), "utf8").split("\n")[0]);
}

/** What a newcomer's shell holds: none of this project's settings, nothing of a test runner's. */
function cleanEnvironment(): Readonly<Record<string, string | undefined>> {
  const ours =
    /^(DATABASE_URL|APP_DATABASE_URL|AUTH_|ENCRYPTION_KEYS|APP_ORIGIN|HOST$|PORT$|VITEST|NODE_ENV|npm_|TEST)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

function whenEnded(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
}
