import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { closePool } from "@/db/client";
import { migrate } from "@/db/migrate";
import { insertClient } from "@/db/queries/clients";
import { insertUser } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { withUser } from "@/db/tenant";
import { resetEnv } from "@/lib/env";
import { startPostgres } from "@/lib/launch/postgres";
import { invariant } from "@/lib/result";
import { PROJECT_ROOT, temporaryFolder } from "../../support/folders";
import { bareCopy, bareParse, type FloorPart } from "./floor";
import { type LargeFile, writeLargeFile } from "./large-file";
import type { Stretch } from "./neighbour";
import { type Neighbour, startNeighbour } from "./neighbours";
import { processorSeconds } from "./processor-seconds";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));
const run = promisify(execFile);

/** As the launcher starts the worker. */
const WORKER_FLAGS = ["--max-semi-space-size=32"];

/** What one step took; `serverSeconds`: processor time of PostgreSQL, null where the system does not tell. */
interface Figures {
  readonly batch: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly serverSeconds: number | null;
  /** What somebody else saw of their own pages meanwhile; null when nobody was asked. */
  readonly others: Stretch | null;
}

interface Owner {
  readonly user: string;
  readonly client: string;
}

/**
 * `npm run bench -- import [ROWS]`: an invented history through the whole import beside what reading and storing it barely cost in the
 * same run. Commits reach the disk, as in production; each step is a process of its own. With `--pages` somebody else opens their own
 * pages before and meanwhile, in a process of their own: how much slower these become is told, and the import is not held to time.
 */
export async function benchImport(
  rows: number,
  { json, pages }: { readonly json: boolean; readonly pages: boolean },
): Promise<void> {
  const folder = temporaryFolder("bench");
  const server = await startPostgres({ dir: join(folder, "pg"), root: PROJECT_ROOT });
  try {
    const { appUrl } = await migrate(server.url);
    Object.assign(process.env, { APP_DATABASE_URL: appUrl });
    resetEnv();
    const file = await writeLargeFile(join(folder, "large.csv"), rows);
    const owner = await makeOwner("bench");
    const parse = await bareParse(file.path);
    const copy = await bareCopy(server.url, file.path, server.pid);
    const neighbour = pages ? await startNeighbour(await makeOwner("neighbour")) : null;
    const quiet = (await neighbour?.quiet()) ?? null;
    const steps = await stepsOf(owner, file, server.pid, neighbour);
    await neighbour?.stop();
    report({ rows, megabytes: file.size / 1e6, parse, copy, steps, quiet }, json);
  } finally {
    await closePool();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makeOwner(name: string): Promise<Owner> {
  const told = { email: `${name}@example.com`, name, kind: "investor" } as const;
  const user = await withSystem((tx) => insertUser(tx, { ...told, passwordHash: "none" }));
  invariant(user !== null, "the e-mail is new");
  const books = { name: "Books", holder: "self" } as const;
  return { user, client: await withUser({ id: user }, (tx) => insertClient(tx, books)) };
}

type Step = "upload" | "preview" | "commit" | "undo";

async function stepsOf(
  owner: Owner,
  file: LargeFile,
  server: number,
  neighbour: Neighbour | null,
): Promise<Record<Step, Figures>> {
  let batch = "";
  const step = async (name: Step): Promise<Figures> => {
    const asked = JSON.stringify({ step: name, ...owner, batch, file });
    const args = [...WORKER_FLAGS, "--import", "tsx", CHILD, asked];
    const before = processorSeconds(server);
    let stdout = "";
    const work = async () => {
      ({ stdout } = await run(process.execPath, args, { cwd: PROJECT_ROOT }));
    };
    const others =
      neighbour === null ? await work().then(() => null) : await neighbour.during(work);
    const after = processorSeconds(server);
    const serverSeconds = before === null || after === null ? null : after - before;
    const told = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Figures;
    const figures: Figures = { ...told, serverSeconds, others };
    process.stderr.write(`${name}: ${JSON.stringify(figures)}\n`);
    batch = figures.batch;
    return figures;
  };
  return {
    upload: await step("upload"),
    preview: await step("preview"),
    commit: await step("commit"),
    undo: await step("undo"),
  };
}

interface Report {
  readonly rows: number;
  readonly megabytes: number;
  readonly parse: FloorPart;
  readonly copy: FloorPart;
  readonly steps: Record<Step, Figures>;
  /** Somebody else's pages while nothing else happened; null when nobody was asked. */
  readonly quiet: Stretch | null;
}

function report(told: Report, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(told, null, 1)}\n`);
    return;
  }
  const { parse, copy } = told;
  const floor = parse.seconds + copy.seconds;
  const floorCpu = (parse.cpuSeconds ?? 0) + (copy.cpuSeconds ?? 0);
  process.stdout.write(
    `${told.rows} rows, ${told.megabytes.toFixed(0)} MB; floor ${floor.toFixed(1)} s, ${floorCpu.toFixed(1)} CPU s (parse ${parse.seconds.toFixed(1)} s, COPY ${copy.seconds.toFixed(1)} s)\n`,
  );
  process.stdout.write("step      seconds  CPU s  server s  peak MB  times floor  by CPU\n");
  for (const [name, { seconds, cpuSeconds, serverSeconds, peakMb }] of Object.entries(told.steps)) {
    const cells = [
      name.padEnd(9),
      seconds.toFixed(1).padStart(7),
      cpuSeconds.toFixed(1).padStart(6),
      (serverSeconds?.toFixed(1) ?? "").padStart(9),
      peakMb.toFixed(0).padStart(8),
      (seconds / floor).toFixed(1).padStart(12),
      ((cpuSeconds + (serverSeconds ?? 0)) / floorCpu).toFixed(1).padStart(7),
    ];
    process.stdout.write(`${cells.join(" ")}\n`);
  }
  if (told.quiet !== null) {
    reportOthers(told.quiet, told.steps);
  }
}

function reportOthers(quiet: Stretch, steps: Record<Step, Figures>): void {
  process.stdout.write("others    pages  p50 ms  p95 ms  worst ms  lag p99 ms  p95 times quiet\n");
  const seen = Object.entries(steps).map(([name, { others }]) => [name, others] as const);
  for (const [name, stretch] of [["quiet", quiet] as const, ...seen]) {
    if (stretch !== null) {
      const cells = [
        name.padEnd(9),
        String(stretch.pages).padStart(5),
        stretch.p50.toFixed(1).padStart(7),
        stretch.p95.toFixed(1).padStart(7),
        stretch.worst.toFixed(0).padStart(9),
        stretch.lag.toFixed(1).padStart(11),
        (stretch.p95 / quiet.p95).toFixed(2).padStart(16),
      ];
      process.stdout.write(`${cells.join(" ")}\n`);
    }
  }
}
