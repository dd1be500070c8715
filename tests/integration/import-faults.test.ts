import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import pg from "pg";
import { afterAll, describe, expect, it, vi } from "vitest";
import { getBatch, listBatches, updateBatch } from "@/db/queries/import-batches";
import { withClient } from "@/db/tenant";
import { enqueueForClient } from "@/lib/jobs/enqueue";
import { handleJob } from "@/lib/jobs/handlers";
import { refusalMessage, refusalStatus } from "@/lib/refusals";
import { ok } from "@/lib/result";
import { spool } from "@/lib/services/imports/spool";
import { receiveUpload } from "@/lib/services/receive-upload";
import { startImport } from "@/lib/services/start-import";
import { viewImport, viewJob } from "@/lib/services/view-import";
import { buyRow, coinbaseFile, type Owner, previewed, sha256, stateHash } from "./books-support";
import { makeFolder, makeInvestor, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const file = coinbaseFile(
  Array.from({ length: 40 }, (_, index) =>
    buyRow(`row${index}`, `2024-03-02 15:04:${10 + index} UTC`, "0.1", "60000", "6000"),
  ),
);

/** What of an upload is in the database, and what lies in the folder for temporary files. */
async function leftovers(who: Owner, folder: string) {
  const { rows } = await admin.query<{ uploads: number; chunks: number }>(
    `select (select count(*)::int from uploads where client_id = $1) as uploads,
       (select count(*)::int from upload_chunks where client_id = $1) as chunks`,
    [who.client],
  );
  return {
    ...rows[0],
    batches: (await write(who, listBatches)).length,
    files: readdirSync(folder),
  };
}

const NOTHING = { uploads: 0, chunks: 0, batches: 0, files: [] };

describe("an upload that does not end well", () => {
  it("broken off in the middle is told so and leaves nothing, in the database or on the disk", async () => {
    const who = await makeInvestor();
    const folder = makeFolder();
    vi.stubEnv("TMPDIR", folder);
    const bytes = new TextEncoder().encode(file);
    const refused = await receiveUpload(who, who.client, {
      fileName: "half.csv",
      size: bytes.length,
      sha256: sha256(bytes),
      body: (async function* () {
        yield bytes.subarray(0, bytes.length / 2);
        throw new Error("ECONNRESET");
      })(),
    });
    vi.unstubAllEnvs();
    expect(refused).toEqual({ ok: false, error: { code: "upload-interrupted" } });
    expect(await leftovers(who, folder)).toEqual(NOTHING);
  });

  it("that ends early or goes on longer than it said is refused and leaves nothing", async () => {
    const who = await makeInvestor();
    const folder = makeFolder();
    vi.stubEnv("TMPDIR", folder);
    const bytes = new TextEncoder().encode(file);
    for (const size of [bytes.length + 1, bytes.length - 1, 0]) {
      const refused = await receiveUpload(who, who.client, {
        fileName: "lie.csv",
        size,
        sha256: null,
        body: (async function* () {
          yield bytes;
        })(),
      });
      expect(refused).toEqual({ ok: false, error: { code: "size-mismatch" } });
    }
    vi.unstubAllEnvs();
    expect(await leftovers(who, folder)).toEqual(NOTHING);
  });

  it("is cut at the first byte over the limit, however much more would come", async () => {
    const folder = makeFolder();
    vi.stubEnv("TMPDIR", folder);
    let sent = 0;
    let isStopped = false;
    const endless = async function* () {
      try {
        for (;;) {
          sent += 1000;
          yield new Uint8Array(1000);
        }
      } finally {
        isStopped = true;
      }
    };
    expect(await spool(endless(), 10_000)).toEqual({ ok: false, error: { code: "too-large" } });
    expect([sent, isStopped]).toEqual([11_000, true]);
    const whole = await spool(
      (async function* () {
        yield new Uint8Array(10_000);
      })(),
      10_000,
    );
    expect(whole.ok && whole.value.sha256).toBe(
      createHash("sha256").update(new Uint8Array(10_000)).digest("hex"),
    );
    expect(readdirSync(folder)).toEqual([]);
    if (whole.ok) {
      await whole.value.drop();
    }
    vi.unstubAllEnvs();
  });
});

describe("an upload when the folder for temporary files has no room", () => {
  it("is refused with words and 507, and a line in the log; nothing of it stays", async () => {
    const who = await makeInvestor();
    const folder = makeFolder();
    vi.stubEnv("TMPDIR", folder);
    const lines: string[] = [];
    const told = vi.spyOn(console, "error").mockImplementation((line) => lines.push(String(line)));
    const full = async function* () {
      yield new Uint8Array(1000);
      // What writing to the file throws; a disk that is really full is met by `npm run faults -- --only R5`.
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    };
    const incoming = { fileName: "a.csv", size: 5000, sha256: null, body: full() };
    const received = await receiveUpload(who, who.client, incoming);
    told.mockRestore();
    vi.unstubAllEnvs();
    expect(received).toEqual({ ok: false, error: { code: "no-room" } });
    expect(refusalStatus("no-room")).toBe(507);
    expect(refusalMessage("no-room")).toMatch(/no room.*Nothing of it was kept/);
    expect(lines.join()).toContain("disk.full");
    expect(readdirSync(folder)).toEqual([]);
    expect(await leftovers(who, folder)).toEqual(NOTHING);
  });
});

describe("an import that fails whenever it is tried", () => {
  it("is given up after its tries, visibly and with nothing half saved, and works once the cause is gone", async () => {
    const who = await makeInvestor();
    const before = await stateHash(who);
    const { batchId } = await previewed(who, "poison.csv", file);
    const run = await write(who, async (tx) => {
      await updateBatch(tx, batchId, { state: "committing" });
      return enqueueForClient(tx, "import-file", batchId);
    });
    // The last thing a commit does in the database fails: everything before it must be taken back.
    await admin.query(`create function poison() returns trigger language plpgsql as
      $$ begin raise exception 'poison' using errcode = 'raise_exception'; end $$`);
    await admin.query(
      "create trigger poison before insert on audit_events for each row execute function poison()",
    );
    const payload = { clientId: who.client, userId: who.id, runId: run, subjectId: batchId };
    for (const number of [1, 2, 3, 4, 5]) {
      await expect(
        handleJob("import-file", payload, { number, last: number === 5 }),
      ).rejects.toThrow("poison");
      const told = await viewJob(who, who.client, run);
      expect(told.ok && told.value.state).toBe(number === 5 ? "failed" : "running");
      expect(await stateHash(who)).toBe(before);
    }
    const view = await viewImport(who, who.client, batchId);
    expect(view.ok && view.value.run).toMatchObject({
      state: "failed",
      message: "This did not work, 5 times over. Nothing was half-saved.",
    });
    await admin.query("drop trigger poison on audit_events; drop function poison()");
    expect(await startImport(who, who.client, batchId)).toMatchObject({
      value: { is: "done", counts: { accepted: 40 } },
    });
    const batch = await withClient(who, who.client, "read", async (tx) =>
      ok(await getBatch(tx, batchId)),
    );
    expect(batch.ok && batch.value?.state).toBe("committed");
  });
});
