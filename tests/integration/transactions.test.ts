import { sql } from "drizzle-orm";
import fc from "fast-check";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import type { BatchId } from "@/db/ids";
import { ensureAccounts } from "@/db/queries/accounts";
import { getClient } from "@/db/queries/clients";
import { insertBatch } from "@/db/queries/import-batches";
import { insertImportRows, listImportRows } from "@/db/queries/import-rows";
import { listLiveTransactions } from "@/db/queries/live-transactions";
import { insertTransactions } from "@/db/queries/transaction-bulk";
import { fromColumns, toColumns } from "@/db/queries/transaction-rows";
import {
  findKnown,
  fingerprintOf,
  getEntry,
  insertTransaction,
  listVersions,
  newTransactionId,
  voidBatch,
  voidTransactions,
} from "@/db/queries/transactions";
import { insertUpload, insertUploadChunk, newUploadId, readUpload } from "@/db/queries/uploads";
import { transactions } from "@/db/schema/transactions";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import { type AccountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { anyTransaction, manyBuys } from "./arbitrary-transactions";
import { makeInvestor, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase();
let me: Awaited<ReturnType<typeof makeInvestor>>;
let accounts: [AccountId, AccountId];

beforeAll(async () => {
  ({ me, accounts } = await newBooks());
});

async function newBooks() {
  const who = await makeInvestor();
  const named = await write(who, (tx) =>
    ensureAccounts(tx, [
      { name: "Exchange", source: "coinbase" },
      { name: "Wallet", source: null },
    ]),
  );
  return {
    me: who,
    accounts: [named.get("Exchange")!, named.get("Wallet")!] as [AccountId, AccountId],
  };
}

const buy = (over: Partial<Extract<Transaction, { kind: "buy" }>> = {}): Transaction => ({
  kind: "buy",
  id: newTransactionId(),
  account: accounts[0],
  at: instant("2024-03-01T12:00:00.000Z"),
  date: null,
  sequence: 1,
  feeUsd: usd("0"),
  fees: [],
  origin: { from: "hand", by: me.id },
  note: "",
  received: { asset: assetId("BTC"), quantity: quantity("1") },
  value: usd("100"),
  ...over,
});

describe("a transaction", () => {
  it("comes back from the database exactly as it was told, whatever its kind and however many decimals", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anyTransaction(accounts, me.id), {
          minLength: 1,
          maxLength: 40,
          selector: (t) => t.id,
        }),
        async (told) => {
          await write(me, async (tx) => {
            const [first, ...rest] = told;
            await insertTransaction(tx, { transaction: first! });
            await insertTransactions(
              tx,
              rest.map((transaction) => ({ transaction })),
            );
            for (const transaction of told) {
              expect((await getEntry(tx, transaction.id))?.transaction).toEqual(transaction);
            }
            const live = new Map((await listLiveTransactions(tx)).map((one) => [one.id, one]));
            expect(told.map((transaction) => live.get(transaction.id))).toEqual(told);
          });
        },
      ),
      { numRuns: 15 },
    );
  });

  it("is the same through its columns, without a database, for a thousand of them", () => {
    fc.assert(
      fc.property(anyTransaction(accounts, me.id), (told) => {
        expect(fromColumns({ ...toColumns(told), enteredBy: me.id })).toEqual(told);
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps 18 decimals of dollars and 24 of units, read as PostgreSQL itself prints them", async () => {
    const value = usd("123456789012.123456789012345678");
    const units = quantity("123456789012345.123456789012345678901234");
    const told = buy({ value, received: { asset: assetId("SHIB"), quantity: units } });
    const printed = await write(me, async (tx) => {
      await insertTransaction(tx, { transaction: told });
      const { rows } = await tx.db.execute(
        sql`select value_usd::text as value, received_quantity::text as units from transactions where id = ${told.id}`,
      );
      return rows;
    });
    expect(printed).toEqual([{ value: usdText(value), units: quantityText(units) }]);
  });

  it("refuses what has more decimals than the product keeps", async () => {
    const tried = write(me, (tx) =>
      tx.db.execute(sql`insert into transactions (client_id, account_id, kind, at, sequence, value_usd, fee_usd, fees, detail, note, entered_by)
        values (${me.client}, ${accounts[0]}, 'cash', now(), 1, 0.1234567890123456789, 0, '[]', '{}', '', ${me.id})`),
    );
    await expect(tried).rejects.toMatchObject({ code: "23514", constraint: "transactions_value" });
  });
});

describe("append-only", () => {
  it("lets the web stamp a void once, and then never again", async () => {
    const told = buy();
    await write(me, (tx) => insertTransaction(tx, { transaction: told }));
    expect(await write(me, (tx) => voidTransactions(tx, [told.id], "deleted"))).toEqual([told.id]);
    expect(await write(me, (tx) => voidTransactions(tx, [told.id], "corrected"))).toEqual([]);
    const entry = await write(me, (tx) => getEntry(tx, told.id));
    expect(entry?.voided).toMatchObject({ by: me.id, reason: "deleted" });
    const again = write(me, (tx) =>
      tx.db.execute(sql`update transactions set void_reason = 'linked' where id = ${told.id}`),
    );
    await expect(again).rejects.toMatchObject({ code: "23001" });
  });

  it("refuses the web any other change, and any deletion", async () => {
    const told = buy();
    await write(me, (tx) => insertTransaction(tx, { transaction: told }));
    const raised = write(me, (tx) => tx.db.update(transactions).set({ valueUsd: usd("1") }));
    await expect(raised).rejects.toMatchObject({ code: "42501" });
    await expect(write(me, (tx) => tx.db.delete(transactions))).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("refuses even the server's superuser a change beside the void stamp", async () => {
    const told = buy();
    await write(me, (tx) => insertTransaction(tx, { transaction: told }));
    const admin = new pg.Client({ connectionString: ownerUrl });
    await admin.connect();
    for (const change of [
      "note = 'x'",
      "value_usd = 1",
      "fees = '[{}]'",
      "at = now()",
      "question = '{}'",
    ]) {
      await expect(
        admin.query(`update transactions set ${change} where id = $1`, [told.id]),
      ).rejects.toMatchObject({ code: "23001" });
    }
    const both = admin.query(
      "update transactions set voided_at = now(), voided_by = entered_by, void_reason = 'deleted', note = 'x' where id = $1",
      [told.id],
    );
    await expect(both).rejects.toMatchObject({ code: "23001" });
    await admin.end();
  });

  it("keeps a correction and what it replaced together, oldest first", async () => {
    const [first, second, third] = [buy(), buy({ value: usd("101") }), buy({ value: usd("102") })];
    const fingerprint = fingerprintOf(accounts[0], "row 7");
    await write(me, (tx) => insertTransaction(tx, { transaction: first, fingerprint }));
    for (const [before, after] of [
      [first, second],
      [second, third],
    ] as const) {
      await write(me, async (tx) => {
        await voidTransactions(tx, [before.id], "corrected");
        await insertTransaction(tx, { transaction: after, fingerprint, replaces: before.id });
      });
    }
    const versions = await write(me, (tx) => listVersions(tx, second.id));
    expect(versions.map((entry) => entry.transaction.id)).toEqual([first.id, second.id, third.id]);
    expect(versions.map((entry) => entry.voided?.reason ?? null)).toEqual([
      "corrected",
      "corrected",
      null,
    ]);
    const known = await write(me, (tx) => findKnown(tx, [fingerprint, "never seen"]));
    expect([...known]).toEqual([[fingerprint, { id: third.id, voidReason: null }]]);
  });
});

describe("an import's rows", () => {
  async function batchOf(who: typeof me): Promise<BatchId> {
    return write(who, async (tx) => {
      const id = newUploadId();
      await insertUpload(tx, { id, fileName: "a.csv", size: 6, sha256: "0".repeat(64) });
      await insertUploadChunk(tx, id, 0, new Uint8Array([1, 2, 3]));
      await insertUploadChunk(tx, id, 1, new Uint8Array([0, 255, 128]));
      const bytes: number[] = [];
      for await (const piece of readUpload(tx, id)) {
        bytes.push(...piece);
      }
      expect(bytes).toEqual([1, 2, 3, 0, 255, 128]);
      return insertBatch(tx, {
        uploadId: id,
        fileName: "a.csv",
        source: "coinbase",
        version: "2024",
        timeZone: "UTC",
        accountName: null,
        counts: { accepted: 2, known: 0, quarantined: 0, question: 0, rejected: 1, skipped: 0 },
        problems: [{ line: 4, column: "Price", value: "n/a", reason: "not a number" }],
      });
    });
  }

  it("keep their text as it came, and say so when a character cannot be kept", async () => {
    const batch = await batchOf(me);
    const raw = ['1,"a, ""b""",−5', "snow ☃ 😀", "nul\0here"];
    await write(me, (tx) =>
      insertImportRows(
        tx,
        batch,
        raw.map((text, index) => ({
          line: index + 2,
          raw: text,
          outcome: "accepted",
          transactionId: null,
          column: null,
          reason: null,
        })),
      ),
    );
    const rows = await write(me, (tx) => listImportRows(tx, batch, { limit: 10 }));
    expect(rows.map((row) => row.raw)).toEqual([raw[0], raw[1], "nul␀here"]);
  });

  it("count once when the same rows come twice, also from two imports at once, and again after an undo", async () => {
    const books = await newBooks();
    const batch = await batchOf(books.me);
    const rows = () =>
      manyBuys(books.accounts[0], 500, "twice").map((entry) => ({
        ...entry,
        transaction: {
          ...entry.transaction,
          origin: {
            from: "file" as const,
            batch,
            file: "a.csv",
            lines: [entry.transaction.sequence + 2],
          },
        },
      }));
    const [one, two] = await Promise.all(
      [rows(), rows()].map((entries) => write(books.me, (tx) => insertTransactions(tx, entries))),
    );
    expect([one!.size, two!.size].sort((a, b) => a - b)).toEqual([0, 500]);
    expect(await write(books.me, (tx) => voidBatch(tx, batch))).toBe(500);
    expect(await write(books.me, listLiveTransactions)).toEqual([]);
    const keys = rows().map((entry) => entry.fingerprint!);
    expect((await write(books.me, (tx) => findKnown(tx, keys))).size).toBe(0);
    expect((await write(books.me, (tx) => insertTransactions(tx, rows()))).size).toBe(500);
  });

  it("raise the ledger's version, and an import that adds nothing does not", async () => {
    const books = await newBooks();
    const version = async () => (await write(books.me, getClient)).ledgerVersion;
    const entries = manyBuys(books.accounts[0], 3, "v");
    await write(books.me, (tx) => insertTransactions(tx, entries));
    const after = await version();
    expect(after).toBeGreaterThan(0);
    const again = entries.map((entry) => ({
      ...entry,
      transaction: { ...entry.transaction, id: newTransactionId() },
    }));
    await write(books.me, (tx) => insertTransactions(tx, again));
    expect(await version()).toBe(after);
  });
});

describe("a hundred thousand transactions", () => {
  it("are added, and loaded in the ledger's order, in seconds", async () => {
    const books = await newBooks();
    const entries = manyBuys(books.accounts[0], 100_000, "bulk");
    const start = performance.now();
    await write(books.me, (tx) => insertTransactions(tx, entries));
    const inserted = performance.now();
    const loaded = await write(books.me, listLiveTransactions);
    const done = performance.now();
    console.log(
      `100,000: insert ${Math.round(inserted - start)} ms, load ${Math.round(done - inserted)} ms`,
    );
    expect(loaded.map((transaction) => transaction.id)).toEqual(
      entries.map((entry) => entry.transaction.id),
    );
    expect(inserted - start).toBeLessThan(30_000);
    expect(done - inserted).toBeLessThan(15_000);
  }, 60_000);
});
