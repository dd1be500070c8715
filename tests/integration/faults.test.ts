import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePool } from "@/db/client";
import { migrate } from "@/db/migrate";
import { ensureAccounts, listAccounts } from "@/db/queries/accounts";
import { withClient } from "@/db/tenant";
import { DatabaseUnavailable } from "@/db/unavailable";
import { resetEnv } from "@/lib/env";
import { type Postgres, startPostgres } from "@/lib/launch/postgres";
import { ok } from "@/lib/result";
import { PROJECT_ROOT, temporaryFolder } from "../support/folders";
import { makeInvestor, write } from "./support";

/** A server of this file's own: it is killed again and again. Commits reach the disk, as in production. */
const folder = temporaryFolder("faults");
const dir = join(folder, "pg");
let server: Postgres;
let me: Awaited<ReturnType<typeof makeInvestor>>;

beforeAll(async () => {
  server = await startPostgres({ dir, root: PROJECT_ROOT });
  const { appUrl } = await migrate(server.url);
  Object.assign(process.env, { APP_DATABASE_URL: appUrl, DB_POOL_SIZE: "5" });
  resetEnv();
  me = await makeInvestor();
}, 60_000);

afterAll(async () => {
  await closePool();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** kill -9 of the server and everything it started. */
function killServer(): void {
  const pid = Number(readFileSync(join(dir, "postmaster.pid"), "utf8").split("\n")[0]);
  const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" });
  for (const one of [pid, ...children.trim().split(/\s+/).map(Number)]) {
    try {
      process.kill(one, "SIGKILL");
    } catch {
      // Gone already.
    }
  }
}

const add = (name: string) =>
  withClient(me, me.client, "write", async (tx) =>
    ok(await ensureAccounts(tx, [{ name, source: null }])),
  );

describe("when the server is killed under small writes", () => {
  it("every caller gets its answer, the process lives, and what was acknowledged is there afterwards", async () => {
    const loose: unknown[] = [];
    const note = (error: unknown) => loose.push(error);
    process.on("uncaughtException", note);
    process.on("unhandledRejection", note);
    const acknowledged: string[] = [];
    const strange: unknown[] = [];
    let longest = 0;
    for (let round = 0; round < 6; round += 1) {
      let running = true;
      const writers = Array.from({ length: 5 }, async (_, writer) => {
        for (let turn = 0; running; turn += 1) {
          const name = `round ${round} writer ${writer} turn ${turn}`;
          const start = performance.now();
          try {
            await add(name);
            acknowledged.push(name);
          } catch (error) {
            if (!(error instanceof DatabaseUnavailable)) {
              strange.push(error);
            }
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
          longest = Math.max(longest, performance.now() - start);
        }
      });
      await new Promise((resolve) => setTimeout(resolve, 150 + 40 * round));
      killServer();
      await new Promise((resolve) => setTimeout(resolve, 200));
      server = await startPostgres({ dir, root: PROJECT_ROOT, port: server.port });
      const until = Date.now() + 10_000;
      for (let up = false; !up; ) {
        up = await add(`after ${round}`).then(
          () => true,
          () => false,
        );
        expect(Date.now()).toBeLessThan(until);
      }
      running = false;
      await Promise.all(writers);
    }
    process.off("uncaughtException", note);
    process.off("unhandledRejection", note);
    expect(loose).toEqual([]);
    expect(strange).toEqual([]);
    expect(longest).toBeLessThan(10_000);
    expect(acknowledged.length).toBeGreaterThan(50);
    const there = new Set((await write(me, listAccounts)).map((account) => account.name));
    expect(acknowledged.filter((name) => !there.has(name))).toEqual([]);
  }, 120_000);
});

describe("when the server stands still", () => {
  it("the caller gets its answer at the deadline, and the pool works on", async () => {
    const watcher = new pg.Client({ connectionString: server.url });
    await watcher.connect();
    const stopped: number[] = [];
    const start = performance.now();
    const frozen = withClient(
      me,
      me.client,
      "read",
      async (tx) => {
        const { rows } = await tx.db.execute<{ pid: number }>("select pg_backend_pid() as pid");
        process.kill(rows[0]!.pid, "SIGSTOP");
        stopped.push(rows[0]!.pid);
        return ok(await listAccounts(tx));
      },
      { deadlineMs: 1000 },
    );
    await expect(frozen).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(performance.now() - start).toBeLessThan(3000);
    expect((await add("while one stands still")).ok).toBe(true);
    for (const pid of stopped) {
      process.kill(pid, "SIGCONT");
    }
    await watcher.end();
  }, 20_000);

  it("a statement that runs too long is ended by the server, and nothing of it is kept", async () => {
    const slow = withClient(
      me,
      me.client,
      "write",
      async (tx) => {
        await ensureAccounts(tx, [{ name: "too slow", source: null }]);
        await tx.db.execute("select pg_sleep(5)");
        return ok(null);
      },
      { deadlineMs: 500 },
    );
    await expect(slow).rejects.toBeInstanceOf(DatabaseUnavailable);
    const names = (await write(me, listAccounts)).map((account) => account.name);
    expect(names).not.toContain("too slow");
  }, 20_000);

  it("somebody who waits for a lock is told to try again", async () => {
    const holder = new pg.Client({ connectionString: server.url });
    await holder.connect();
    await holder.query("begin");
    await holder.query("select from clients where client_id = $1 for update", [me.client]);
    await expect(add("waits for the lock")).rejects.toBeInstanceOf(DatabaseUnavailable);
    await holder.query("rollback");
    await holder.end();
    expect((await add("waits no more")).ok).toBe(true);
  }, 30_000);

  it("nobody listening answers at once, and the first query after it works", async () => {
    killServer();
    const start = performance.now();
    await expect(add("nobody there")).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(performance.now() - start).toBeLessThan(6000);
    server = await startPostgres({ dir, root: PROJECT_ROOT, port: server.port });
    const until = Date.now() + 10_000;
    let up = false;
    while (!up && Date.now() < until) {
      up = await add("there again").then(
        () => true,
        () => false,
      );
    }
    expect(up).toBe(true);
  }, 40_000);
});
