import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import type { ClientId, DeletionId, UserId } from "@/db/ids";
import { putGrant } from "@/db/queries/access-grants";
import { ensureAccounts } from "@/db/queries/accounts";
import { insertMessage } from "@/db/queries/client-messages";
import { getClient, listClients } from "@/db/queries/clients";
import { sha256Hex } from "@/db/sha256";
import { withClient, withClosedBooks, withUser } from "@/db/tenant";
import { handleJob } from "@/lib/jobs/handlers";
import { runClientJob } from "@/lib/jobs/run-client-job";
import { ok } from "@/lib/result";
import { deleteAccount } from "@/lib/services/deletion/delete-account";
import { deleteBooks } from "@/lib/services/deletion/delete-books";
import { viewReceipt } from "@/lib/services/deletion/view-receipt";
import { addTransaction } from "@/lib/services/enter-transaction";
import { requestExport } from "@/lib/services/export/request-export";
import { changeRole, removeMember } from "@/lib/services/firm/change-team";
import { readHistoryFilter } from "@/lib/services/history/history-filter";
import { viewHistory } from "@/lib/services/history/view-history";
import { PROJECT_ROOT } from "../support/folders";
import { imported } from "./books-support";
import { makeInvestor, makePreparer, makeUser, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

interface Who {
  readonly id: UserId;
  readonly client: ClientId;
}

const demoFile = (name: string) => readFileSync(join(PROJECT_ROOT, "db/demo/files", name));

const nameOf = (who: Who) => write(who, async (tx) => (await getClient(tx)).name);

/** Books with a file, corrections, an export asked for, words that are sealed, and somebody let in. */
async function fullBooks(): Promise<Who> {
  const who = await makeInvestor();
  await imported(who, "nora-coinbase.csv", demoFile("nora-coinbase.csv"));
  await write(who, async (tx) => {
    await ensureAccounts(tx, [{ name: "Wallet", source: "manual" }]);
    await insertMessage(tx, { kind: "shared", firm: null, text: "a word" });
  });
  const friend = await makeUser();
  await withClient(who, who.client, "share", async (tx) =>
    ok(await putGrant(tx, friend, { role: "viewer", years: null, until: null, endsAt: null })),
  );
  await requestExport(who, who.client);
  return who;
}

/** Every table of the catalogue that has rows with this id anywhere in a column of ids, and how many. */
async function rowsOf(id: string): Promise<Record<string, number>> {
  const { rows } = await admin.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and a.atttypid = 'uuid'::regtype order by 1, 2`,
  );
  const found: Record<string, number> = {};
  for (const { table, column } of rows) {
    const counted = await admin.query<{ n: number }>(
      `select count(*)::int as n from ${admin.escapeIdentifier(table)} where ${admin.escapeIdentifier(column)} = $1`,
      [id],
    );
    const n = counted.rows[0]?.n ?? 0;
    if (n > 0) {
      found[`${table}.${column}`] = n;
    }
  }
  const queued = await admin.query<{ n: number }>(
    "select count(*)::int as n from graphile_worker._private_jobs where payload::text like '%' || $1 || '%'",
    [id],
  );
  return queued.rows[0]?.n === 0 ? found : { ...found, queue: queued.rows[0]?.n ?? 0 };
}

/** Does the deletions that wait, as the worker would. */
async function runDeletions(): Promise<void> {
  const { rows } = await admin.query<{ id: string; payload: unknown }>(
    `select j.id, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'run-deletion' order by j.id`,
  );
  for (const { id, payload } of rows) {
    await handleJob("run-deletion", payload, { number: 1, last: false });
    await handleJob("run-deletion", payload, { number: 2, last: false });
    await admin.query("delete from graphile_worker._private_jobs where id = $1", [id]);
  }
}

async function deleted(who: Who): Promise<string> {
  const token = await deleteBooks(who, who.client, await nameOf(who));
  if (!token.ok) throw new Error(JSON.stringify(token.error));
  return token.value;
}

const refused = (code: string) => ({ ok: false, error: { code } });

describe("deleting books", () => {
  it("leaves no row with their id in any table of the catalogue nor a job in the queue, and nobody else's changes", async () => {
    const [who, other] = [await fullBooks(), await fullBooks()];
    const before = await rowsOf(other.client);
    expect(Object.keys(before).length).toBeGreaterThan(12);
    expect(before["queue"]).toBeGreaterThan(0);
    const token = await deleted(who);
    await runDeletions();
    expect(await rowsOf(who.client)).toEqual({ "deletions.subject_id": 1 });
    expect(await rowsOf(other.client)).toEqual(before);
    const receipt = await viewReceipt(token);
    expect(receipt).toMatchObject({ kind: "books", isDone: true });
  });

  it("tells in the receipt the rows of each table and the history's end, under a hash anyone can compute", async () => {
    const who = await fullBooks();
    const token = await deleted(who);
    const { rows } = await admin.query<{ n: number }>(
      "select count(*)::int as n from transactions where client_id = $1",
      [who.client],
    );
    const last = await admin.query<{ head: string }>(
      "select seq || '-' || hash as head from audit_events where client_id = $1 order by seq desc limit 1",
      [who.client],
    );
    await runDeletions();
    const receipt = await viewReceipt(token);
    expect(receipt?.counts).toContainEqual(["transactions", rows[0]?.n]);
    expect(receipt?.counts).toContainEqual(["clients", 1]);
    expect(receipt?.heads).toEqual([last.rows[0]?.head]);
    expect(receipt?.text).toContain(`${rows[0]?.n} transactions\n`);
    expect(receipt?.sha256).toBe(sha256Hex(receipt?.text ?? ""));
    // It stays as it is, for whoever owns the tables too.
    await expect(
      admin.query("update deletions set counts = '{}' where subject_id = $1", [who.client]),
    ).rejects.toThrow("a finished receipt does not change");
    expect(await viewReceipt(`${token.slice(0, -2)}xx`)).toBeNull();
  });

  it("asks for the name as it is written, and of nobody twice", async () => {
    const who = await makeInvestor();
    const name = await nameOf(who);
    expect(await deleteBooks(who, who.client, name.toLowerCase())).toMatchObject({
      error: { code: "invalid-input", fields: { name: `Type ${name} to delete it.` } },
    });
    expect((await deleteBooks(who, who.client, ` ${name} `)).ok).toBe(true);
    expect(await deleteBooks(who, who.client, name)).toEqual(refused("not-found"));
    await runDeletions();
  });

  it("closes them at once, for their owner too and for jobs under way", async () => {
    const who = await makeInvestor();
    const { rows } = await admin.query<{ id: string }>(
      "insert into job_runs (client_id, task, requested_by) values ($1, 'import-file', $2) returning id",
      [who.client, who.id],
    );
    const payload = {
      clientId: who.client,
      userId: who.id,
      runId: rows[0]?.id ?? "",
      subjectId: who.client,
    };
    let steps = 0;
    await runClientJob(payload, { number: 1, last: false }, async ({ progress }) => {
      await deleted(who);
      for (; steps < 100; steps += 1) {
        await progress(steps);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    });
    expect(steps).toBeLessThan(60);
    const filter = readHistoryFilter({});
    expect(await viewHistory(who, who.client, filter)).toEqual(refused("not-found"));
    expect(await requestExport(who, who.client)).toEqual(refused("not-found"));
    const listed = await withUser(who, listClients);
    expect(listed.filter(({ archivedAt }) => archivedAt === null)).toEqual([]);
    await runDeletions();
    expect(await rowsOf(who.client)).toEqual({ "deletions.subject_id": 1 });
  });

  it("under way while somebody writes leaves nothing of what was written", async () => {
    const who = await makeInvestor();
    const name = await nameOf(who);
    const buy = {
      account: "Exchange",
      date: "2025-03-01",
      time: "12:00",
      receivedQuantity: "1",
      receivedAsset: "BTC",
      value: "80000",
    };
    const writing = Array.from({ length: 8 }, () => addTransaction(who, who.client, "buy", buy));
    const asked = await deleteBooks(who, who.client, name);
    expect(asked.ok).toBe(true);
    // What comes too late is refused by the gate, or by the database when it was let in before: never kept.
    await Promise.all([runDeletions(), Promise.allSettled(writing)]);
    expect(await rowsOf(who.client)).toEqual({ "deletions.subject_id": 1 });
  });
});

describe("who may delete books", () => {
  it("is their owner, and for a firm's client an owner of the firm: nobody else, not even in the database", async () => {
    const [who, friend, firm] = [await makeInvestor(), await makeUser(), await makePreparer()];
    await withClient(who, who.client, "share", async (tx) =>
      ok(await putGrant(tx, friend, { role: "editor", years: null, until: null, endsAt: null })),
    );
    const colleague = await makeUser("professional");
    await admin.query(
      "insert into memberships (firm_id, user_id, role) values ($1, $2, 'reviewer')",
      [firm.firm, colleague],
    );
    expect(await deleteBooks({ id: friend }, who.client, await nameOf(who))).toEqual(
      refused("not-allowed"),
    );
    expect(await deleteBooks({ id: colleague }, firm.client, await nameOf(firm))).toEqual(
      refused("not-allowed"),
    );
    await expect(
      write({ id: colleague, client: firm.client }, (tx) =>
        tx.db.execute("select delete_books(current_setting('app.client_id')::uuid)"),
      ),
    ).rejects.toThrow();
    await deleted(firm);
    await runDeletions();
    expect(await rowsOf(firm.client)).toEqual({ "deletions.subject_id": 1 });
  });
});

describe("a deletion whose asker may delete no more", () => {
  it("is called off: the books are open again with every row, the history and the receipt say so, and another owner can ask anew", async () => {
    const firm = await makePreparer();
    const second = await makeUser("professional");
    await admin.query("insert into memberships (firm_id, user_id, role) values ($1, $2, 'owner')", [
      firm.firm,
      second,
    ]);
    await write(firm, (tx) => ensureAccounts(tx, [{ name: "Wallet", source: "manual" }]));
    const before = await rowsOf(firm.client);
    const token = await deleted(firm);
    await admin.query("update memberships set role = 'preparer' where user_id = $1", [firm.id]);
    await runDeletions();
    expect(await viewReceipt(token)).toMatchObject({
      isDone: false,
      isCalledOff: true,
      counts: [],
      sha256: "",
    });
    const after = await rowsOf(firm.client);
    // Two events more, and the deletion itself.
    expect(after).toEqual({
      ...before,
      "audit_events.client_id": (before["audit_events.client_id"] ?? 0) + 2,
      "deletions.subject_id": 1,
    });
    const owner = { id: second, client: firm.client };
    const { rows } = await admin.query(
      "select deed, user_id from audit_events where client_id = $1 order by seq desc limit 2",
      [firm.client],
    );
    expect(rows).toEqual([
      { deed: "client.delete-called-off", user_id: firm.id },
      { deed: "client.delete", user_id: firm.id },
    ]);
    await write(owner, (tx) => ensureAccounts(tx, [{ name: "Another", source: "manual" }]));
    const again = await deleted(owner);
    await runDeletions();
    expect(await viewReceipt(again)).toMatchObject({ isDone: true });
    expect(await rowsOf(firm.client)).toEqual({ "deletions.subject_id": 2 });
  });

  it("is called off too when who asked has left the firm, or deleted their account", async () => {
    for (const leave of ["delete from memberships where user_id = $1", null]) {
      const firm = await makePreparer();
      const second = await makeUser("professional");
      await admin.query(
        "insert into memberships (firm_id, user_id, role) values ($1, $2, 'owner')",
        [firm.firm, second],
      );
      const token = await deleted(firm);
      await admin.query(leave ?? "delete from users where id = $1", [firm.id]);
      await runDeletions();
      expect(await viewReceipt(token)).toMatchObject({ isDone: false, isCalledOff: true });
      expect(await nameOf({ id: second, client: firm.client })).not.toBe("");
    }
  });

  it("opens no books but those of a deletion that is under way and theirs", async () => {
    const [firm, other] = [await makePreparer(), await makePreparer()];
    await deleted(firm);
    const { rows } = await admin.query<{ id: DeletionId }>(
      "select id from deletions where subject_id = $1",
      [firm.client],
    );
    const id = rows[0]?.id as DeletionId;
    const opened: unknown[] = [];
    const open = (asker: UserId, client: ClientId) =>
      withClosedBooks({ id: asker }, { id, client }, async (tx) => {
        opened.push(tx.clientId);
      });
    expect(await open(other.id, firm.client)).toBe(false);
    expect(await open(firm.id, other.client)).toBe(false);
    await runDeletions();
    expect(await open(firm.id, firm.client)).toBe(false);
    expect(opened).toEqual([]);
  });
});

describe("deleting an account", () => {
  const emailOf = async (id: UserId) =>
    (await admin.query<{ email: string }>("select email from users where id = $1", [id])).rows[0]
      ?.email ?? "";

  it("takes the person's books along and leaves their id only where others' histories say who did what", async () => {
    const [who, firm] = [await fullBooks(), await makePreparer()];
    await withClient(firm, firm.client, "share", async (tx) =>
      ok(await putGrant(tx, who.id, { role: "editor", years: null, until: null, endsAt: null })),
    );
    await write({ id: who.id, client: firm.client }, (tx) =>
      insertMessage(tx, { kind: "shared", firm: null, text: "a word" }),
    );
    const token = await deleteAccount(who, await emailOf(who.id));
    if (!token.ok) throw new Error(JSON.stringify(token.error));
    await runDeletions();
    expect(await rowsOf(who.client)).toEqual({});
    expect(Object.keys(await rowsOf(who.id)).sort()).toEqual([
      "client_messages.written_by",
      "deletions.asked_by",
      "deletions.subject_id",
    ]);
    const receipt = await viewReceipt(token.value);
    expect(receipt).toMatchObject({ kind: "account", isDone: true });
    expect(receipt?.counts).toContainEqual(["clients", 1]);
    expect(receipt?.sha256).toBe(sha256Hex(receipt?.text ?? ""));
  });

  it("leaves a firm with clients one of two owners who ask at once", async () => {
    const firm = await makePreparer();
    const second = await makeUser("professional");
    await admin.query("insert into memberships (firm_id, user_id, role) values ($1, $2, 'owner')", [
      firm.firm,
      second,
    ]);
    const people = [firm.id, second];
    const asked = await Promise.all(
      people.map(async (id) => deleteAccount({ id }, await emailOf(id))),
    );
    expect(asked.filter(({ ok: isTaken }) => isTaken)).toHaveLength(1);
    expect(asked).toContainEqual(refused("firm-first"));
    await runDeletions();
    expect((await rowsOf(firm.firm))["memberships.firm_id"]).toBe(1);
  });

  it("of one of two owners keeps the other an owner: neither a smaller role nor leaving is let through meanwhile", async () => {
    const firm = await makePreparer();
    const second = await makeUser("professional");
    await admin.query("insert into memberships (firm_id, user_id, role) values ($1, $2, 'owner')", [
      firm.firm,
      second,
    ]);
    expect((await deleteAccount(firm, await emailOf(firm.id))).ok).toBe(true);
    const other = { id: second };
    expect(await changeRole(other, second, "preparer")).toEqual(refused("last-owner"));
    expect(await removeMember(other, second)).toEqual(refused("last-owner"));
    // Whoever is leaving may be made less, or be gone before their account is.
    expect(await changeRole(other, firm.id, "preparer")).toEqual({ ok: true, value: null });
    await runDeletions();
    expect(
      await admin
        .query("select user_id, role from memberships where firm_id = $1", [firm.firm])
        .then(({ rows }) => rows),
    ).toEqual([{ user_id: second, role: "owner" }]);
  });

  it("is refused to a firm's only owner while the firm has clients or colleagues; without either the firm goes too", async () => {
    const firm = await makePreparer();
    const email = await emailOf(firm.id);
    expect(await deleteAccount(firm, email)).toMatchObject(refused("firm-first"));
    await deleted(firm);
    await runDeletions();
    expect(await deleteAccount(firm, "somebody@example.com")).toMatchObject(
      refused("invalid-input"),
    );
    expect((await deleteAccount(firm, email.toUpperCase())).ok).toBe(true);
    await runDeletions();
    expect(await rowsOf(firm.firm)).toEqual({});
    expect(Object.keys(await rowsOf(firm.id))).toEqual([
      "deletions.asked_by",
      "deletions.subject_id",
    ]);
  });
});
