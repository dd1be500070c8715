import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DemoUser } from "@/db/demo/books";
import { quietEnvironment } from "./build";
import { type Database, openDatabase } from "./database";
import { loadDemo } from "./demo";
import { openOutput } from "./output";
import { makeFolder, projectRoot } from "./paths";
import { isPortFree } from "./port";
import { isSame, waitFor } from "./process";
import { endLeftovers, openRunFile, readRunFile, runningLauncher } from "./run-file";
import { authSecret, encryptionKeys } from "./secret";
import { keepRunning, type Service } from "./service";
import type { Settings } from "./settings";
import { onStopRequest } from "./stop";
import { buildWhenStale, startWeb, waitUntilAnswering } from "./web";

type RunFile = ReturnType<typeof openRunFile>;

/** The parts that run, in the order in which they are stopped. */
type Parts = { web?: Service; worker?: Service; database?: Promise<Database> };

/** One start: what it was asked, what it runs, where it notes that, and how it ends. */
type Run = {
  readonly settings: Settings;
  readonly parts: Parts;
  readonly notes: RunFile;
  /** Aborted as soon as the run is to end. */
  readonly ending: AbortSignal;
  readonly stop: () => Promise<void>;
};

/**
 * Brings everything up and resolves when it serves; the process then lives until it is asked to
 * stop. Whatever a killed start left behind is taken over or ended first. Throws an Error with a
 * clear sentence when it cannot start, leaving nothing running.
 */
export async function launch(settings: Settings): Promise<void> {
  makeFolder(settings.folder);
  await takeOver(settings);
  const run = openRun(settings);
  run.notes.note("launcher", process.pid);
  onStopRequest(run.stop);
  try {
    await bringUp(run);
  } catch (error) {
    const asked = run.ending.aborted;
    await run.stop();
    if (!asked) throw error;
  }
}

function openRun(settings: Settings): Run {
  const parts: Parts = {};
  const notes = openRunFile(settings.folder, settings.port);
  const controller = new AbortController();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    controller.abort();
    stopped ??= stopAll(parts, notes);
    return stopped;
  };
  return { settings, parts, notes, ending: controller.signal, stop };
}

/** Ends what a killed start left, and only that; refuses when someone else is in the way. */
async function takeOver({ folder, port }: Settings): Promise<void> {
  const previous = readRunFile(folder);
  const launcher = runningLauncher(previous);
  const ending = launcher !== undefined && previous?.stopping === true;
  if (ending) await waitFor(() => !isSame(launcher), 30_000);
  if (launcher !== undefined && isSame(launcher)) {
    throw new Error(
      `Lotwise already runs at http://localhost:${previous?.port} (process ${launcher.pid}). ` +
        "Stop it first, with Ctrl-C in its window.",
    );
  }
  const left = await endLeftovers(previous);
  if (left.length > 0) say(`Ended the ${left.join(" and the ")} of a start that was killed.`);
  if (await isPortFree(port)) return;
  throw new Error(
    `Port ${port} is taken by another program. Stop that one, or choose another port: ` +
      `PORT=${port + 1} npm start`,
  );
}

async function bringUp(run: Run): Promise<void> {
  const { settings, parts, ending } = run;
  const secret = authSecret(settings.folder);
  const building = settings.development || buildWhenStale(say, ending);
  parts.database = openDatabase(settings.folder, secret, say);
  const database = await parts.database;
  const env = childEnvironment(settings, secret, database.appUrl);
  const demo = await loadDemo({ ...settings, adminUrl: database.adminUrl, env, say });
  if (!(await building)) throw new Error("Nothing was started.");
  ending.throwIfAborted();
  const gaveUp = serveWeb(run, env);
  const answering = waitUntilAnswering(settings.port, 90_000, ending);
  if (!(await Promise.race([gaveUp, answering]))) {
    throw new Error("The web did not answer within 90 seconds.");
  }
  ending.throwIfAborted();
  startWorker(run, env);
  greet(settings, database, demo);
}

/** Starts the web. The promise rejects when it keeps ending; by then everything is being stopped. */
function serveWeb({ settings, parts, notes, stop }: Run, env: NodeJS.ProcessEnv): Promise<never> {
  return new Promise((_, reject) => {
    parts.web = startWeb({
      ...settings,
      env,
      onStart: (pid) => notes.note("web", pid),
      onLine: openOutput(settings.folder, "web", settings.development),
      onRestart: printRestart("web"),
      onGiveUp: (reason) => {
        reject(new Error(`The web keeps ending (${reason}).`));
        say(`The web keeps ending (${reason}). Stopping everything.`);
        stop().then(
          () => process.exit(1),
          () => process.exit(1),
        );
      },
    });
  });
}

function startWorker({ settings, parts, notes }: Run, env: NodeJS.ProcessEnv): void {
  const file = join(projectRoot, "lib/jobs/worker.ts");
  if (!existsSync(file)) return;
  parts.worker = keepRunning({
    name: "worker",
    // Rows of a file live a moment longer than one collection of the usual young generation: with 32 MB they are seldom copied.
    args: ["--max-semi-space-size=32", "--import", "tsx", file],
    env,
    onStart: (pid) => notes.note("worker", pid),
    onLine: openOutput(settings.folder, "worker", settings.development),
    onRestart: printRestart("worker"),
  });
}

function childEnvironment(
  { port, folder, development }: Settings,
  secret: string,
  appUrl: string,
): NodeJS.ProcessEnv {
  // Web and worker never hold the address of a role that owns anything.
  const { DATABASE_URL: _, ...inherited } = quietEnvironment();
  const origin = inherited["APP_ORIGIN"] || `http://localhost:${port}`;
  return {
    ...inherited,
    NODE_ENV: development ? "development" : "production",
    APP_DATABASE_URL: appUrl,
    APP_ORIGIN: origin,
    AUTH_URL: inherited["AUTH_URL"] || origin,
    AUTH_SECRET: secret,
    ENCRYPTION_KEYS: encryptionKeys(folder),
    DATA_DIR: folder,
  };
}

/** The web first, so that nobody is cut off in the middle of a job or a transaction. */
async function stopAll(parts: Parts, notes: RunFile): Promise<void> {
  notes.noteStopping();
  await parts.web?.stop(5000);
  await parts.worker?.stop(8000);
  const database = await parts.database?.catch(() => undefined);
  await database?.stop();
  notes.remove();
}

function greet(settings: Settings, database: Database, demo: readonly DemoUser[]): void {
  say("");
  say(`Lotwise is ready: http://localhost:${settings.port}`);
  if (demo.length > 0) {
    say("");
    say("Demo sign-ins, invented people only:");
    for (const { email, password, name, role } of demo) {
      say(`  ${email.padEnd(28)} ${password.padEnd(22)} ${name}, ${role}`);
    }
  }
  say("");
  say(`Data: ${database.adminUrl === undefined ? database.how : settings.folder}. Stop: Ctrl-C.`);
}

function printRestart(part: string): (reason: string, wait: number) => void {
  return (reason, wait) => say(`The ${part} ${reason}; starting it again in ${wait} s.`);
}

function say(line: string): void {
  console.log(line);
}
