import { describe, expect, it } from "vitest";
import { batchId } from "@/db/ids";
import { getBatch } from "@/db/queries/import-batches";
import { listImportRows } from "@/db/queries/import-rows";
import { countTransactions, listTransactions } from "@/db/queries/transaction-list";
import { withClient } from "@/db/tenant";
import { ok } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { readLedgerFilter } from "@/lib/services/ledger-filter";
import { undoImport } from "@/lib/services/undo-import";
import { viewImports } from "@/lib/services/view-imports";
import { viewLedger } from "@/lib/services/view-ledger";
import { voidTransaction } from "@/lib/services/void-transaction";
import {
  buyRow,
  coinbaseFile,
  imported,
  type Owner,
  previewed,
  stateHash,
  upload,
} from "./books-support";
import { makeInvestor, openDatabase, valued } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

const liveCount = async (who: Owner) => {
  const counted = await withClient(who, who.client, "read", async (tx) =>
    ok(await countTransactions(tx, {})),
  );
  return counted.ok ? counted.value.total : -1;
};

const twoBuys = coinbaseFile([
  buyRow("aaaa1111", "2024-03-02 15:04:05 UTC", "0.1", "60000", "6000"),
  buyRow("aaaa2222", "2024-05-02 15:04:05 UTC", "0.2", "58000", "11600"),
]);

describe("an upload", () => {
  it("is refused when it is not as long as it said, and nothing is kept", async () => {
    const who = await makeInvestor();
    expect(await upload(who, "a.csv", twoBuys, { size: 12 })).toEqual({
      ok: false,
      error: { code: "size-mismatch" },
    });
    const view = await viewImports(who, who.client);
    expect(view.ok && view.value.items).toEqual([]);
  });

  it("is refused when its bytes are not those that were hashed", async () => {
    const who = await makeInvestor();
    const refused = await upload(who, "a.csv", twoBuys, { sha256: "0".repeat(64) });
    expect(refused).toEqual({ ok: false, error: { code: "hash-mismatch" } });
  });

  it("over 256 MB is refused before anything is read", async () => {
    const who = await makeInvestor();
    const refused = await upload(who, "a.csv", twoBuys, { size: 256 * 1024 * 1024 + 1 });
    expect(refused).toEqual({ ok: false, error: { code: "file-too-large" } });
  });

  it("of a list without dates and amounts names the columns found and the sources read", async () => {
    const who = await makeInvestor();
    const refused = await upload(who, "people.csv", "Town,Payee,Remark\nBergen,Shop,none\n");
    expect(refused.ok).toBe(false);
    const message = !refused.ok && "message" in refused.error ? refused.error.message : "";
    expect(message).toContain("Town, Payee, Remark");
    expect(message).toContain("Coinbase, Coinbase Pro");
    expect(message).toContain("Kraken");
    const view = await viewImports(who, who.client);
    expect(view.ok && view.value.items).toEqual([]);
  });

  it("to books that are not one's own finds nothing there", async () => {
    const who = await makeInvestor();
    const other = await makeInvestor();
    const refused = await upload({ id: other.id, client: who.client }, "a.csv", twoBuys);
    expect(refused).toEqual({ ok: false, error: { code: "not-found" } });
  });

  it("of the very same bytes says that they wait, then that they were imported", async () => {
    const who = await makeInvestor();
    const { batchId: id } = await previewed(who, "a.csv", twoBuys);
    expect(await upload(who, "again.csv", twoBuys)).toEqual(ok({ is: "waiting", batchId: id }));
    await commitImport(who, who.client, id);
    expect(await upload(who, "again.csv", twoBuys)).toMatchObject(
      ok({ is: "imported-before", batchId: id }),
    );
    expect(await liveCount(who)).toBe(2);
  });

  it("of the very same bytes eight times in one moment is one import", async () => {
    const who = await makeInvestor();
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, tab) => upload(who, `${tab}.csv`, twoBuys)),
    );
    expect(new Set(all.map((one) => one.ok && one.value.batchId)).size).toBe(1);
    expect(all.filter((one) => one.ok && one.value.is === "new")).toHaveLength(1);
  });
});

