import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { ensureDatabase, migrate } from "@/db/migrate";
import type { ChainedEvent } from "@/lib/audit/chain";
import { verifyChain } from "@/lib/audit/verify";
import { keyring, unwrap } from "@/lib/secrets/keyring";
import { isSealed } from "@/lib/secrets/seal";
import { vaultOf } from "@/lib/secrets/vault";
import { ask } from "../support/ask-database";
import { testDatabase } from "../support/postgres";

const { ownerUrl: adminUrl } = await testDatabase();
const admin = new pg.Client({ connectionString: adminUrl });
await admin.connect();
const made: string[] = [];

async function emptyDatabase(): Promise<string> {
  const name = `fresh_${randomBytes(5).toString("hex")}`;
  made.push(name);
  return ensureDatabase(adminUrl, name);
}

/** Roles of these tests only: changing the shared ones would disturb other files on the same server. */
const prefix = `mig${randomBytes(4).toString("hex")}`;
const given = `${prefix}_given`;

afterAll(async () => {
  for (const name of made) {
    await admin.query(`drop database if exists ${name} with (force)`);
  }
  for (const role of [`${prefix}_app`, `${prefix}_owner`, given, `${given}_app`]) {
    await admin.query(`drop role if exists ${role}`);
  }
  await admin.end();
});

/** As a first start leaves it: a plain role owns the tables, not the server's superuser. */
async function giveTo(owner: pg.Client, role: string): Promise<void> {
  const { rows } = await owner.query<{ deed: string }>(`
    select format('alter %s %I.%I owner to ${role}', case relkind when 'S' then 'sequence' else 'table' end,
      relnamespace::regnamespace::text, relname) as deed
    from pg_class where relnamespace in ('public'::regnamespace, 'drizzle'::regnamespace) and relkind = 'r'
    union all
    select format('alter function %s owner to ${role}', oid::regprocedure) from pg_proc
      where pronamespace = 'public'::regnamespace
    union all select 'alter schema drizzle owner to ${role}'`);
  for (const { deed } of rows) {
    await owner.query(deed);
  }
}

