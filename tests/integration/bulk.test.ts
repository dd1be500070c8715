import { createHash } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fromBuffer } from "yauzl";
import { type ClientId, clientId, type FirmId, type UserId, userId } from "@/db/ids";
import { listAuditEvents } from "@/db/queries/audit-events";
import { listReports } from "@/db/queries/reports";
import { err, invariant, ok } from "@/lib/result";
import { bulkZip } from "@/lib/services/bulk/bulk-zip";
import { type BulkTold, runBulkItem } from "@/lib/services/bulk/run-bulk-item";
import { startBulk, stopBulk } from "@/lib/services/bulk/start-bulk";
import { bulkProgress, viewBulkRun } from "@/lib/services/bulk/view-bulk";
import { addTransaction } from "@/lib/services/enter-transaction";
import { addClient } from "@/lib/services/view-clients";
import { makeInvestor, makePreparer, makeUser, nobody, openDatabase, write } from "./support";

vi.setConfig({ testTimeout: 90_000 });
const { ownerUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

let firm: { id: UserId; firm: FirmId; client: ClientId };
let open: ClientId;
let empty: ClientId;

async function client(name: string): Promise<ClientId> {
  const added = await addClient(firm, name);
  invariant(added.ok, "the firm adds a client");
  return clientId(added.value);
}

async function enter(id: ClientId, kind: "buy" | "sell", form: Readonly<Record<string, string>>) {
  const told = await addTransaction(firm, id, kind, { account: "Old wallet", ...form });
  invariant(told.ok, JSON.stringify(told));
}

const SOLD = { date: "2024-06-10", sentQuantity: "0.1", sentAsset: "BTC", value: "2,000" };

beforeAll(async () => {
  firm = await makePreparer();
  await enter(firm.client, "buy", {
    date: "2024-01-10",
    receivedQuantity: "0.1",
    receivedAsset: "BTC",
    value: "1,000",
  });
  await enter(firm.client, "sell", SOLD);
  // Sold and never bought: an open item. Its name would leave its folder, and be a formula in a spreadsheet.
  open = await client("=../Opal & Sons");
  await enter(open, "sell", SOLD);
  empty = await client("Nobody Yet");
}, 60_000);

/** Takes the pieces that wait off the queue and does them, one after the other as the worker does. */
async function work(limit = 100): Promise<number> {
  const { rows } = await admin.query<{ payload: BulkTold; queue: string; priority: number }>(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = 'bulk-item' and j.id in (
       select j.id from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'bulk-item' order by j.id limit $1)
     returning j.payload, j.priority`,
    [limit],
  );
  for (const { payload, priority } of rows) {
    expect(priority).toBeGreaterThan(0);
    await runBulkItem(payload, true);
  }
  return rows.length;
}

async function begun(
  what: "recompute" | "preliminary" | "final",
  clients: readonly string[],
  years = [2024],
) {
  const run = await startBulk(firm, { what, years, clients });
  invariant(run.ok, JSON.stringify(run));
  return run.value;
}

async function seen(run: string) {
  const view = await viewBulkRun(firm, run);
  invariant(view.ok, "the run is the user's");
  return view.value;
}

async function unzipped(run: string): Promise<ReadonlyMap<string, Buffer>> {
  const file = await bulkZip(firm, run);
  invariant(file.ok, "there are papers");
  const pieces: Uint8Array[] = [];
  for await (const piece of file.value.bytes) pieces.push(piece);
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.concat(pieces), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const files = new Map<string, Buffer>();
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed);
          const parts: Buffer[] = [];
          for await (const part of stream) parts.push(part as Buffer);
          files.set(entry.fileName, Buffer.concat(parts));
          zip.readEntry();
        });
      });
      zip.on("end", () => resolve(files));
      zip.readEntry();
    });
  });
}

describe("papers for many clients", () => {
  it("final packs are made where nothing is open, the others are listed with their reason, and one zip has all of it", async () => {
    const run = await begun("final", [firm.client, open, empty]);
    expect(await bulkProgress(firm, run)).toEqual(ok({ done: 0, total: 6 }));
    expect(await bulkZip(firm, run)).toEqual(err({ code: "not-found" }));
    expect(await work()).toBe(6);
    expect(await bulkProgress(firm, run)).toEqual(ok({ done: 6, total: 6 }));
    const view = await seen(run);
    expect(view).toMatchObject({ done: 2, failed: 4, total: 6, papers: 2 });
    const failures = new Map(view.items.map(({ clientId, failure }) => [clientId, failure]));
    expect(failures.get(open)).toBe("1 open item keeps 2024 from being final.");
    expect(failures.get(empty)).toBe("There is nothing in these books for that year.");

    const files = await unzipped(run);
    const [folder] = [...files.keys()][0]?.split("/") ?? [];
    const manifest = files.get("manifest.csv")?.toString("utf8") ?? "";
    const lines = manifest.replace("\ufeff", "").trimEnd().split("\r\n");
    expect(lines[0]).toBe("Client,Client id,Tax year,What,State,File,Bytes,SHA-256,Note");
    // Every file stands in the manifest with the SHA-256 of its very bytes, and every line of a file is in the zip.
    const made = lines
      .slice(1)
      .map((line) => line.split(","))
      .filter((cells) => cells[4] === "made");
    expect(made.map((cells) => cells[5]).sort()).toEqual(
      [...files.keys()].filter((path) => path !== "manifest.csv").sort(),
    );
    for (const [, , year, , , path = "", bytes, sha256] of made) {
      const content = files.get(path) ?? Buffer.alloc(0);
      expect(year).toBe("2024");
      expect(String(content.byteLength)).toBe(bytes);
      expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
      expect(path.startsWith(`${folder}/2024/`)).toBe(true);
    }
    expect(made.some((cells) => cells[5]?.endsWith(".pdf"))).toBe(true);
    const missing = lines.filter((line) => line.includes(",missing,"));
    expect(missing).toHaveLength(4);
    expect(manifest).not.toMatch(/(^|\n)=/);
    // The client's own history says that its papers were taken.
    const events = await write(firm, (tx) => listAuditEvents(tx));
    expect(events.filter(({ deed }) => deed === "report.download")).toHaveLength(2);
  });

  it("nothing of a year that still runs is final", async () => {
    const year = new Date().getUTCFullYear();
    const run = await begun("final", [firm.client], [year]);
    await work();
    const { done, items } = await seen(run);
    expect(done).toBe(0);
    expect(items[0]?.failure).toBe(
      `${year} is still running: nothing of it is final. Ask for preliminary reports.`,
    );
  });

  it("preliminary ones are made of open books too, as drafts, in a folder that stays in its place", async () => {
    const run = await begun("preliminary", [open]);
    await work();
    expect(await seen(run)).toMatchObject({ done: 1, failed: 0 });
    const paths = [...(await unzipped(run)).keys()];
    expect(paths.some((path) => path.includes("-draft.pdf"))).toBe(true);
    for (const path of paths) expect(path).not.toMatch(/\.\.|^\/|\\/);
  });

  it("of books without a row nothing is made, of the present year either", async () => {
    const run = await begun("preliminary", [empty], [new Date().getUTCFullYear()]);
    await work();
    const { done, items } = await seen(run);
    expect([done, items[0]?.failure]).toEqual([
      0,
      "There is nothing in these books for that year.",
    ]);
  });

  it("a piece that was cut off after it opened its report makes that one on; a run done twice makes nothing twice", async () => {
    const before = (await write(firm, (tx) => listReports(tx))).length;
    const run = await begun("preliminary", [firm.client]);
    const piece: BulkTold = {
      userId: firm.id,
      runId: run,
      clientId: firm.client,
      year: 2024,
      kind: "year-end",
    };
    await runBulkItem(piece, false);
    // As if the worker had died between the report's files and the last word on the piece.
    await admin.query("begin");
    await admin.query("alter table bulk_items no force row level security");
    await admin.query(
      "update bulk_items set state = 'queued', finished_at = null where run_id = $1",
      [run],
    );
    await admin.query("alter table bulk_items force row level security");
    await admin.query("commit");
    await work();
    await runBulkItem(piece, true);
    expect(await seen(run)).toMatchObject({ done: 1, total: 1 });
    expect((await write(firm, (tx) => listReports(tx))).length).toBe(before + 1);
  });

  it("stops: what is not begun is left and says so", async () => {
    const run = await begun("recompute", [firm.client, open, empty]);
    await work(1);
    expect(await stopBulk(firm, run)).toEqual(ok(null));
    expect(await stopBulk(firm, run)).toEqual(err({ code: "not-found" }));
    await work();
    const view = await seen(run);
    expect(view).toMatchObject({ done: 1, failed: 2, isStopped: true, papers: 0 });
    expect(view.items[0]?.failure).toBe("Stopped before its turn.");
  });
});

describe("who may", () => {
  it("nobody sees, stops or takes another's run, and no piece of it is done for a client closed to who asked", async () => {
    const run = await begun("preliminary", [firm.client]);
    const gone = err({ code: "not-found" });
    for (const other of [await makePreparer(), await makeInvestor(), nobody]) {
      expect(await viewBulkRun(other, run)).toEqual(gone);
      expect(await bulkProgress(other, run)).toEqual(gone);
      expect(await stopBulk(other, run)).toEqual(gone);
      expect(await bulkZip(other, run)).toEqual(gone);
    }
    await work();
    expect(await seen(run)).toMatchObject({ done: 1 });
    // Taken over by another firm: the papers made before are closed with the books.
    const colleague = userId(await makeUser("professional"));
    await admin.query(
      "insert into memberships (firm_id, user_id, role) values ($1, $2, 'preparer')",
      [firm.firm, colleague],
    );
    const theirs = await startBulk(
      { id: colleague },
      { what: "preliminary", years: [2024], clients: [firm.client] },
    );
    invariant(theirs.ok, "a preparer may");
    await admin.query("delete from memberships where user_id = $1", [colleague]);
    await work();
    expect(await bulkZip({ id: colleague }, theirs.value)).toEqual(gone);
    const { rows } = await admin.query<{ n: number }>(
      "select count(*)::int as n from reports where client_id = $1 and requested_by = $2",
      [firm.client, colleague],
    );
    expect(rows[0]?.n).toBe(0);
  });

  it("takes only clients one may open, and refuses investors, readers and too much at once", async () => {
    const investor = await makeInvestor();
    const told = { what: "recompute", years: [2024], clients: [firm.client] } as const;
    expect(await startBulk(investor, told)).toEqual(err({ code: "not-found" }));
    expect(await startBulk(firm, { ...told, clients: [investor.client] })).toMatchObject({
      error: { fields: { clients: "Choose a client." } },
    });
    expect(await startBulk(firm, { ...told, years: [] })).toMatchObject({
      error: { fields: { years: "Choose a year." } },
    });
    const reader = await makeUser("professional");
    await admin.query(
      "insert into memberships (firm_id, user_id, role) values ($1, $2, 'viewer')",
      [firm.firm, reader],
    );
    expect(await startBulk({ id: reader }, told)).toEqual(err({ code: "not-allowed" }));
  });
});
