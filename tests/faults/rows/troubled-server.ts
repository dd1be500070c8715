import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect } from "vitest";
import { closePool } from "@/db/client";
import { migrate } from "@/db/migrate";
import { ensureAccounts, listAccounts } from "@/db/queries/accounts";
import { withClient } from "@/db/tenant";
import { resetEnv } from "@/lib/env";
import { type Postgres, startPostgres } from "@/lib/launch/postgres";
import { ok } from "@/lib/result";
import { makeInvestor, write } from "../../integration/support";
import { PROJECT_ROOT, temporaryFolder } from "../../support/folders";

const POOL = 8;
/** How many people write at once. */
export const ACTORS = 8;
/** What a whole pool may need for a fifth of a second of sleep, on a busy machine. */
const WHOLE_MS = 4000;

/**
 * A server of the calling file's own, whose backends may be ended and stopped and whose commits reach the disk, and somebody who writes.
 */
export function troubledServer() {
  const dir = join(temporaryFolder("server-trouble"), "pg");
  let server: Postgres;
  let admin: pg.Client;
  let me: Awaited<ReturnType<typeof makeInvestor>>;

  beforeAll(async () => {
    server = await startPostgres({ dir, root: PROJECT_ROOT });
    const { appUrl } = await migrate(server.url);
    Object.assign(process.env, { APP_DATABASE_URL: appUrl, DB_POOL_SIZE: String(POOL) });
    resetEnv();
    admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    me = await makeInvestor();
  }, 60_000);

  afterAll(async () => {
    await closePool();
    await admin.end();
    await server.stop();
  });

  return {
    /** One small write, acknowledged when it resolves. */
    add: (name: string) =>
      withClient(me, me.client, "write", async (tx) =>
        ok(await ensureAccounts(tx, [{ name, source: null }])),
      ),
    admin: () => admin,
    postmaster: () => Number(readFileSync(join(dir, "postmaster.pid"), "utf8").split("\n")[0]),
    /** As many at once as the pool has connections: none may be lost. */
    expectWholePool: async () => {
      const held = Array.from({ length: POOL }, () =>
        withClient(me, me.client, "read", async (tx) => {
          await tx.db.execute("select pg_sleep(0.2)");
          return ok(null);
        }),
      );
      const began = performance.now();
      expect((await Promise.all(held)).map((result) => result.ok)).toEqual(held.map(() => true));
      expect(performance.now() - began).toBeLessThan(WHOLE_MS);
    },
    expectAllThere: async (acknowledged: readonly string[]) => {
      const there = new Set((await write(me, listAccounts)).map((account) => account.name));
      expect(acknowledged.filter((name) => !there.has(name))).toEqual([]);
    },
  };
}