describe("a preview", () => {
  it("saves no transaction", async () => {
    const who = await makeInvestor();
    const { rowsRead } = await previewed(who, "a.csv", twoBuys);
    expect(rowsRead).toBe(2);
    expect(await liveCount(who)).toBe(0);
  });
});

describe("an import", () => {
  it("of an overlapping export adds what is new and nothing twice", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", twoBuys);
    const third = buyRow("aaaa3333", "2024-06-02 15:04:05 UTC", "0.3", "70000", "21000");
    const later = twoBuys.trimEnd().concat(`\n${third}\n`);
    const { counts } = await imported(who, "later.csv", later);
    expect(counts).toEqual({
      accepted: 1,
      known: 2,
      quarantined: 0,
      question: 0,
      rejected: 0,
      skipped: 0,
    });
    expect(await liveCount(who)).toBe(3);
  });

  it("keeps two identical fills as two", async () => {
    const who = await makeInvestor();
    const fill = "2024-03-02T15:04:05Z,Buy,BTC,0.1,USD,60000,6000,6000,0,";
    const header =
      "Timestamp,Transaction Type,Asset,Quantity Transacted,Spot Price Currency,Spot Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes";
    const file = `${header}\n${fill}\n${fill}\n`;
    const { counts } = await imported(who, "fills.csv", file);
    expect(counts.accepted).toBe(2);
    expect(await liveCount(who)).toBe(2);
    const again = await imported(who, "fills2.csv", `${file}\n`);
    expect(again.counts).toMatchObject({ accepted: 0, known: 2 });
  });

  it("keeps every row as it came, with what became of it; the five fates add up", async () => {
    const who = await makeInvestor();
    const bad = "bbbb,2024-03-05 10:00:00 UTC,Buy,BTC,abc,USD,$1,$1,$1,$0,";
    const euro = "cccc,2024-03-06 10:00:00 UTC,Buy,BTC,0.5,EUR,€40000,€20000,€20000,€0,";
    const file = coinbaseFile([
      buyRow("aaaa1111", "2024-03-02 15:04:05 UTC", "0.1", "60000", "6000"),
      bad,
      euro,
    ]);
    const { batchId: id, counts } = await imported(who, "mixed.csv", file);
    expect(counts).toEqual({
      accepted: 1,
      known: 0,
      quarantined: 0,
      question: 1,
      rejected: 1,
      skipped: 0,
    });
    const kept = await withClient(who, who.client, "read", async (tx) =>
      ok({ batch: await getBatch(tx, id), rows: await listImportRows(tx, id, { limit: 10 }) }),
    );
    if (!kept.ok) {
      throw new Error("the books are open");
    }
    expect(kept.value.rows.map((row) => [row.line, row.outcome, row.raw])).toEqual([
      [4, "accepted", file.split("\n")[3]],
      [5, "rejected", bad],
      [6, "question", euro],
    ]);
    expect(kept.value.rows[1]).toMatchObject({ column: "Quantity Transacted" });
    expect(kept.value.batch?.rowsRead).toBe(3);
  });

  it("can be committed once; a second commit is told that things changed", async () => {
    const who = await makeInvestor();
    const { batchId: id } = await imported(who, "a.csv", twoBuys);
    expect(await commitImport(who, who.client, id)).toEqual({
      ok: false,
      error: { code: "changed-meanwhile" },
    });
  });

  it("committed by two at once counts once", async () => {
    const who = await makeInvestor();
    const { batchId: id } = await previewed(who, "a.csv", twoBuys);
    const both = await Promise.all([1, 2].map(() => commitImport(who, who.client, id)));
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(await liveCount(who)).toBe(2);
  });

  it("broken off in the middle leaves nothing", async () => {
    const who = await makeInvestor();
    const before = await stateHash(who);
    const rows = Array.from({ length: 5000 }, (_, index) =>
      buyRow(`id${index}`, "2024-03-02 15:04:05 UTC", "0.1", "60000", "6000"),
    );
    const { batchId: id } = await previewed(who, "big.csv", coinbaseFile(rows));
    let told = 0;
    const broken = commitImport(who, who.client, id, {
      progress: async () => {
        told += 1;
        throw new Error("the process is gone");
      },
    });
    await expect(broken).rejects.toThrow("the process is gone");
    expect(told).toBe(1);
    expect(await stateHash(who)).toBe(before);
    const kept = await withClient(who, who.client, "read", async (tx) =>
      ok([(await getBatch(tx, id))?.state, (await listImportRows(tx, id, { limit: 1 })).length]),
    );
    expect(kept).toEqual(ok(["previewed", 0]));
    const retried = await commitImport(who, who.client, id);
    expect(retried.ok && retried.value.counts.accepted).toBe(5000);
  });
});

