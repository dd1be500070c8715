import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePool } from "@/db/client";
import { migrate } from "@/db/migrate";
import { resetEnv } from "@/lib/env";
import { type Postgres, startPostgres } from "@/lib/launch/postgres";
import { pause } from "@/lib/launch/process";
import { invariant } from "@/lib/result";
import { startImport } from "@/lib/services/start-import";
import { startUndo } from "@/lib/services/start-undo";
import { largeText } from "../bench/import/large-file";
import { PROJECT_ROOT, temporaryFolder } from "../support/folders";
import { type Owner, upload } from "./books-support";
import { makeInvestor } from "./support";

/**
 * An import, and taking it back, by a worker that is killed, or whose PostgreSQL is, at a moment nobody chose: a few rounds of what
 * `npm run faults` does with the whole product. The server is this file's own and writes to disk, as in production.
 */
const ROWS = 20_000;
const folder = temporaryFolder("worker-faults");
const dir = join(folder, "pg");
let server: Postgres;
let worker: ChildProcess | undefined;
let isOver = false;

/** A worker that is started again whenever it ends, as the launcher does. */
function keepWorker(): void {
  if (isOver) {
    return;
  }
  worker = spawn(process.execPath, ["--import", "tsx", "lib/jobs/worker.ts"], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, NODE_ENV: "production", DATA_DIR: folder },
    stdio: "ignore",
  });
  worker.once("exit", () => setTimeout(keepWorker, 300));
}

beforeAll(async () => {
  server = await startPostgres({ dir, root: PROJECT_ROOT });
  const { appUrl } = await migrate(server.url);
  Object.assign(process.env, { APP_DATABASE_URL: appUrl, DB_POOL_SIZE: "4" });
  resetEnv();
  keepWorker();
}, 60_000);

afterAll(async () => {
  isOver = true;
  worker?.kill("SIGKILL");
  await closePool();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const blows = {
  nobody: async () => undefined,
  "the worker": async () => {
    worker?.kill("SIGKILL");
  },
  "the server": async () => {
    const pid = Number(readFileSync(join(dir, "postmaster.pid"), "utf8").split("\n")[0]);
    const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], {
      encoding: "utf8",
    });
    for (const one of [pid, ...children.trim().split(/\s+/).map(Number)]) {
      try {
        process.kill(one, "SIGKILL");
      } catch {
        // Gone already.
      }
    }
    await pause(200);
    server = await startPostgres({ dir, root: PROJECT_ROOT, port: server.port });
  },
} as const;

interface Glance {
  readonly rows: number;
  readonly state: string;
  readonly done: number;
  readonly run: string;
}

/** One look at an import from outside; null while the server does not answer. */
async function look({ client }: Owner): Promise<Glance | null> {
  const admin = new pg.Client({ connectionString: server.url, connectionTimeoutMillis: 2000 });
  admin.on("error", () => undefined);
  try {
    await admin.connect();
    const { rows } = await admin.query<Glance>(
      `select (select count(*)::int from transactions where client_id = $1 and voided_at is null) as rows,
         (select state from import_batches where client_id = $1) as state, r.done, r.state as run
       from job_runs r where r.client_id = $1 order by requested_at desc limit 1`,
      [client],
    );
    return rows[0] ?? null;
  } catch {
    return null;
  } finally {
    await admin.end().catch(() => undefined);
  }
}

/** Looks until it is as asked; at every look an import is there wholly or not at all. */
async function until(who: Owner, isThere: (glance: Glance) => boolean): Promise<void> {
  const end = performance.now() + 100_000;
  let last: Glance | null = null;
  while (performance.now() < end) {
    last = (await look(who)) ?? last;
    if (last !== null) {
      expect([0, ROWS]).toContain(last.rows);
      expect(last.rows === ROWS).toBe(last.state === "committed");
      if (isThere(last)) {
        return;
      }
    }
    await pause(50);
  }
  throw new Error(`not in time: ${JSON.stringify(last)}`);
}

const hashOf = async ({ client }: Owner): Promise<string> => {
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  const { rows } = await admin.query<{ hash: string }>(
    `select md5(string_agg(fact, E'\\n' order by fact collate "C")) as hash from (
       select jsonb_build_array(kind, at, sequence, sent_asset, sent_quantity::text, received_asset,
         received_quantity::text, value_usd::text, fee_usd::text, detail, lines, note, question)::text as fact
       from transactions where client_id = $1 and voided_at is null) facts`,
    [client],
  );
  await admin.end();
  return rows[0]?.hash ?? "";
};

/** The large file read to its end, and its import begun. */
async function begun() {
  const who = await makeInvestor();
  const received = await upload(who, "large.csv", largeText(ROWS));
  invariant(received.ok && received.value.is === "new", "the file is taken");
  const { batchId } = received.value;
  await until(who, ({ run }) => run === "done");
  expect(await startImport(who, who.client, batchId)).toMatchObject({ ok: true });
  return { who, batchId };
}

describe("an import while something is killed", () => {
  const hashes: string[] = [];
  const rounds = [
    ["nobody", 0],
    ["the worker", 0.4],
    ["the server", 0.2],
    ["the server", 0.7],
  ] as const;

  it.each(rounds)(
    "is wholly there exactly once in the end, and never by half: %s, at %d of the rows",
    async (victim, share) => {
      const { who } = await begun();
      await until(who, ({ done, state }) => done >= share * ROWS || state === "committed");
      await blows[victim]();
      await until(who, ({ state, run }) => state === "committed" && run === "done");
      hashes.push(await hashOf(who));
      expect(new Set(hashes).size).toBe(1);
    },
    120_000,
  );
});

describe("taking an import back while something is killed", () => {
  const rounds = [
    ["the worker", 0],
    ["the worker", 0.3],
    ["the server", 0.3],
  ] as const;

  it.each(rounds)(
    "is wholly done in the end, and never by half: %s, at %d of the rows",
    async (victim, share) => {
      const { who, batchId } = await begun();
      await until(who, ({ state, run }) => state === "committed" && run === "done");
      expect(await startUndo(who, who.client, batchId)).toEqual({
        ok: true,
        value: { is: "queued" },
      });
      await until(who, ({ done, state }) => done >= share * ROWS || state === "undone");
      await blows[victim]();
      await until(who, ({ state, run }) => state === "undone" && run === "done");
      expect((await look(who))?.rows).toBe(0);
    },
    120_000,
  );
});
