import { randomBytes } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { closePool } from "@/db/client";
import { ensureDatabase, migrate, migrateUntil, migrationHash } from "@/db/migrate";
import { ensureAccounts } from "@/db/queries/accounts";
import { insertAuditEvent, readAuditChain } from "@/db/queries/audit-events";
import { getClient } from "@/db/queries/clients";
import { verifyChain } from "@/lib/audit/verify";
import { resetEnv } from "@/lib/env";
import { startPostgres } from "@/lib/launch/postgres";
import { backup } from "@/lib/operate/backup";
import { restore } from "@/lib/operate/restore";
import { rewrapKeys } from "@/lib/operate/rewrap";
import { keyring, parseKeyring } from "@/lib/secrets/keyring";
import { addTransaction } from "@/lib/services/enter-transaction";
import { ask, stateOf } from "../support/ask-database";
import { PROJECT_ROOT } from "../support/folders";
import { makeFolder, makeInvestor, makePreparer, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase();
const folder = makeFolder();
const file = join(folder, "books.backup");

const KEYS = process.env["ENCRYPTION_KEYS"] ?? "";

const nora = await makeInvestor();
const rowan = await makePreparer();
for (const [index, who] of [nora, rowan, nora].entries()) {
  const told = await addTransaction(who, who.client, "buy", {
    account: "Exchange",
    date: "2025-03-01",
    time: "12:00",
    receivedQuantity: `0.00000000${index + 1}`,
    receivedAsset: "BTC",
    value: "80000.123456",
    note: "a line\nand \\n another, \u2028 \r and “more”",
  });
  if (!told.ok) throw new Error(JSON.stringify(told.error));
}
await write(nora, (tx) =>
  insertAuditEvent(tx, { deed: "transaction.void", detail: { reason: "one\u2028two" } }),
);

describe("a backup", () => {
  it("holds everything, is readable by its keeper alone, and is made by a role of its own that may not sign in", async () => {
    const receipt = await backup(ownerUrl, file);
    expect(receipt.rows).toBeGreaterThan(20);
    expect(receipt.keys).toEqual([keyring().wrapping.id]);
    expect(statSync(file).mode & 0o077).toBe(0);
    const [role] = await ask(
      ownerUrl,
      "select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'lotwise_backup'",
    );
    expect(role).toEqual({
      rolcanlogin: false,
      rolsuper: false,
      rolbypassrls: true,
      rolcreaterole: false,
    });
    const text = gunzipSync(readFileSync(file)).toString("utf8");
    expect(text).toContain("80000.123456");
    // Names of clients are not in it for whoever lacks the keys.
    expect(text).not.toMatch(/Books \d|Client \d/);
  });

  it("is refused to a role that row security would show a part, and leaves no file behind", async () => {
    const asked = new URL(ownerUrl);
    asked.username = "lotwise_owner";
    const [admin] = await ask<{ password: string }>(ownerUrl, "select 'drill' as password");
    await ask(ownerUrl, `alter role lotwise_owner password '${admin?.password}'`);
    asked.password = "drill";
    const target = join(folder, "part.backup");
    await expect(backup(asked.href, target)).rejects.toMatchObject({ code: "42501" });
    expect(() => statSync(target)).toThrow();
    expect(() => statSync(`${target}.part`)).toThrow();
  });
});

describe("the drill: a new server, the backup, the same books", () => {
  it("restores every row of every table, and the product works on it", async () => {
    await backup(ownerUrl, join(folder, "drill.backup"));
    const before = await stateOf(ownerUrl);
    const server = await startPostgres({ dir: join(folder, "pg"), root: PROJECT_ROOT, fast: true });
    try {
      const url = await ensureDatabase(server.url, "lotwise");
      const result = await restore(url, join(folder, "drill.backup"), { keys: KEYS });
      expect(result).toMatchObject({ ok: true });
      expect(await stateOf(url)).toEqual(before);
      const { appUrl } = await migrate(url);
      await closePool();
      process.env["APP_DATABASE_URL"] = appUrl;
      resetEnv();
      expect((await write(nora, getClient)).name).toMatch(/^Books \d+$/);
      // Numbers go on after the last, triggers are back, the chain holds and grows.
      await write(nora, (tx) => ensureAccounts(tx, [{ name: "After", source: "hand" }]));
      await write(nora, (tx) => insertAuditEvent(tx, { deed: "import.commit" }));
      const chain = await write(nora, (tx) => readAuditChain(tx, 0));
      expect(await verifyChain(() => [chain])).toMatchObject({ holds: true, events: 4 });
      const again = await restore(url, join(folder, "drill.backup"), { keys: KEYS });
      expect(again).toEqual({
        ok: false,
        error: "This database has tables in it. Restore into an empty one.",
      });
    } finally {
      await closePool();
      await server.stop();
    }
  });
});

const made: string[] = [];
afterAll(async () => {
  for (const name of made) {
    await ask(ownerUrl, `drop database if exists ${name} with (force)`);
  }
});

async function emptyDatabase(): Promise<string> {
  const name = `restored_${randomBytes(5).toString("hex")}`;
  made.push(name);
  return ensureDatabase(ownerUrl, name);
}

describe("a backup that is not whole", () => {
  const bytes = () => readFileSync(file);
  const text = () => gunzipSync(bytes()).toString("utf8");
  const rowsOf = "select count(*)::int as n from transactions";

  async function tried(url: string, content: Buffer, keys = KEYS): Promise<string> {
    const path = join(folder, "tried.backup");
    writeFileSync(path, content);
    const result = await restore(url, path, { keys });
    return result.ok ? "restored" : result.error;
  }

  it("is refused before anything is made: of another version, keys missing, no backup at all", async () => {
    const url = await emptyDatabase();
    const damaged =
      "The file is no backup of Lotwise, or it is cut off or damaged. Nothing was restored.";
    const later = gzipSync(text().replace(/"schema":"[0-9a-f]+"/, '"schema":"later"'));
    expect(await tried(url, later)).toContain("a later version");
    const other = randomBytes(32).toString("base64url");
    const lacks = `ENCRYPTION_KEYS lacks ${keyring().wrapping.id}`;
    expect(await tried(url, bytes(), other)).toContain(lacks);
    expect(await tried(url, gzipSync("{}\n"))).toBe(damaged);
    expect(await tried(url, Buffer.from("nothing"))).toBe(damaged);
    const none = await restore(url, join(folder, "none.backup"), { keys: KEYS });
    expect(none).toEqual({ ok: false, error: damaged });
    expect(await ask(url, "select from pg_tables where schemaname = 'public'")).toEqual([]);
  });

  it.each([
    ["cut off", () => bytes().subarray(0, bytes().length / 2)],
    ["without its end", () => gzipSync(text().slice(0, text().trimEnd().lastIndexOf("\n")))],
    ["a row that is none", () => gzipSync(text().replace("80000.123456", "eighty"))],
    ["one digit changed", () => gzipSync(text().replace("80000.123456", "80001.123456"))],
  ])("restores nothing when it is %s", async (_, content) => {
    const url = await emptyDatabase();
    expect(await tried(url, content())).toContain("Nothing was restored.");
    expect(await ask(url, rowsOf)).toEqual([{ n: 0 }]);
  });
});

describe("a backup of an earlier version", () => {
  it("is restored into the tables of that version, and brought to this one", async () => {
    const journal: { entries: { tag: string }[] } = JSON.parse(
      readFileSync(join(PROJECT_ROOT, "drizzle/meta/_journal.json"), "utf8"),
    );
    const tag = journal.entries[42]?.tag ?? "";
    expect(tag).toBe("0042_audit-chain-guards");
    const hash = migrationHash(readFileSync(join(PROJECT_ROOT, `drizzle/${tag}.sql`), "utf8"));
    const old = await emptyDatabase();
    expect(await migrateUntil(old, hash)).toBe(true);
    const [user, client] = [crypto.randomUUID(), crypto.randomUUID()];
    await ask(
      old,
      `insert into users (id, email, name, kind) values ('${user}', 'old@example.com', 'Old', 'investor');
       insert into clients (client_id, name, owner_user_id) values ('${client}', 'Old books', '${user}')`,
    );
    const path = join(folder, "old.backup");
    await backup(old, path);
    const url = await emptyDatabase();
    expect(await restore(url, path, { keys: KEYS })).toMatchObject({ ok: true });
    const versions = "select count(*)::int as n from drizzle.__drizzle_migrations";
    expect(await ask(url, versions)).toEqual([{ n: journal.entries.length }]);
    const [row] = await ask<{ name: string }>(url, "select name from clients");
    expect(row?.name).toMatch(/^s1\./);
  });
});

describe("wrapping keys anew", () => {
  it("moves every key to the new one, once; texts stay as they are and the old one may go", async () => {
    const { ownerUrl: url } = await openDatabase();
    const people = [await makeInvestor(), await makeInvestor(), await makePreparer()];
    const old = process.env["ENCRYPTION_KEYS"] ?? "";
    const fresh = randomBytes(32).toString("base64url");
    const names = await ask(url, "select client_id, name from clients order by 1");
    const both = parseKeyring(`${fresh},${old}`);
    await expect(rewrapKeys(url, parseKeyring(fresh))).rejects.toThrow("ENCRYPTION_KEYS lacks key");
    // Three clients' keys and three people's.
    expect(await rewrapKeys(url, both)).toEqual({ anew: 6, already: 0 });
    expect(await rewrapKeys(url, both)).toEqual({ anew: 0, already: 6 });
    expect(await ask(url, "select client_id, name from clients order by 1")).toEqual(names);
    process.env["ENCRYPTION_KEYS"] = fresh;
    resetEnv();
    try {
      const [first] = people;
      if (first === undefined) throw new Error("somebody");
      expect((await write(first, getClient)).name).toMatch(/^Books/);
    } finally {
      process.env["ENCRYPTION_KEYS"] = old;
      resetEnv();
    }
  });
});
