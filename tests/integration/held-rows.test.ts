import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BatchId } from "@/db/ids";
import { ensureAccounts } from "@/db/queries/accounts";
import { insertBatch } from "@/db/queries/import-batches";
import { insertImportRows } from "@/db/queries/import-rows";
import { insertTransactions } from "@/db/queries/transaction-bulk";
import { insertUpload, newUploadId } from "@/db/queries/uploads";
import { type AccountId, accountId } from "@/lib/tax/transaction";
import { manyBuys } from "./arbitrary-transactions";
import { makeInvestor, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

interface Books {
  readonly who: Awaited<ReturnType<typeof makeInvestor>>;
  readonly account: AccountId;
  readonly batch: BatchId;
}

async function newBooks(): Promise<Books> {
  const who = await makeInvestor();
  return write(who, async (tx) => {
    const named = await ensureAccounts(tx, [{ name: "Exchange", source: "coinbase" }]);
    const uploadId = newUploadId();
    await insertUpload(tx, { id: uploadId, fileName: "a.csv", size: 3, sha256: "0".repeat(64) });
    const batch = await insertBatch(tx, {
      uploadId,
      fileName: "a.csv",
      source: "coinbase",
      version: "2024",
      timeZone: "UTC",
      accountName: null,
      counts: { accepted: 0, known: 0, quarantined: 0, question: 0, rejected: 0, skipped: 0 },
      problems: [],
    });
    return { who, account: named.get("Exchange")!, batch };
  });
}

let mine: Books;
let theirs: Books;
const nowhere = "00000000-0000-4000-8000-00000000dead";

beforeAll(async () => {
  [mine, theirs] = [await newBooks(), await newBooks()];
});

const buys = (account: AccountId, seed: string, count = 3) => manyBuys(account, count, seed);

/** A transaction told by a row of a file, in plain SQL; as whichever client the connection is. */
const ofFile = (client: string, account: string, batch: string, by: string) => `
  insert into transactions (client_id, account_id, kind, at, sequence, fee_usd, fees, detail, note, entered_by,
    batch_id, file_name, lines)
  values ('${client}', '${account}', 'cash', now(), 1, 0, '[]', '{}', '', '${by}', '${batch}', 'a.csv', '{2}')`;

const tell = ({ who, account, batch }: Books, over: { account?: string; batch?: string } = {}) =>
  write(who, (tx) =>
    tx.db.execute(
      sql.raw(ofFile(who.client, over.account ?? account, over.batch ?? batch, who.id)),
    ),
  );

const countOf = async ({ who }: Books): Promise<number> => {
  const { rows } = await admin.query<{ n: number }>(
    "select count(*)::int as n from transactions where client_id = $1",
    [who.client],
  );
  return rows[0]?.n ?? -1;
};

const noted = (line: number) => ({
  line,
  raw: "a,b",
  outcome: "rejected" as const,
  transactionId: null,
  column: null,
  reason: "why",
});

describe("a row that is added", () => {
  it("names an account that is there, or the whole statement is refused", async () => {
    const before = await countOf(mine);
    const stray = buys(accountId(nowhere), "stray", 1);
    const tried = write(mine.who, (tx) =>
      insertTransactions(tx, [...buys(mine.account, "good"), ...stray]),
    );
    await expect(tried).rejects.toMatchObject({ code: "23503" });
    expect(await countOf(mine)).toBe(before);
  });

  it("names an account of its own client: another's is refused, as if it were not there", async () => {
    const tried = write(mine.who, (tx) => insertTransactions(tx, buys(theirs.account, "foreign")));
    await expect(tried).rejects.toMatchObject({
      code: "23503",
      constraint: "transactions_account_held",
    });
  });

  it("names an import that is there and its own client's", async () => {
    for (const batch of [nowhere, theirs.batch]) {
      await expect(tell(mine, { batch })).rejects.toMatchObject({
        code: "23503",
        constraint: "transactions_batch_held",
      });
      await expect(
        write(mine.who, (tx) => insertImportRows(tx, batch as BatchId, [noted(9)])),
      ).rejects.toMatchObject({ code: "23503", constraint: "import_rows_batch_held" });
    }
  });

  it("is refused a strange account also from who passes by row security", async () => {
    const foreign = ofFile(mine.who.client, theirs.account, mine.batch, mine.who.id);
    await expect(admin.query(foreign)).rejects.toMatchObject({ code: "23503" });
  });

  it("keeps naming what is there when its owner changes it", async () => {
    await write(mine.who, (tx) => insertImportRows(tx, mine.batch, [noted(3)]));
    const moved = admin.query("update import_rows set batch_id = $1 where client_id = $2", [
      theirs.batch,
      mine.who.client,
    ]);
    await expect(moved).rejects.toMatchObject({ code: "23503" });
  });

  it("never belongs to another client than the one the gate let in to", async () => {
    const tried = write(mine.who, (tx) =>
      tx.db.execute(sql.raw(ofFile(theirs.who.client, theirs.account, theirs.batch, mine.who.id))),
    );
    await expect(tried).rejects.toMatchObject({ code: "42501" });
  });
});

describe("what rows name", () => {
  it("is not deleted, alone or with its client, and keeps its key", async () => {
    const books = await newBooks();
    await tell(books);
    const { client } = books.who;
    for (const deed of [
      `delete from accounts where client_id = '${client}'`,
      `delete from import_batches where client_id = '${client}'`,
      `update accounts set id = gen_random_uuid() where client_id = '${client}'`,
      `update import_batches set id = gen_random_uuid() where client_id = '${client}'`,
      `delete from clients where client_id = '${client}'`,
    ]) {
      await expect(admin.query(deed), deed).rejects.toMatchObject({ code: "23503" });
    }
    expect(await countOf(books)).toBe(1);
  });

  it("is not deleted by the tables' owner either, who set no client", async () => {
    const books = await newBooks();
    await tell(books);
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    try {
      // The cascade runs as the owner, whom row security would show no transactions.
      await owner.query("begin; alter table clients no force row level security");
      await owner.query("set local role lotwise_owner");
      const gone = owner.query("delete from clients where client_id = $1", [books.who.client]);
      await expect(gone).rejects.toMatchObject({ code: "23503" });
    } finally {
      await owner.query("rollback");
      await owner.end();
    }
  });

  it("stays while only rows of a file name an import", async () => {
    const books = await newBooks();
    await write(books.who, (tx) => insertImportRows(tx, books.batch, [noted(2)]));
    const gone = admin.query("delete from import_batches where id = $1", [books.batch]);
    await expect(gone).rejects.toMatchObject({ code: "23503" });
  });

  it("may go when nothing names it", async () => {
    const books = await newBooks();
    await admin.query("delete from import_batches where id = $1", [books.batch]);
    const { rowCount } = await admin.query("delete from accounts where id = $1", [books.account]);
    expect(rowCount).toBe(1);
  });

  it("is not deleted where what was added meanwhile would not be seen", async () => {
    const books = await newBooks();
    await admin.query("begin isolation level repeatable read");
    const gone = admin.query("delete from accounts where id = $1", [books.account]);
    await expect(gone).rejects.toMatchObject({ code: "23001" });
    await admin.query("rollback");
  });

  it("is not emptied without what names it", async () => {
    await tell(mine);
    await expect(admin.query("truncate import_batches cascade")).rejects.toMatchObject({
      code: "23503",
    });
    expect(await countOf(mine)).toBeGreaterThan(0);
  });
});

/** Resolves once that backend waits for a lock. */
async function untilWaiting(pid: number): Promise<void> {
  for (;;) {
    const { rows } = await admin.query<{ waits: boolean }>(
      "select wait_event_type = 'Lock' as waits from pg_stat_activity where pid = $1",
      [pid],
    );
    if (rows[0]?.waits === true) {
      return;
    }
  }
}

async function twoConnections() {
  const [one, two] = [ownerUrl, ownerUrl].map((url) => new pg.Client({ connectionString: url }));
  await Promise.all([one!.connect(), two!.connect()]);
  const { rows } = await two!.query<{ pid: number }>("select pg_backend_pid() as pid");
  return { one: one!, two: two!, pid: rows[0]!.pid };
}

describe("at once", () => {
  it("who deletes an account waits for who adds to it, and is refused", async () => {
    const { who, account, batch } = await newBooks();
    const { one, two, pid } = await twoConnections();
    await one.query("begin");
    await one.query(ofFile(who.client, account, batch, who.id));
    const gone = two.query("delete from accounts where id = $1", [account]);
    const refused = expect(gone).rejects.toMatchObject({ code: "23503" });
    await untilWaiting(pid);
    await one.query("commit");
    await refused;
    await Promise.all([one.end(), two.end()]);
  });

  it("who adds to an account waits for who deletes it, and is refused", async () => {
    const { who, account, batch } = await newBooks();
    const { one, two, pid } = await twoConnections();
    await one.query("begin");
    await one.query("delete from accounts where id = $1", [account]);
    const added = two.query(ofFile(who.client, account, batch, who.id));
    const refused = expect(added).rejects.toMatchObject({ code: "23503" });
    await untilWaiting(pid);
    await one.query("commit");
    await refused;
    await Promise.all([one.end(), two.end()]);
  });
});

describe("the guard of voided transactions", () => {
  it("compares every column but the three stamps, so that a column added later is compared too", async () => {
    const { rows } = await admin.query<{ name: string; told: string }>(`
      select a.attname as name, pg_get_triggerdef(t.oid) as told
      from pg_attribute a join pg_trigger t on t.tgrelid = a.attrelid and t.tgname = 'transactions_only_void'
      where a.attrelid = 'transactions'::regclass and a.attnum > 0 and not a.attisdropped
        and a.attname not in ('voided_at', 'voided_by', 'void_reason')`);
    expect(rows.length).toBeGreaterThanOrEqual(25);
    for (const { name, told } of rows) {
      expect(told).toMatch(new RegExp(`old\\.(?:"?)${name}\\b[^]*new\\.(?:"?)${name}\\b`, "i"));
    }
  });
});
