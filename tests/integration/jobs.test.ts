import { type ChildProcess, spawn } from "node:child_process";
import pg from "pg";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { type JobRunId, jobRunId } from "@/db/ids";
import { getJobRun, insertJobRun, listJobRuns } from "@/db/queries/job-runs";
import { insertJob, listParkedJobs } from "@/db/queries/queue";
import { withSystem } from "@/db/system";
import { withClient } from "@/db/tenant";
import { JobRefused } from "@/lib/jobs/client-job";
import { enqueue, enqueueForClient } from "@/lib/jobs/enqueue";
import { runClientJob } from "@/lib/jobs/run-client-job";
import { err, ok } from "@/lib/result";
import { PROJECT_ROOT } from "../support/folders";
import { makeFolder, makeInvestor, openDatabase, readOutbox, write } from "./support";

const outbox = makeFolder();
const { appUrl, ownerUrl } = await openDatabase({ DATA_DIR: outbox, SMTP_URL: "" });
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
const started: ChildProcess[] = [];

afterAll(() => admin.end());
afterEach(() => {
  for (const child of started.splice(0)) {
    child.kill("SIGKILL");
  }
});

/** A worker as `npm run worker` starts it; resolves when it takes jobs. */
async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/jobs/worker.ts"], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, APP_DATABASE_URL: appUrl, DATA_DIR: outbox, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(child);
  await new Promise<void>((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (piece) => {
      text += piece;
      if (text.includes("worker.ready")) {
        resolve();
      }
    });
    child.once("exit", (code) => reject(new Error(`the worker ended with ${code}: ${text}`)));
  });
  return child;
}