describe("migrating", () => {
  it("builds an empty database, and changes nothing when run again", async () => {
    const url = await emptyDatabase();
    const first = await migrate(url, { rolePrefix: prefix });
    const tables = "select count(*)::int as tables from pg_tables where schemaname = 'public'";
    const done = "select count(*)::int as done from drizzle.__drizzle_migrations";
    const before = [await ask(url, tables), await ask(url, done)];
    const second = await migrate(url, { rolePrefix: prefix });
    expect(second).toEqual(first);
    expect([await ask(url, tables), await ask(url, done)]).toEqual(before);
    expect(await ask(first.appUrl, "select count(*)::int as n from clients")).toEqual([{ n: 0 }]);
  });

  it("brings a database with data of an earlier version here, and its books go on", async () => {
    const url = await emptyDatabase();
    const [user, client, other] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    const [account, upload, batch, told] = Array.from({ length: 4 }, () => crypto.randomUUID());
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    const folder = new URL("../../drizzle/", import.meta.url);
    // The first three migrations: what stood before choices and facts were tables of their own.
    const journal: { entries: { tag: string; when: number }[] } = JSON.parse(
      readFileSync(new URL("meta/_journal.json", folder), "utf8"),
    );
    await owner.query("create schema drizzle");
    await owner.query(
      "create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
    );
    for (const { tag, when } of journal.entries.slice(0, 3)) {
      const text = readFileSync(new URL(`${tag}.sql`, folder), "utf8");
      for (const statement of text.split("--> statement-breakpoint")) {
        await owner.query(statement);
      }
      await owner.query(
        "insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)",
        [createHash("sha256").update(text).digest("hex"), when],
      );
    }
    await owner.query(`
      insert into users (id, email, name, kind) values ('${user}', 'a@example.com', 'A', 'investor');
      insert into clients (client_id, name, owner_user_id) values ('${client}', 'Books', '${user}');
      insert into client_settings (client_id, time_zone, pool, transfer_fee, entered_by)
        values ('${client}', 'America/Chicago', 'universal-until-2024', 'carry', '${user}');
      insert into standing_orders (client_id, method, effective_from, made_at, entered_by)
        values ('${client}', 'hifo', now(), now(), '${user}');
      insert into accounts (client_id, id, name, created_by) values ('${client}', '${account}', 'Exchange', '${user}');
      insert into uploads (client_id, id, file_name, size, sha256, uploaded_by)
        values ('${client}', '${upload}', 'a.csv', 3, repeat('0', 64), '${user}');
      insert into import_batches (client_id, id, upload_id, file_name, source, version, time_zone, state, created_by)
        values ('${client}', '${batch}', '${upload}', 'a.csv', 'coinbase', '2024', 'UTC', 'committed', '${user}');
      insert into import_rows (client_id, batch_id, line, raw, outcome) values ('${client}', '${batch}', 2, 'a,b', 'accepted');
      insert into transactions (client_id, id, account_id, kind, at, sequence, fee_usd, fees, detail, note, entered_by,
          fingerprint, batch_id, file_name, lines)
        values ('${client}', '${told}', '${account}', 'cash', now(), 1, 0, '[]', '{}', '', '${user}',
          repeat('a', 64), '${batch}', 'a.csv', '{2}');
      insert into clients (client_id, name, owner_user_id) values ('${other}', 'Other books', '${user}');
      insert into audit_events (client_id, user_id, deed, subject_id, detail) values
        ('${client}', '${user}', 'import.commit', '${batch}', '{"accepted": 1, "linked": 0}'),
        ('${other}', '${user}', 'transaction.add', null, '{}'),
        ('${client}', '${user}', 'transaction.void', '${told}', '{"reason": "twice"}')`);
    await giveTo(owner, `${prefix}_owner`);
    await owner.end();
    const { appUrl } = await migrate(url, { rolePrefix: prefix });
    const kept = await ask(
      url,
      `select s.time_zone, s.pool, s.swap_costs_before_2025, s.conversions, s.wash_sales_from, s.rounding,
         s.exception_1, s.various, o.method, o.told_broker_at
       from client_settings s join standing_orders o using (client_id)`,
    );
    expect(kept).toEqual([
      {
        time_zone: "America/Chicago",
        pool: "universal-until-2024",
        swap_costs_before_2025: "given-up",
        conversions: {
          wrap: "ask",
          bridge: "ask",
          liquidity: "taxable",
          "liquid-staking": "taxable",
        },
        wash_sales_from: null,
        rounding: "cents",
        exception_1: "list",
        various: false,
        method: "hifo",
        told_broker_at: null,
      },
    ]);
    expect(await ask(appUrl, "select count(*)::int as n from identifications")).toEqual([{ n: 0 }]);
    // Names that were readable are sealed, under a key of each client's own.
    const names = await ask<{ id: string; name: string; wrapped: string }>(
      url,
      "select client_id as id, name, wrapped from clients join client_keys using (client_id) order by 1",
    );
    expect(names.map(({ name }) => isSealed(name))).toEqual([true, true]);
    const opened = names.map(({ id, name, wrapped }) =>
      vaultOf(id, unwrap(keyring(), id, wrapped)).open(
        { table: "clients", column: "name", row: id },
        name,
      ),
    );
    expect(opened.sort()).toEqual(["Books", "Other books"]);
    // Events that were there are chained, each client's for itself, and later ones follow them.
    const event =
      'client_id as "clientId", user_id as "userId", subject_id as "subjectId", detail, seq::int, previous, hash, deed';
    const at = `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`;
    const chainOf = async (id: string) => {
      const events = await ask<ChainedEvent>(
        url,
        `select ${event}, ${at} from audit_events where client_id = '${id}' order by seq`,
      );
      return () => [events];
    };
    const addEvent = `insert into audit_events (client_id, user_id, deed) values ('${client}', '${user}', 'year.file')`;
    await ask(url, addEvent);
    expect(await verifyChain(await chainOf(client))).toMatchObject({ holds: true, events: 3 });
    expect(await verifyChain(await chainOf(other))).toMatchObject({ holds: true, events: 1 });
    // What a row of a file names was held by foreign keys then and is held by triggers now.
    const rows =
      "select t.id, r.raw from transactions t join import_rows r using (client_id, batch_id)";
    expect(await ask(url, rows)).toEqual([{ id: told, raw: "a,b" }]);
    await expect(ask(url, "delete from accounts")).rejects.toMatchObject({ code: "23503" });
    await expect(ask(url, "delete from import_batches")).rejects.toMatchObject({ code: "23503" });
    const stamp = `update transactions set voided_at = now(), voided_by = '${user}', void_reason = 'undone'`;
    await ask(url, stamp);
    await expect(ask(url, stamp)).rejects.toMatchObject({ code: "23001" });
  });

  it("can be run by two starts at once, and in two databases of one server", async () => {
    const [one, two] = [await emptyDatabase(), await emptyDatabase()];
    const urls = await Promise.all(
      [one, one, two].map((url) => migrate(url, { rolePrefix: prefix })),
    );
    for (const { appUrl } of urls) {
      expect(await ask(appUrl, "select count(*)::int as n from transactions")).toEqual([{ n: 0 }]);
    }
  });

  it("gives another password for another secret", async () => {
    const url = await emptyDatabase();
    const options = { rolePrefix: prefix };
    const one = await migrate(url, { ...options, secret: "first" });
    const two = await migrate(url, { ...options, secret: "second" });
    expect(new URL(one.appUrl).password).not.toBe(new URL(two.appUrl).password);
    await expect(ask(one.appUrl, "select 1")).rejects.toMatchObject({ code: "28P01" });
    expect(await ask(two.appUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("works with a role that is no superuser and may create roles", async () => {
    const url = new URL(await emptyDatabase());
    await admin.query(`create role ${given} login createrole password 'given'`);
    await admin.query(`alter database ${url.pathname.slice(1)} owner to ${given}`);
    url.username = given;
    url.password = "given";
    const { appUrl } = await migrate(url.href, { rolePrefix: given });
    const [owner] = await ask<{ owner: string }>(
      url.href,
      "select tableowner as owner from pg_tables where tablename = 'transactions'",
    );
    expect(owner?.owner).toBe(given);
    expect(await ask(appUrl, "select count(*)::int as n from users")).toEqual([{ n: 0 }]);
  });

  it("says what to do when the role may not create roles", async () => {
    const url = new URL(await emptyDatabase());
    await admin.query(`alter role ${given} nocreaterole`);
    await admin.query(`alter database ${url.pathname.slice(1)} owner to ${given}`);
    url.username = given;
    url.password = "given";
    await expect(migrate(url.href, { rolePrefix: `${prefix}x` })).rejects.toThrow(
      /CREATEROLE.*APP_DATABASE_URL/,
    );
  });
});
