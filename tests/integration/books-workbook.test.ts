import { describe, expect, it } from "vitest";
import { batchId } from "@/db/ids";
import { getBatch } from "@/db/queries/import-batches";
import { listImportRows } from "@/db/queries/import-rows";
import { withClient } from "@/db/tenant";
import { ok } from "@/lib/result";
import { undoImport } from "@/lib/services/undo-import";
import { viewImport } from "@/lib/services/view-import";
import { type CellSpec, num, xlsxOf } from "../support/xlsx-writer";
import {
  buyRow,
  coinbaseFile,
  imported,
  type Owner,
  previewed,
  stateHash,
  upload,
} from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

const HEADER = [
  "Date",
  "Type",
  "Received Amount",
  "Received Asset",
  "Sent Amount",
  "Sent Asset",
  "ID",
];
const buy = (id: string, serial: string, amount: string): readonly CellSpec[] => [
  num(serial, 1),
  "Buy",
  num(amount),
  "BTC",
  num("1000"),
  "USD",
  id,
];

/** Two buys (noon of 2024-01-01, serial 45292.5, and of the next day) and a row without an amount; a read-me before them. */
const workbook = (name: string) =>
  xlsxOf({
    formats: [22],
    sheets: [
      { name: "Read me", rows: [["Made for a test"]] },
      {
        name,
        rows: [
          HEADER,
          buy("w1", "45292.5", "0.10000000000000001"),
          buy("w2", "45293.5", "0.2"),
          [num("45294.5", 1), "Buy", "lost", "BTC", num("5"), "USD", "w3"],
        ],
      },
    ],
  });

const rowsOf = async (who: Owner, batch: string) => {
  const read = await withClient(who, who.client, "read", async (tx) =>
    ok(await listImportRows(tx, batchId(batch), { limit: 10 })),
  );
  return read.ok ? read.value : [];
};

describe("a workbook through the upload", () => {
  it("is previewed with its sheet, imported row by row, known the second time, and gone without trace when undone", async () => {
    const who = await makeInvestor();
    await imported(
      who,
      "before.csv",
      coinbaseFile([buyRow("c1", "2024-03-02 15:04:05 UTC", "0.1", "60000", "6000")]),
    );
    const before = await stateHash(who);

    const waiting = await previewed(who, "trades.csv", workbook("Trades"));
    expect(waiting).toMatchObject({ rowsRead: 3, isQueued: false });
    const view = await viewImport(who, who.client, waiting.batchId);
    expect(view.ok && view.value.sample.length).toBe(2);
    expect(view.ok && view.value.noted.map(({ line, outcome }) => `${line} ${outcome}`)).toEqual([
      "0 file",
      "0 file",
      "4 rejected",
    ]);
    expect(view.ok && view.value.noted[0]?.reason).toContain('The sheet "Trades" was read.');
    expect(await stateHash(who)).toBe(before);

    const first = await imported(who, "again.xlsx", workbook("Orders"));
    expect(first.counts).toEqual({
      accepted: 2,
      known: 0,
      quarantined: 0,
      question: 0,
      rejected: 1,
      skipped: 0,
    });
    const raw = await rowsOf(who, first.batchId);
    expect(raw.map(({ line, raw: text }) => `${line} ${text}`)).toContain(
      "2 2024-01-01 12:00:00,Buy,0.1,BTC,1000,USD,w1",
    );
    const after = await stateHash(who);
    expect(after).not.toBe(before);

    const second = await imported(who, "third.xlsx", workbook("The same rows in other bytes"));
    expect(second.counts).toEqual({
      accepted: 0,
      known: 2,
      quarantined: 0,
      question: 0,
      rejected: 1,
      skipped: 0,
    });
    expect(await stateHash(who)).toBe(after);
    const same = await upload(who, "third.xlsx", workbook("The same rows in other bytes"));
    expect(same.ok && same.value.is).toBe("imported-before");

    for (const batch of [second.batchId, first.batchId]) {
      expect(await undoImport(who, who.client, batch)).toMatchObject({ ok: true });
    }
    expect(await stateHash(who)).toBe(before);
  });

  it("that is damaged, locked or something else is refused with what to do, and nothing is kept", async () => {
    const who = await makeInvestor();
    const whole = workbook("Trades");
    const refused = await upload(who, "t.xlsx", whole.subarray(0, whole.length - 200));
    expect(refused).toMatchObject({ ok: false, error: { code: "file-refused" } });
    const old = await upload(who, "t.xls", Buffer.from("d0cf11e0a1b11ae1", "hex"));
    expect(!old.ok && "message" in old.error && old.error.message).toMatch(/old Office document/);
  });

  it("over 256 KB is left to the worker", async () => {
    const who = await makeInvestor();
    const rows = Array.from({ length: 12_000 }, (_, index) =>
      buy(
        `id-${(index * 7_919) % 99_991}-${index}`,
        `${45_000 + index / 64}`,
        `${index + 1}.${(index * 31) % 977}1`,
      ),
    );
    const bytes = xlsxOf({ formats: [22], sheets: [{ name: "S", rows: [HEADER, ...rows] }] });
    expect(bytes.length).toBeGreaterThan(256 * 1024);
    const received = await previewed(who, "large.xlsx", bytes);
    expect(received.isQueued).toBe(true);
    const batch = await withClient(who, who.client, "read", async (tx) =>
      ok(await getBatch(tx, received.batchId)),
    );
    expect(batch.ok && batch.value?.state).toBe("previewed");
  });
});
