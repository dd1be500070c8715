import { describe, expect, it } from "vitest";
import { batchId } from "@/db/ids";
import { getBatch } from "@/db/queries/import-batches";
import { withClient } from "@/db/tenant";
import { handleJob } from "@/lib/jobs/handlers";
import { invariant, ok } from "@/lib/result";
import { cancelImport } from "@/lib/services/cancel-import";
import { commitImport } from "@/lib/services/commit-import";
import { startUndo } from "@/lib/services/start-undo";
import { undoImport } from "@/lib/services/undo-import";
import { viewImport, viewJob } from "@/lib/services/view-import";
import { largeText } from "../bench/import/large-file";
import { buyRow, coinbaseFile, imported, type Owner, stateHash, upload } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

/** More than is taken back at once, in three parts of 5,000. */
const ROWS = 12_000;

async function withLarge(who: Owner) {
  const own = [buyRow("own1", "2015-03-02 15:04:05 UTC", "0.1", "60000", "6000")];
  await imported(who, "own.csv", coinbaseFile(own));
  const before = await stateHash(who);
  const received = await upload(who, "large.csv", largeText(ROWS));
  invariant(received.ok && received.value.is === "new", "the file is taken");
  const { batchId: id } = received.value;
  const committed = await commitImport(who, who.client, id);
  invariant(committed.ok, "the file is imported");
  const during = await stateHash(who);
  expect(during).not.toBe(before);
  return { id, before, during };
}

const stateOf = async (who: Owner, id: string) => {
  const read = await withClient(who, who.client, "read", async (tx) =>
    ok((await getBatch(tx, batchId(id)))?.state),
  );
  return read.ok ? read.value : null;
};

async function runOf(who: Owner, id: string) {
  const view = await viewImport(who, who.client, id);
  invariant(view.ok && view.value.run !== null, "a job was asked for");
  return { runId: view.value.run.id, isBusy: view.value.item.isBusy };
}

describe("taking a large import back", () => {
  it("is the worker's: asked for once, with progress, and what counts is what counted before", async () => {
    const who = await makeInvestor();
    const { id, before, during } = await withLarge(who);
    expect(await startUndo(who, who.client, id)).toEqual(ok({ is: "queued" }));
    expect(await stateHash(who)).toBe(during);
    // Whoever asks again, or to drop the file, is told so at once.
    const refused = { ok: false, error: { code: "changed-meanwhile" } };
    expect(await startUndo(who, who.client, id)).toEqual(refused);
    expect(await cancelImport(who, who.client, id)).toEqual(refused);
    const { runId, isBusy } = await runOf(who, id);
    expect(isBusy).toBe(true);
    const payload = { clientId: who.client, userId: who.id, runId, subjectId: id };
    await handleJob("undo-import", payload, { number: 1, last: false });
    const run = await viewJob(who, who.client, runId);
    const batch = await withClient(who, who.client, "read", async (tx) =>
      ok(await getBatch(tx, batchId(id))),
    );
    const total = batch.ok
      ? (batch.value?.rowsAccepted ?? 0) + (batch.value?.rowsQuestion ?? 0)
      : 0;
    expect(run).toMatchObject({ value: { state: "done", done: total, total } });
    expect(total).toBeGreaterThan(10_000);
    expect([await stateOf(who, id), await stateHash(who)]).toEqual(["undone", before]);
    // The queue may hand it over again: nothing is left to do.
    await handleJob("undo-import", payload, { number: 2, last: false });
    expect(await stateHash(who)).toBe(before);
    expect(await startUndo(who, who.client, id)).toEqual(refused);
  });

  it("is done wholly or not at all, wherever it stops", async () => {
    const who = await makeInvestor();
    const { id, before, during } = await withLarge(who);
    for (const at of [1, 2, 3]) {
      let part = 0;
      const stopped = undoImport(who, who.client, id, {
        progress: async () => {
          part += 1;
          if (part === at) {
            throw new Error("stopped");
          }
        },
      });
      await expect(stopped).rejects.toThrow("stopped");
      expect([await stateOf(who, id), await stateHash(who)]).toEqual(["committed", during]);
    }
    const undone = await undoImport(who, who.client, id);
    expect(undone.ok && undone.value.transactions).toBeGreaterThan(10_000);
    expect([await stateOf(who, id), await stateHash(who)]).toEqual(["undone", before]);
  });
});

describe("taking a small import back", () => {
  it("is done at once", async () => {
    const who = await makeInvestor();
    const before = await stateHash(who);
    const { batchId: id } = await imported(
      who,
      "own.csv",
      coinbaseFile([buyRow("own1", "2015-03-02 15:04:05 UTC", "0.1", "60000", "6000")]),
    );
    expect(await startUndo(who, who.client, id)).toEqual(
      ok({ is: "done", undone: { transactions: 1, separated: 0, released: 0 } }),
    );
    expect(await stateHash(who)).toBe(before);
  });
});
