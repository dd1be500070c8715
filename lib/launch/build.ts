import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataFolder, makeFolder, projectRoot } from "./paths";
import { authSecret } from "./secret";

/** What a build is made from. Folders are walked; a name that does not exist is skipped. */
const SOURCES = [
  "app",
  "lib",
  "db",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "tsconfig.build.json",
  "package.json",
  "package-lock.json",
];

/** Parts of those folders the pages never load. */
const NOT_BUILT = new Set(["lib/launch", "lib/door", "lib/cli", "db/demo"]);

export type BuildResult = { readonly ok: boolean; readonly output: string };

/** True when `.next` was completed from exactly these sources by this version of Node. */
export function isBuildFresh(): boolean {
  const complete = existsSync(join(projectRoot, ".next", "BUILD_ID"));
  return complete && readStamp() === fingerprint();
}

export type BuildOptions = {
  /** Called each second with the seconds so far. */
  readonly onSecond?: (seconds: number) => void;
  /** Ends the build early when aborted. */
  readonly ending?: AbortSignal;
};

/** Runs `next build`, keeping its output; on success notes what it was made from. */
export async function build({ onSecond, ending }: BuildOptions = {}): Promise<BuildResult> {
  const made = fingerprint();
  rmSync(stampFile(), { force: true });
  const started = performance.now();
  const tick = () => onSecond?.(Math.round((performance.now() - started) / 1000));
  const timer = setInterval(tick, 1000);
  const result = await runNextBuild(ending);
  clearInterval(timer);
  if (result.ok) writeFileSync(stampFile(), made);
  return result;
}

/** How to call Next itself, without npm between: signals and exit codes arrive unchanged. */
export function nextCommand(...args: readonly string[]): readonly string[] {
  return [join(projectRoot, "node_modules/next/dist/bin/next"), ...args];
}

/** Environment of every child: no word to anyone outside. */
export function quietEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
}

/**
 * The same names of forms in every build of this installation: Next derives them from a key that it otherwise makes anew, and a page that
 * was open while the server was updated could send nothing any more. Made from the secret, for it also seals what Next keeps in a page.
 */
function actionsKey(): Readonly<Record<string, string>> {
  const given = process.env[ACTIONS_KEY];
  const secret = () => authSecret(madeFolder());
  return {
    [ACTIONS_KEY]: given || createHash("sha256").update(`actions 1\n${secret()}`).digest("base64"),
  };
}

const ACTIONS_KEY = "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY";

function madeFolder(): string {
  const folder = dataFolder();
  makeFolder(folder);
  return folder;
}

function runNextBuild(ending: AbortSignal | undefined): Promise<BuildResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, nextCommand("build"), {
      cwd: projectRoot,
      env: { ...quietEnvironment(), ...actionsKey(), NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      ...(ending === undefined ? {} : { signal: ending }),
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (error) => resolve({ ok: false, output: error.message }));
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });
}

/** Names and contents of the sources, Node's version, and the settings Next writes into pages. */
function fingerprint(): string {
  const hash = createHash("sha256");
  hash.update(`${process.version} ${process.platform} ${process.arch}\n`);
  const published = Object.entries(process.env).filter(([name]) => name.startsWith("NEXT_PUBLIC_"));
  for (const [name, value] of published.sort()) hash.update(`${name}=${value}\n`);
  for (const path of SOURCES.flatMap(filesBelow)) {
    hash.update(`${path}\n`);
    hash.update(readFileSync(join(projectRoot, path)));
  }
  return hash.digest("hex");
}

function filesBelow(path: string): readonly string[] {
  const found = statSync(join(projectRoot, path), { throwIfNoEntry: false });
  if (found === undefined || NOT_BUILT.has(path)) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(join(projectRoot, path))
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}

function stampFile(): string {
  return join(projectRoot, ".next", "lotwise-sources");
}

function readStamp(): string | undefined {
  return existsSync(stampFile()) ? readFileSync(stampFile(), "utf8") : undefined;
}
