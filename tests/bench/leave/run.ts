import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";
import { closePool } from "@/db/client";
import { migrate } from "@/db/migrate";
import { resetEnv } from "@/lib/env";
import { startPostgres } from "@/lib/launch/postgres";
import { invariant } from "@/lib/result";
import { deleteBooks } from "@/lib/services/deletion/delete-books";
import { requestExport } from "@/lib/services/export/request-export";
import { imported } from "../../integration/books-support";
import { PROJECT_ROOT, temporaryFolder } from "../../support/folders";
import { largeText } from "../import/large-file";
import { processorSeconds } from "../import/processor-seconds";
import { multiply, newTenant, type Tenant } from "../pages/books-of-many";
import { addEvents } from "./many-events";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));
const run = promisify(execFile);

/** Rows that are imported the way people do; the rest are their copies. */
const IMPORTED = 5000;

/** Reading a million events and computing every hash again may take so long. */
const VERIFY_SECONDS = 60;

/** What one step took; `serverSeconds`: processor time of PostgreSQL, null where the system does not tell. */
interface Figures {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly serverSeconds: number | null;
}

type Step = "verify" | "export" | "delete";

/**
 * `npm run bench -- leave [ROWS [EVENTS]]`: the history of very large books verified, all of it exported, and every row deleted, each step a
 * process of its own over a server that writes to the disk. Answers 1 when verifying takes over a minute of processor time for a million events.
 */
export async function benchLeave(rows: number, events: number): Promise<number> {
  const folder = temporaryFolder("bench-leave");
  process.env["ENCRYPTION_KEYS"] ??= Buffer.alloc(32, 7).toString("base64url");
  const server = await startPostgres({ dir: join(folder, "pg"), root: PROJECT_ROOT });
  const { appUrl } = await migrate(server.url);
  Object.assign(process.env, { APP_DATABASE_URL: appUrl, DATABASE_URL: server.url });
  resetEnv();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  try {
    const owner = await newTenant();
    await imported(owner, "history.csv", largeText(Math.min(rows, IMPORTED)));
    await multiply(admin, owner, Math.max(1, Math.round(rows / IMPORTED)));
    const last = await addEvents(admin, { client: owner.client, user: owner.id }, events);
    await admin.query("analyze");
    const steps = await stepsOf(admin, owner, server.pid);
    process.stdout.write(text({ rows, events: last, steps }));
    return steps.verify.cpuSeconds > (VERIFY_SECONDS * last) / 1e6 ? 1 : 0;
  } finally {
    await admin.end();
    await closePool();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function stepsOf(
  admin: pg.Client,
  owner: Tenant,
  server: number,
): Promise<Record<Step, Figures>> {
  const step = async (name: Step, payload: unknown = null): Promise<Figures> => {
    const before = processorSeconds(server);
    const told = JSON.stringify({ step: name, client: owner.client, payload });
    const { stdout } = await run(process.execPath, ["--import", "tsx", CHILD, told], {
      cwd: PROJECT_ROOT,
    });
    const after = processorSeconds(server);
    const figures = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Figures;
    const serverSeconds = before === null || after === null ? null : after - before;
    process.stderr.write(`${name}: ${JSON.stringify({ ...figures, serverSeconds })}\n`);
    return { ...figures, serverSeconds };
  };
  const verify = await step("verify");
  invariant((await requestExport(owner, owner.client)).ok, "the export is asked for");
  const exported = await step("export", await jobOf(admin, "export-client"));
  const asked = await deleteBooks(owner, owner.client, "Bench");
  invariant(asked.ok, "the deletion is asked for");
  const deleted = await step("delete", await jobOf(admin, "run-deletion"));
  return { verify, export: exported, delete: deleted };
}

/** What the waiting job of a task is told. */
async function jobOf(admin: pg.Client, task: string): Promise<unknown> {
  const { rows } = await admin.query<{ payload: unknown }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = $1`,
    [task],
  );
  invariant(rows.length === 1, `one job of ${task} waits`);
  return rows[0]?.payload;
}

function text(told: { rows: number; events: number; steps: Record<Step, Figures> }): string {
  const line = ([name, { seconds, cpuSeconds, serverSeconds, peakMb }]: [string, Figures]) =>
    `${name.padEnd(8)}${seconds.toFixed(1).padStart(8)} s ${cpuSeconds.toFixed(1).padStart(7)} CPU s ${(serverSeconds?.toFixed(1) ?? "").padStart(7)} server s ${peakMb.toFixed(0).padStart(6)} MB\n`;
  return `${told.rows} rows, ${told.events} events\n${Object.entries(told.steps).map(line).join("")}`;
}
