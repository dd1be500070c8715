import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { fromBufferPromise } from "yauzl";
import { putGrant } from "@/db/queries/access-grants";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertMessage } from "@/db/queries/client-messages";
import { insertReport, insertReportFile } from "@/db/queries/reports";
import { insertSignOff } from "@/db/queries/sign-offs";
import { withClient } from "@/db/tenant";
import { run } from "@/lib/cli/lotwise";
import { handleJob } from "@/lib/jobs/handlers";
import { ok } from "@/lib/result";
import { addTransaction } from "@/lib/services/enter-transaction";
import { downloadExport, findExport } from "@/lib/services/export/download-export";
import { requestExport } from "@/lib/services/export/request-export";
import { NOT_EXPORTED } from "@/lib/services/export/tables";
import { viewData } from "@/lib/services/export/view-exports";
import { instant } from "@/lib/time/instant";
import { PROJECT_ROOT } from "../support/folders";
import { imported, type Owner, sha256, stateHash } from "./books-support";
import { makeFolder, makeInvestor, makePreparer, makeUser, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const demoFile = (name: string) => readFileSync(join(PROJECT_ROOT, "db/demo/files", name));
const FILES = ["nora-coinbase.csv", "nora-kraken.csv"] as const;

/** The jobs of exports of these books that wait. */
const waiting = async (who: Owner) =>
  (
    await admin.query<{ id: string; payload: unknown }>(
      `select j.id, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'export-client' and j.payload ->> 'clientId' = $1`,
      [who.client],
    )
  ).rows;

/** Does the job of an export that was asked for, as the worker would. */
async function runJob(who: Owner): Promise<void> {
  for (const { id, payload } of await waiting(who)) {
    await handleJob("export-client", payload, { number: 1, last: false });
    await admin.query("delete from graphile_worker._private_jobs where id = $1", [id]);
  }
}

/** Asks for everything, waits for it, fetches it: the files inside by path. */
async function exported(who: Owner) {
  expect(await requestExport(who, who.client)).toEqual({ ok: true, value: null });
  await runJob(who);
  const view = await viewData(who, who.client);
  if (!view.ok) throw new Error(view.error.code);
  const made = view.value.exports[0];
  if (made?.made == null) throw new Error(JSON.stringify(made?.run));
  const file = await downloadExport(who, who.client, made.id);
  if (!file.ok) throw new Error(file.error.code);
  const zip = await buffer(Readable.from(file.value.bytes));
  expect([zip.length, sha256(zip)]).toEqual([made.made.size, made.made.sha256]);
  expect(file.value.size).toBe(zip.length);
  const files = new Map<string, Buffer>();
  const opened = await fromBufferPromise(zip);
  for await (const entry of opened.eachEntry()) {
    expect(files.has(entry.fileName)).toBe(false);
    files.set(entry.fileName, await buffer(await opened.openReadStreamPromise(entry)));
  }
  return { id: made.id, zip, files, text: (path: string) => String(files.get(path)) };
}

async function noraLike() {
  const who = await makeInvestor();
  for (const name of FILES) {
    await imported(who, name, demoFile(name));
  }
  return who;
}

describe("everything in one file", () => {
  it("holds the originals byte for byte, and importing them again gives the same books", async () => {
    const who = await noraLike();
    const { files } = await exported(who);
    const originals = [...files].filter(([path]) => path.startsWith("originals/"));
    expect(originals.map(([path]) => path)).toEqual(
      FILES.map((name, index) => `originals/${index + 1} ${name}`),
    );
    const again = await makeInvestor();
    for (const [index, name] of FILES.entries()) {
      const bytes = originals[index]?.[1] ?? Buffer.alloc(0);
      expect(bytes.equals(demoFile(name))).toBe(true);
      await imported(again, name, bytes);
    }
    const across = { acrossBooks: true };
    expect(await stateHash(again, across)).toBe(await stateHash(who, across));
  });

  it("says of each file its SHA-256 and of each table its rows, and all of it is true", async () => {
    const who = await noraLike();
    const { files, text } = await exported(who);
    const manifest = JSON.parse(text("manifest.json"));
    const told = manifest.files as { path: string; size: number; sha256: string }[];
    const rest = ["manifest.json", "SHA256SUMS"];
    expect(told.map(({ path }) => path)).toEqual(
      [...files.keys()].filter((path) => !rest.includes(path)),
    );
    for (const { path, size, sha256: sum } of told) {
      const bytes = files.get(path) ?? Buffer.alloc(0);
      expect([path, bytes.length, sha256(bytes)]).toEqual([path, size, sum]);
    }
    const sums = [...files].filter(([path]) => path !== "SHA256SUMS");
    expect(text("SHA256SUMS")).toBe(
      sums.map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`).join(""),
    );
    for (const [table, rows] of Object.entries(manifest.rows)) {
      expect([table, JSON.parse(text(`tables/${table}.json`)).length]).toEqual([table, rows]);
    }
    expect(manifest.rows.transactions).toBeGreaterThan(50);
  });

  it("has every table with a client in it: the catalogue says which there are", async () => {
    const who = await makeInvestor();
    const { files } = await exported(who);
    const { rows } = await admin.query<{ name: string }>(
      `select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'client_id'`,
    );
    const tables = rows.map(({ name }) => name).filter((name) => !(name in NOT_EXPORTED));
    const wanted = tables.flatMap((name) => [`tables/${name}.csv`, `tables/${name}.json`]);
    const found = [...files.keys()].filter((path) => path.startsWith("tables/"));
    expect(found.sort()).toEqual(wanted.sort());
    expect(tables.length).toBeGreaterThan(55);
  });

  it("keeps every digit, opens what is sealed, shows no key, and runs nothing in a spreadsheet", async () => {
    const who = await makeInvestor();
    const added = await addTransaction(who, who.client, "buy", {
      account: "=cmd|' /C calc'!A0",
      date: "2025-03-01",
      time: "12:00",
      receivedQuantity: "0.123456789012345678",
      receivedAsset: "ETH",
      value: "12345678901234.56",
    });
    if (!added.ok) throw new Error(JSON.stringify(added.error));
    await write(who, async (tx) => {
      await insertMessage(tx, { kind: "shared", firm: null, text: "a sealed remark" });
      const report = await insertReport(tx, {
        year: 2025,
        kind: "year-end",
        asOf: instant("2026-01-05T00:00:00.000Z"),
        ledgerVersion: 1,
        settingsVersion: 1,
      });
      const bytes = new Uint8Array([37, 80, 68, 70, 0, 255]);
      await insertReportFile(tx, report, {
        name: "year-end-2025.pdf",
        contentType: "application/pdf",
        bytes,
      });
    });
    const { files, text } = await exported(who);
    const [row] = JSON.parse(text("tables/transactions.json"));
    expect([row.received_quantity, row.value_usd]).toEqual([
      "0.123456789012345678",
      "12345678901234.56",
    ]);
    expect(text("tables/transactions.csv")).toContain(",0.123456789012345678,");
    expect(JSON.parse(text("tables/client_messages.json"))[0].text).toBe("a sealed remark");
    expect(JSON.parse(text("tables/clients.json"))[0].name).toMatch(/^Books \d+$/);
    expect(text("tables/accounts.csv")).toContain("'=cmd");
    expect([...(files.get("files/report_files/1 year-end-2025.pdf") ?? [])]).toEqual([
      37, 80, 68, 70, 0, 255,
    ]);
    for (const bytes of files.values()) {
      expect(bytes.includes("s1.")).toBe(false);
    }
  });

  it("opens what is sealed at another place than its row: a word on a version, and why something was voided", async () => {
    const firm = await makePreparer();
    const [word, reason] = ["the heron read it twice", "the tinker counted twice"];
    const report = await write(firm, (tx) =>
      insertReport(tx, {
        year: 2025,
        kind: "year-end",
        asOf: instant("2026-01-05T00:00:00.000Z"),
        ledgerVersion: 1,
        settingsVersion: 1,
      }),
    );
    await admin.query("update reports set state = 'ready' where id = $1", [report]);
    await write(firm, async (tx) => {
      await insertSignOff(tx, report, { on: null, note: word });
      await insertAuditEvent(tx, { deed: "transaction.void", subjectId: report, reason });
    });
    const { files, text } = await exported(firm);
    expect(JSON.parse(text("tables/sign_offs.json"))[0].note).toBe(word);
    expect(text("tables/audit_events.json")).toContain(reason);
    expect(text("history/history.csv")).toContain(`Voided a transaction. Reason: ${reason}`);
    // The chain is of what is kept, sealed: it is verified without any key.
    expect(text("history/history.json")).not.toContain(reason);
    const path = join(makeFolder(), "history.json");
    writeFileSync(path, files.get("history/history.json") ?? "");
    expect(await run(["audit", "verify", path], 0)).toMatchObject({ code: 0 });
  });

  it("has the history as the command line verifies it, up to the moment it was made", async () => {
    const who = await noraLike();
    const { files, text } = await exported(who);
    const manifest = JSON.parse(text("manifest.json"));
    const path = join(makeFolder(), "history.json");
    writeFileSync(path, files.get("history/history.json") ?? "");
    const verified = await run(["audit", "verify", path, "--head", manifest.auditHead], 0);
    expect(verified).toMatchObject({ code: 0 });
    expect(text("history/history.csv")).toContain("Asked for an export of everything.");
  });

  it("holds no byte of anybody else's", async () => {
    const canary = `canary-${crypto.randomUUID()}`;
    const [who, other] = [await noraLike(), await makeInvestor()];
    await addTransaction(other, other.client, "buy", {
      account: canary,
      date: "2025-03-01",
      time: "12:00",
      receivedQuantity: "1",
      receivedAsset: "BTC",
      value: "80000",
      note: canary,
    });
    const { files } = await exported(who);
    for (const [path, bytes] of files) {
      for (const foreign of [canary, other.client, other.id]) {
        expect([path, bytes.includes(foreign)]).toEqual([path, false]);
      }
    }
  });
});

describe("who may take everything", () => {
  const refused = (code: string) => ({ ok: false, error: { code } });

  it("is the owner; somebody let in to prepare may not, a stranger finds nothing", async () => {
    const [who, friend, stranger] = [await makeInvestor(), await makeUser(), await makeInvestor()];
    await withClient(who, who.client, "share", async (tx) =>
      ok(await putGrant(tx, friend, { role: "editor", years: null, until: null, endsAt: null })),
    );
    const { id } = await exported(who);
    expect(await requestExport({ id: friend }, who.client)).toEqual(refused("not-allowed"));
    expect(await downloadExport({ id: friend }, who.client, id)).toEqual(refused("not-allowed"));
    expect(await requestExport(stranger, who.client)).toEqual(refused("not-found"));
    expect(await downloadExport(stranger, stranger.client, id)).toEqual(refused("not-found"));
    const seen = await viewData({ id: friend }, who.client);
    expect(seen).toMatchObject({ ok: true, value: { mayExport: false, exports: [] } });
  });

  it("is a firm's owner for its clients", async () => {
    const firm = await makePreparer();
    expect((await exported(firm)).files.has("manifest.json")).toBe(true);
  });

  it("is no more who was one while the file is sent: the sending ends", async () => {
    const firm = await makePreparer();
    const { id } = await exported(firm);
    const file = await downloadExport(firm, firm.client, id);
    if (!file.ok) throw new Error(file.error.code);
    await admin.query("update memberships set role = 'preparer' where user_id = $1", [firm.id]);
    await expect(buffer(Readable.from(file.value.bytes))).rejects.toThrow("access ended");
  });
});

describe("an export", () => {
  it("is made once: asked for again while it is made, and done again, nothing comes of it", async () => {
    const who = await makeInvestor();
    await requestExport(who, who.client);
    await requestExport(who, who.client);
    const jobs = await waiting(who);
    expect(jobs).toHaveLength(1);
    await handleJob("export-client", jobs[0]?.payload, { number: 1, last: false });
    const once = await viewData(who, who.client);
    await runJob(who);
    expect(await viewData(who, who.client)).toEqual(once);
  });

  it("is made once for two who ask at the same moment", async () => {
    const who = await makeInvestor();
    await Promise.all([1, 2, 3, 4].map(() => requestExport(who, who.client)));
    expect(await waiting(who)).toHaveLength(1);
  });

  it("is not given out once its time is over, though its bytes still wait to be taken out", async () => {
    const who = await makeInvestor();
    const { id } = await exported(who);
    await admin.query("update client_exports set expires_at = now() where id = $1", [id]);
    const gone = { ok: false, error: { code: "not-found" } };
    expect(await downloadExport(who, who.client, id)).toEqual(gone);
    expect(await findExport(who, who.client, id)).toEqual(gone);
  });

  it("is gone after seven days, bytes and all, and not before", async () => {
    const who = await makeInvestor();
    const { id } = await exported(who);
    const drop = { clientId: who.client, exportId: id };
    const chunks = async () =>
      (await admin.query("select from export_chunks where export_id = $1", [id])).rowCount;
    await handleJob("drop-export", drop, { number: 1, last: false });
    expect(await chunks()).toBeGreaterThan(0);
    const { rows } = await admin.query<{ days: number }>(
      `select round(extract(epoch from run_at - now()) / 86400)::int as days
       from graphile_worker.jobs where key = $1`,
      [`drop-export:${id}`],
    );
    expect(rows).toEqual([{ days: 7 }]);
    await admin.query("update client_exports set expires_at = now() where id = $1", [id]);
    await handleJob("drop-export", drop, { number: 1, last: false });
    expect(await chunks()).toBe(0);
    expect(await downloadExport(who, who.client, id)).toEqual({
      ok: false,
      error: { code: "not-found" },
    });
    const view = await viewData(who, who.client);
    expect(view).toMatchObject({ value: { exports: [{ made: { isThere: false } }] } });
  });
});