describe("undoing an import", () => {
  it("restores exactly what counted before, and the file can come again", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", twoBuys);
    const before = await stateHash(who);
    const more = coinbaseFile([
      buyRow("dddd", "2024-07-02 15:04:05 UTC", "1", "3000", "3000", "ETH"),
    ]);
    const { batchId: id } = await imported(who, "more.csv", more);
    const during = await stateHash(who);
    expect(during).not.toBe(before);
    expect(await undoImport(who, who.client, id)).toEqual(
      ok({ transactions: 1, separated: 0, released: 0 }),
    );
    expect(await stateHash(who)).toBe(before);
    const again = await imported(who, "more.csv", more);
    expect(again.counts.accepted).toBe(1);
    expect(await liveCount(who)).toBe(3);
  });

  it("is refused for an import that was undone already, and for another's", async () => {
    const who = await makeInvestor();
    const other = await makeInvestor();
    const { batchId: id } = await imported(who, "a.csv", twoBuys);
    expect(await undoImport(other, who.client, id)).toMatchObject({ error: { code: "not-found" } });
    expect(await undoImport(other, other.client, id)).toMatchObject({
      error: { code: "not-found" },
    });
    await undoImport(who, who.client, id);
    expect(await undoImport(who, who.client, id)).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    expect(await undoImport(who, who.client, "not-an-id")).toMatchObject({
      error: { code: "not-found" },
    });
  });

  it("while somebody takes its rows out one by one leaves none of them, and both are answered", async () => {
    const who = await makeInvestor();
    for (let round = 0; round < 5; round += 1) {
      const rows = Array.from({ length: 6 }, (_, index) =>
        buyRow(`r${round}-${index}`, `2024-03-02 15:04:0${index} UTC`, "0.1", "60000", "6000"),
      );
      const { batchId: id } = await imported(who, `${round}.csv`, coinbaseFile(rows));
      const { entries } = await valued(
        viewLedger(who, who.client, readLedgerFilter({ batch: id })),
      );
      expect(entries).toHaveLength(6);
      const removed = entries.map((entry) =>
        voidTransaction(who, who.client, entry.id, "entered twice"),
      );
      const [undone, ...all] = await Promise.all([undoImport(who, who.client, id), ...removed]);
      expect(undone.ok).toBe(true);
      const refused = all.filter((one) => !one.ok && one.error.code !== "changed-meanwhile");
      expect(refused).toEqual([]);
      expect(await liveCount(who)).toBe(0);
    }
  });

  it("keeps the voided rows on record", async () => {
    const who = await makeInvestor();
    const { batchId: id } = await imported(who, "a.csv", twoBuys);
    await undoImport(who, who.client, id);
    const page = await withClient(who, who.client, "read", async (tx) =>
      ok(await listTransactions(tx, { batch: batchId(id), state: "voided" }, { limit: 10 })),
    );
    expect(page.ok && page.value.entries.map((entry) => entry.voided?.reason)).toEqual([
      "undone",
      "undone",
    ]);
  });
});