async function eventually(check: () => Promise<boolean>, seconds = 15): Promise<void> {
  const until = Date.now() + seconds * 1000;
  while (!(await check())) {
    expect(Date.now(), "in time").toBeLessThan(until);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const jobs = async () =>
  (await admin.query<{ n: number }>("select count(*)::int as n from graphile_worker.jobs")).rows[0]!
    .n;

/** A user whose password can be reset: makeInvestor's has an invented hash, which is enough for a mail. */
async function investorWithEmail() {
  const me = await makeInvestor();
  const { rows } = await admin.query<{ email: string }>("select email from users where id = $1", [
    me.id,
  ]);
  return { ...me, email: rows[0]!.email };
}

describe("the queue", () => {
  it("gets a job with the transaction it belongs to, and not without it", async () => {
    const me = await makeInvestor();
    const before = await jobs();
    const refused = await withClient(me, me.client, "write", async (tx) => {
      await enqueueForClient(tx, "import-file", crypto.randomUUID());
      return err({ code: "changed-my-mind" as const });
    });
    expect(refused.ok).toBe(false);
    expect(await jobs()).toBe(before);
    expect(await write(me, listJobRuns)).toEqual([]);
    const run = await write(me, (tx) => enqueueForClient(tx, "import-file", crypto.randomUUID()));
    expect(await jobs()).toBe(before + 1);
    expect(await write(me, (tx) => getJobRun(tx, run))).toMatchObject({
      state: "queued",
      task: "import-file",
    });
  });

  it("holds one waiting job of a key", async () => {
    const before = await jobs();
    for (let round = 0; round < 3; round += 1) {
      await withSystem((tx) => enqueue(tx, "clean-up", {}, { key: "tidy" }));
    }
    expect(await jobs()).toBe(before + 1);
  });
});

describe("a worker", () => {
  it("does a job somebody asked for, as the web's role: the mail is in the outbox", async () => {
    const me = await investorWithEmail();
    await startWorker();
    await withSystem((tx) => enqueue(tx, "send-password-reset", { email: me.email }));
    await eventually(async () =>
      (await readOutbox(outbox)).some((mail) => mail.includes(me.email)),
    );
    await eventually(async () => (await jobs()) === 0);
  }, 40_000);

  it("takes over at once what a killed worker held", async () => {
    const me = await investorWithEmail();
    await withSystem((tx) => enqueue(tx, "send-password-reset", { email: me.email }));
    await admin.query(
      "update graphile_worker._private_jobs set locked_by = 'worker-killed', locked_at = now(), attempts = 1",
    );
    await startWorker();
    await eventually(
      async () => (await readOutbox(outbox)).some((mail) => mail.includes(me.email)),
      10,
    );
  }, 40_000);

  it("holds the lock of the name its jobs are held in, so that no other worker takes a long one over", async () => {
    const me = await investorWithEmail();
    const blocker = new pg.Client({ connectionString: ownerUrl });
    await blocker.connect();
    await blocker.query("begin; lock table password_resets in access exclusive mode");
    await startWorker();
    await withSystem((tx) => enqueue(tx, "send-password-reset", { email: me.email }));
    // Looked at without taking the lock, which would keep the worker from it.
    const held = async () => {
      const { rows } = await admin.query<{ isHeld: boolean }>(
        `select exists (select from pg_locks where locktype = 'advisory' and granted
             and classid = (hashtext('lotwise worker')::bigint & 4294967295)::oid
             and objid = (hashtext(locked_by)::bigint & 4294967295)::oid) as "isHeld"
         from graphile_worker._private_jobs where locked_by is not null and task_id in (
           select id from graphile_worker._private_tasks where identifier = 'send-password-reset')`,
      );
      return rows.length > 0 && rows.every(({ isHeld }) => isHeld);
    };
    await eventually(held);
    await blocker.query("rollback");
    await blocker.end();
    await eventually(async () =>
      (await readOutbox(outbox)).some((mail) => mail.includes(me.email)),
    );
  }, 60_000);

  it("leaves alone what a living worker holds", async () => {
    const holder = new pg.Client({ connectionString: appUrl });
    await holder.connect();
    await holder.query(
      "select pg_advisory_lock(hashtext('lotwise worker'), hashtext('worker-alive'))",
    );
    await withSystem((tx) => enqueue(tx, "clean-up", {}, { key: "held" }));
    await admin.query(
      "update graphile_worker._private_jobs set locked_by = 'worker-alive', locked_at = now() where key = 'held'",
    );
    await startWorker();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { rows } = await admin.query(
      "select locked_by from graphile_worker._private_jobs where key = 'held'",
    );
    expect(rows).toEqual([{ locked_by: "worker-alive" }]);
    await holder.end();
    await admin.query("delete from graphile_worker._private_jobs where key = 'held'");
  }, 40_000);

  it("parks a poisoned job after five tries, where it can be seen", async () => {
    await startWorker();
    await withSystem((tx) =>
      insertJob(tx, {
        task: "send-password-reset",
        payload: { email: 7 },
        key: "poison",
        maxAttempts: 5,
      }),
    );
    await eventually(async () => {
      // The queue waits longer after each failure; here nobody has the minute and a half.
      await admin.query(
        "update graphile_worker._private_jobs set run_at = now() where locked_at is null and attempts < max_attempts",
      );
      await admin.query('notify "jobs:insert", \'{"r":1,"count":1}\'');
      return (await withSystem(listParkedJobs)).length === 1;
    }, 30);
    const [parked] = await withSystem(listParkedJobs);
    expect(parked).toMatchObject({ task: "send-password-reset", attempts: 5 });
    await admin.query("delete from graphile_worker._private_jobs");
  }, 60_000);

  it("ends a job that can never be done at the first try, with a sentence for people", async () => {
    const me = await makeInvestor();
    await startWorker();
    const run = await write(me, (tx) => enqueueForClient(tx, "import-file", crypto.randomUUID()));
    await eventually(async () => (await write(me, (tx) => getJobRun(tx, run)))?.state === "failed");
    const ended = await write(me, (tx) => getJobRun(tx, run));
    expect(ended).toMatchObject({ attempt: 1, message: expect.stringMatching(/^[A-Z].*[.]$/) });
    expect(ended?.finishedAt).not.toBeNull();
  }, 40_000);

  it("finishes what it has in hand when told to stop", async () => {
    const worker = await startWorker();
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.kill("SIGTERM");
    expect(await ended).toBeDefined();
  }, 40_000);
});

describe("a job's run", () => {
  const first = { number: 1, last: false };

  async function newRun() {
    const me = await makeInvestor();
    const subjectId = crypto.randomUUID();
    const runId = await write(me, (tx) => insertJobRun(tx, { task: "import-file", subjectId }));
    return { me, runId, payload: { clientId: me.client, userId: me.id, runId, subjectId } };
  }
  const read = (me: Awaited<ReturnType<typeof makeInvestor>>, run: JobRunId) =>
    write(me, (tx) => getJobRun(tx, run));

  it("shows progress at most once a second, and the last word always", async () => {
    const { me, runId, payload } = await newRun();
    const seen: number[] = [];
    const start = performance.now();
    await runClientJob(payload, first, async ({ progress }) => {
      for (let done = 1; done <= 200; done += 1) {
        await progress(done, 200, "rows");
        const run = await read(me, runId);
        seen.push(run!.done);
      }
    });
    const seconds = (performance.now() - start) / 1000;
    expect(new Set(seen).size).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
    expect(await read(me, runId)).toMatchObject({
      state: "done",
      done: 200,
      total: 200,
      message: "rows",
      attempt: 1,
    });
  });

  it("goes on after a failure and fails with the last try", async () => {
    const { me, runId, payload } = await newRun();
    const broken = async () => {
      throw new Error("the disk is on fire: ann@example.com");
    };
    await expect(runClientJob(payload, first, broken)).rejects.toThrow("fire");
    expect(await read(me, runId)).toMatchObject({ state: "running" });
    await expect(runClientJob(payload, { number: 5, last: true }, broken)).rejects.toThrow("fire");
    const ended = await read(me, runId);
    expect(ended?.state).toBe("failed");
    expect(ended?.message).not.toContain("fire");
  });

  it("ends at once when the work says it cannot be done", async () => {
    const { me, runId, payload } = await newRun();
    await runClientJob(payload, first, async () => {
      throw new JobRefused("The file is gone.");
    });
    expect(await read(me, runId)).toMatchObject({ state: "failed", message: "The file is gone." });
  });

  it("does not begin for a user who may no longer open the books", async () => {
    const { payload } = await newRun();
    const stranger = await makeInvestor();
    const work = vi.fn(async () => undefined);
    await runClientJob({ ...payload, userId: stranger.id }, first, work);
    expect(work).not.toHaveBeenCalled();
    const other = await withClient(stranger, stranger.client, "read", async (tx) =>
      ok(await getJobRun(tx, jobRunId(payload.runId))),
    );
    expect(other).toEqual(ok(null));
  });
});
