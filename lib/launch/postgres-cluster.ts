import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { makeFolder } from "./paths";
import { serverProgram } from "./postgres-binaries";
import type { Runner } from "./postgres-runner";

/** A folder no child minds to start in, whoever runs it. */
export const NEUTRAL_FOLDER = process.platform === "win32" ? "C:/" : "/";

/** Speaks English in plain letters, whatever the machine's language. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: "C", LANG: "C", TZ: "UTC" };
}

/** The file beside the data folder that holds the random password of the owner role. */
export function passwordFile(dataFolder: string): string {
  return `${dataFolder}.password`;
}

/** The address of a database of this cluster for its owner role. */
export function clusterUrl(dataFolder: string, port: number): string {
  const password = readFileSync(passwordFile(dataFolder), "utf8").trim();
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** The server's major version as this runner sees it; throws with the reason when it cannot run. */
export function serverVersion(folder: string, runner: Runner): string {
  const text = run(runner, serverProgram(folder, "postgres"), ["--version"]);
  const version = /(\d+)/.exec(text)?.[1];
  if (version === undefined) throw new Error(`unknown version "${text.trim()}"`);
  return version;
}

/** Throws with the reason when an existing data folder cannot be served by this server and runner. */
export function checkCluster(dataFolder: string, version: string, runner: Runner): void {
  const made = readFileSync(join(dataFolder, "PG_VERSION"), "utf8").trim();
  if (made !== version) {
    throw new Error(`the data was made by PostgreSQL ${made}, this is ${version}`);
  }
  const owner = statSync(dataFolder).uid;
  if (runner.owner !== undefined && owner !== runner.owner.uid) {
    throw new Error(`the data folder belongs to user ${owner}, not ${runner.owner.uid}`);
  }
  if (!existsSync(passwordFile(dataFolder))) {
    throw new Error(`${passwordFile(dataFolder)} is missing`);
  }
}

/** True when the folder holds a complete cluster. */
export function hasCluster(dataFolder: string): boolean {
  return existsSync(join(dataFolder, "PG_VERSION"));
}

/**
 * Makes a new cluster: UTF-8, byte order, password needed by everyone. It is made beside its final
 * place and moved there when complete, so an interrupted attempt never looks like a cluster.
 */
export function makeCluster(
  folder: string,
  runner: Runner,
  dataFolder: string,
  fast: boolean,
): void {
  makeFolder(dirname(dataFolder));
  removeAttempts(dataFolder);
  const attempt = `${dataFolder}.new-${randomBytes(4).toString("hex")}`;
  const secret = `${attempt}.secret`;
  const password = randomBytes(24).toString("base64url");
  mkdirSync(attempt, { mode: 0o700 });
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  for (const path of [attempt, secret]) give(path, runner);
  try {
    run(runner, serverProgram(folder, "initdb"), [
      `--pgdata=${attempt}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      `--pwfile=${secret}`,
      "--encoding=UTF8",
      "--locale=C",
      ...(fast ? ["--no-sync"] : []),
    ]);
    writeFileSync(passwordFile(dataFolder), `${password}\n`, { mode: 0o600 });
    rmSync(dataFolder, { recursive: true, force: true });
    renameSync(attempt, dataFolder);
  } finally {
    rmSync(secret, { force: true });
    rmSync(attempt, { recursive: true, force: true });
  }
}

/** Removes what interrupted attempts left; an empty or half-made data folder is no cluster. */
function removeAttempts(dataFolder: string): void {
  const prefix = `${basename(dataFolder)}.new-`;
  for (const name of readdirSync(dirname(dataFolder))) {
    if (name.startsWith(prefix)) {
      rmSync(join(dirname(dataFolder), name), { recursive: true, force: true });
    }
  }
}

function give(path: string, { owner }: Runner): void {
  if (owner !== undefined && owner.uid !== process.getuid?.()) {
    chownSync(path, owner.uid, owner.gid);
  }
}

function run(runner: Runner, program: string, args: readonly string[]): string {
  const { file, args: all, options } = runner.command(program, args);
  const result = spawnSync(file, all, {
    ...options,
    cwd: NEUTRAL_FOLDER,
    env: serverEnvironment(),
    encoding: "utf8",
    windowsHide: true,
  });
  if (result.status === 0) return result.stdout;
  throw new Error(result.error?.message ?? lastLines(result.stderr));
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join(" ");
}
