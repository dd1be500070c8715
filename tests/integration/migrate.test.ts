import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { ensureDatabase, migrate } from "@/db/migrate";
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

const ask = async <T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
};

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
