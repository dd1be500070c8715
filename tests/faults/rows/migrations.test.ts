import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, it } from "vitest";
import { ensureDatabase, migrate, migrateUntil, migrationHash } from "@/db/migrate";
import { pause } from "@/lib/launch/process";
import { ask } from "../../support/ask-database";
import { PROJECT_ROOT } from "../../support/folders";
import { testDatabase } from "../../support/postgres";
import { countOf, random, tell } from "./count";

const { ownerUrl: adminUrl } = await testDatabase();
const admin = new pg.Client({ connectionString: adminUrl });
await admin.connect();
const made: string[] = [];
/** Roles of these tests only. */
const rolePrefix = `row${randomBytes(4).toString("hex")}`;

async function emptyDatabase(): Promise<string> {
  const name = `fresh_${randomBytes(5).toString("hex")}`;
  made.push(name);
  return ensureDatabase(adminUrl, name);
}

async function dropMade(): Promise<void> {
  for (const name of made.splice(0)) {
    await admin.query(`drop database if exists ${name} with (force)`);
  }
}

afterAll(async () => {
  await dropMade();
  for (const role of [`${rolePrefix}_app`, `${rolePrefix}_owner`]) {
    await admin.query(`drop role if exists ${role}`);
  }
  await admin.end();
});

/** Everything a schema is, as sorted lines: columns, keys, checks, indexes, rules, triggers, functions, rights, and which migrations ran. */
async function schemaOf(url: string): Promise<readonly string[]> {
  const rows = await ask<{ line: string }>(
    url,
    `select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
       from information_schema.columns where table_schema = 'public'
     union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
       where connamespace = 'public'::regnamespace and conrelid <> 0
     union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
     union all select 'rule ' || tablename || ' ' || policyname || ' ' || cmd || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') from pg_policies
       where schemaname = 'public'
     union all select 'table ' || relname || ' ' || relrowsecurity || relforcerowsecurity || ' ' || coalesce(array_to_string(relacl, ','), '') from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r'
     union all select 'right ' || table_name || '.' || column_name || ' ' || grantee || ' ' || privilege_type from information_schema.column_privileges
       where table_schema = 'public' and privilege_type = 'UPDATE'
     union all select 'trigger ' || tgrelid::regclass || ' ' || pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
       where not tgisinternal and c.relnamespace = 'public'::regnamespace
     union all select 'function ' || oid::regprocedure || ' ' || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace
     union all select 'migration ' || hash from drizzle.__drizzle_migrations
     order by 1`,
  );
  return rows.map(({ line }) => line);
}

const folder = join(PROJECT_ROOT, "drizzle");
const journal: { entries: { tag: string }[] } = JSON.parse(
  readFileSync(join(folder, "meta/_journal.json"), "utf8"),
);
const hashes = journal.entries.map(({ tag }) =>
  migrationHash(readFileSync(join(folder, `${tag}.sql`), "utf8")),
);

/** Every version is as many as there are; fewer are spread over all of them. */
const VERSIONS = Math.min(countOf(hashes.length), hashes.length);
const CUTS = Math.max(3, Math.round(VERSIONS / 6));

it(`R26: from each of ${VERSIONS} earlier schemas the same one is reached as from nothing`, {
  timeout: 60_000 + VERSIONS * 20_000,
}, async () => {
  const fresh = await emptyDatabase();
  await migrate(fresh, { rolePrefix });
  const wanted = await schemaOf(fresh);
  expect(wanted.length).toBeGreaterThan(1000);
  const step = hashes.length / VERSIONS;
  for (let at = 0; at < VERSIONS; at += 1) {
    const version = Math.floor(at * step);
    const url = await emptyDatabase();
    expect(await migrateUntil(url, hashes[version] ?? "", { rolePrefix })).toBe(true);
    await migrate(url, { rolePrefix });
    expect(await schemaOf(url), journal.entries[version]?.tag).toEqual(wanted);
    await dropMade();
  }
  tell("R26", { versions: VERSIONS, lines: wanted.length });
});

it(`R26: cut off ${CUTS} times at any moment, it leaves a schema from which the next start reaches the same`, {
  timeout: 60_000 + CUTS * 30_000,
}, async () => {
  const fresh = await emptyDatabase();
  const began = performance.now();
  await migrate(fresh, { rolePrefix });
  const took = performance.now() - began;
  const wanted = await schemaOf(fresh);
  let cut = 0;
  for (let turn = 0; turn < CUTS; turn += 1) {
    const url = await emptyDatabase();
    const name = new URL(url).pathname.slice(1);
    // The second may come when the first is over already: then nothing is cut, and nothing is lost.
    const run = migrate(url, { rolePrefix }).then(
      () => false,
      () => true,
    );
    await pause(random() * took * 0.9);
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()",
      [name],
    );
    cut += (await run) ? 1 : 0;
    await migrate(url, { rolePrefix });
    expect(await schemaOf(url)).toEqual(wanted);
  }
  tell("R26 cut off", { turns: CUTS, cut });
  expect(cut).toBeGreaterThan(0);
});
