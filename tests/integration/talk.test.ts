import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClientId, UserId } from "@/db/ids";
import { putGrant } from "@/db/queries/access-grants";
import { listAuditEvents } from "@/db/queries/audit-events";
import { listJobRuns } from "@/db/queries/job-runs";
import { listKeptUploads } from "@/db/queries/uploads";
import { withClient } from "@/db/tenant";
import { resetEnv } from "@/lib/env";
import { err, invariant, ok } from "@/lib/result";
import { cancelImport } from "@/lib/services/cancel-import";
import { askForDocument, noteRequest } from "@/lib/services/talk/ask-document";
import { downloadDocument, giveDocument, importDocument } from "@/lib/services/talk/give-document";
import { requestState } from "@/lib/services/talk/request-state";
import { sendTalkNotice } from "@/lib/services/talk/send-talk-notice";
import { viewDocuments } from "@/lib/services/talk/view-documents";
import { viewMessages } from "@/lib/services/talk/view-messages";
import { writeMessage } from "@/lib/services/talk/write-message";
import { instant } from "@/lib/time/instant";
import {
  makeFolder,
  makeInvestor,
  makePreparer,
  makeUser,
  openDatabase,
  readOutbox,
  valued,
  write,
} from "./support";

const folder = makeFolder();
const { ownerUrl } = await openDatabase({ DATA_DIR: folder });
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());
beforeAll(() => resetEnv());

type Person = { readonly id: UserId; readonly client: ClientId };

const ALL = { role: "viewer", years: null, until: null, endsAt: null } as const;

/** A firm's client whose taxpayer was let in to read, and an outsider. */
async function twoSides() {
  const firm = await makePreparer();
  const taxpayer: Person = { id: await makeUser(), client: firm.client };
  await write(firm, (tx) => putGrant(tx, taxpayer.id, ALL));
  return { firm, taxpayer };
}

const texts = async (who: Person, kind: "message" | "shared" | "internal") => {
  const view = await viewMessages(who, who.client, { kind, all: false });
  invariant(view.ok, "the books are open");
  return view.value.messages.map(({ text }) => text);
};

const emailOf = async (id: UserId) =>
  (await admin.query<{ email: string }>("select email from users where id = $1", [id])).rows[0]
    ?.email;

/** Runs the mails that wait, each twice: a job may be run again. */
async function sendMails(): Promise<readonly string[]> {
  const { rows } = await admin.query<{ payload: Parameters<typeof sendTalkNotice>[0] }>(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = 'send-talk-notice' returning j.payload`,
  );
  for (const { payload } of rows) {
    await sendTalkNotice(payload);
    await sendTalkNotice(payload);
  }
  return readOutbox(folder);
}

describe("messages and notes", () => {
  it("say when nobody on the other side can read them", async () => {
    const heard = async (who: Person) => {
      const view = await viewMessages(who, who.client, { kind: "message", all: false });
      const asked = await viewDocuments(who, who.client);
      return [view.ok && view.value.isHeard, asked.ok && asked.value.isHeard];
    };
    const alone = await makePreparer();
    expect(await heard(alone)).toEqual([false, false]);
    const friend = await makeUser();
    await write(alone, (tx) => putGrant(tx, friend, { ...ALL, years: [2024] }));
    expect(await heard(alone)).toEqual([false, false]);
    const { firm, taxpayer } = await twoSides();
    expect(await heard(firm)).toEqual([true, true]);
    expect(await heard(taxpayer)).toEqual([true, true]);
  });

  it("a message is read by both sides, mailed to the other without a word of it, and noted", async () => {
    const { firm, taxpayer } = await twoSides();
    const secret = "canary-message-41c7";
    expect(await writeMessage(firm, firm.client, { kind: "message", text: ` ${secret} ` })).toEqual(
      ok(null),
    );
    expect(
      await writeMessage(taxpayer, firm.client, { kind: "message", text: "It is in the post." }),
    ).toEqual(ok(null));
    expect(await texts(firm, "message")).toEqual([secret, "It is in the post."]);
    expect(await texts(taxpayer, "message")).toEqual([secret, "It is in the post."]);
    // Its moment as clocks show it where the return is made: New York unless the settings say otherwise.
    const view = await viewMessages(firm, firm.client, { kind: "message", all: false });
    const [said] = view.ok ? view.value.messages : [];
    invariant(said !== undefined, "the message is listed");
    const clock = new Intl.DateTimeFormat("en-CA", {
      timeZone: "America/New_York",
      dateStyle: "short",
      timeStyle: "short",
      hourCycle: "h23",
    });
    expect(`${said.date}, ${said.time.slice(0, 5)}`).toBe(clock.format(new Date(said.at)));
    expect(said.time).toMatch(/ E[SD]T$/);
    const mails = await sendMails();
    const to = async (id: UserId) => {
      const email = await emailOf(id);
      return mails.filter((mail) => mail.includes(`To: ${email}`));
    };
    // One each, though the job ran twice; nobody is assigned, so the firm's owner hears of the taxpayer's.
    expect(await to(taxpayer.id)).toHaveLength(1);
    expect(await to(firm.id)).toHaveLength(1);
    expect((await to(taxpayer.id))[0]).toContain(`/clients/${firm.client}/messages`);
    expect(mails.join("\n")).not.toContain(secret);
    const events = await write(firm, (tx) => listAuditEvents(tx));
    expect(events.map(({ deed, userId }) => [deed, userId])).toEqual([
      ["message.send", taxpayer.id],
      ["message.send", firm.id],
    ]);
    // Sealed where it is kept.
    const { rows } = await admin.query<{ text: string }>(
      "select text from client_messages where client_id = $1",
      [firm.client],
    );
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it("an internal note is its firm's alone: not the client's, not another firm's, not by plain SQL, not in the history", async () => {
    const { firm, taxpayer } = await twoSides();
    const other = await makePreparer();
    await write(firm, (tx) => putGrant(tx, other.id, { ...ALL, role: "editor" }));
    const outsider: Person = { id: other.id, client: firm.client };
    expect(
      await writeMessage(firm, firm.client, { kind: "internal", text: "He pays late." }),
    ).toEqual(ok(null));
    expect(await writeMessage(outsider, firm.client, { kind: "internal", text: "Ours." })).toEqual(
      ok(null),
    );
    expect(await texts(firm, "internal")).toEqual(["He pays late."]);
    expect(await texts(outsider, "internal")).toEqual(["Ours."]);
    expect(await texts(taxpayer, "internal")).toEqual([]);
    expect(await writeMessage(taxpayer, firm.client, { kind: "internal", text: "x" })).toEqual(
      err({ code: "not-allowed" }),
    );
    const count = (who: Person) =>
      withClient(who, who.client, "read", async (tx) => {
        const { rows } = await tx.db.execute(
          sql`select 1 from client_messages where client_id = ${tx.clientId}`,
        );
        return ok(rows.length);
      });
    expect(await count(firm)).toEqual(ok(1));
    expect(await count(outsider)).toEqual(ok(1));
    expect(await count(taxpayer)).toEqual(ok(0));
    // Told in another firm's name, or in somebody else's: the database refuses by itself.
    const forged = (who: Person, of: string, by: string) =>
      withClient(who, who.client, "talk", async (tx) =>
        ok(
          await tx.db.execute(sql`insert into client_messages (client_id, kind, firm_id, id, text, written_by)
            values (${tx.clientId}, 'internal', ${of}, gen_random_uuid(), 'x', ${by})`),
        ),
      );
    await expect(forged(taxpayer, firm.firm, taxpayer.id)).rejects.toMatchObject({ code: "42501" });
    await expect(forged(firm, firm.firm, taxpayer.id)).rejects.toMatchObject({ code: "42501" });
    expect(await write(firm, (tx) => listAuditEvents(tx))).toEqual([]);
    expect(await sendMails()).not.toContain("He pays late.");
  });

  it("shared notes are read by both and mailed to nobody; nothing is written by who only reads for the firm", async () => {
    const { firm, taxpayer } = await twoSides();
    const reader: Person = { id: await makeUser("professional"), client: firm.client };
    await admin.query(
      "insert into memberships (firm_id, user_id, role) values ($1, $2, 'viewer')",
      [firm.firm, reader.id],
    );
    const before = (await sendMails()).length;
    expect(
      await writeMessage(taxpayer, firm.client, { kind: "shared", text: "Moved in May." }),
    ).toEqual(ok(null));
    expect(await texts(firm, "shared")).toEqual(["Moved in May."]);
    expect(await texts(reader, "shared")).toEqual(["Moved in May."]);
    expect((await sendMails()).length).toBe(before);
    expect(await writeMessage(reader, firm.client, { kind: "shared", text: "x" })).toEqual(
      err({ code: "not-allowed" }),
    );
    const stranger = await makeInvestor();
    expect(await writeMessage(stranger, firm.client, { kind: "message", text: "x" })).toEqual(
      err({ code: "not-found" }),
    );
    expect(await viewMessages(stranger, firm.client, { kind: "message", all: false })).toEqual(
      err({ code: "not-found" }),
    );
    expect(await writeMessage(firm, firm.client, { kind: "message", text: " " })).toMatchObject({
      error: { fields: { text: "Write something first." } },
    });
  });
});

async function* bodyOf(bytes: Uint8Array) {
  yield bytes;
}

const CSV = Buffer.from("Type,Asset,Quantity,Date\nBuy,BTC,1,2024-01-02T00:00:00Z\n".repeat(3));

const given = (bytes: Uint8Array, change: { sha256?: string; size?: number } = {}) => ({
  fileName: "history.csv",
  size: bytes.byteLength,
  sha256: createHash("sha256").update(bytes).digest("hex"),
  body: bodyOf(bytes),
  ...change,
});

async function requests(who: Person) {
  const view = await viewDocuments(who, who.client, instant("2026-11-22T18:00:00Z"));
  invariant(view.ok, "the books are open");
  return view.value;
}

describe("document requests", () => {
  it("are asked by the firm, answered by a taxpayer who only reads, looked at, asked again and accepted", async () => {
    const { firm, taxpayer } = await twoSides();
    const form = { what: "Coinbase history", year: "2025", dueOn: "2026-11-21" };
    expect(await askForDocument(taxpayer, firm.client, form)).toEqual(err({ code: "not-allowed" }));
    expect(await askForDocument(firm, firm.client, form)).toEqual(ok(null));
    const [asked] = (await requests(taxpayer)).requests;
    expect(asked).toMatchObject({
      what: "Coinbase history",
      year: 2025,
      state: "asked",
      isOverdue: true,
    });
    const id = asked?.id ?? "";
    expect(await giveDocument(taxpayer, firm.client, id, given(CSV))).toEqual(ok({ isNew: true }));
    expect(await giveDocument(taxpayer, firm.client, id, given(CSV))).toEqual(ok({ isNew: false }));
    const after = await requests(firm);
    expect(after).toMatchObject({ mayAsk: true, mayImport: true });
    expect(after.requests[0]).toMatchObject({
      state: "received",
      isOverdue: false,
      files: [{ name: "history.csv", size: CSV.byteLength }],
    });
    expect(await requests(taxpayer)).toMatchObject({
      mayAsk: false,
      mayGive: true,
      mayImport: false,
    });
    expect(await noteRequest(taxpayer, firm.client, id, "accepted")).toEqual(
      err({ code: "not-allowed" }),
    );
    expect(await noteRequest(firm, firm.client, id, "reopened")).toEqual(ok(null));
    expect((await requests(firm)).requests[0]).toMatchObject({ state: "asked" });
    expect(await noteRequest(firm, firm.client, id, "accepted")).toEqual(
      err({ code: "changed-meanwhile" }),
    );
    const more = Buffer.from("another");
    expect(await giveDocument(taxpayer, firm.client, id, given(more))).toEqual(ok({ isNew: true }));
    expect(await noteRequest(firm, firm.client, id, "accepted")).toEqual(ok(null));
    expect(await giveDocument(taxpayer, firm.client, id, given(Buffer.from("late")))).toEqual(
      err({ code: "changed-meanwhile" }),
    );
    const events = await write(firm, (tx) => listAuditEvents(tx));
    expect(events.map(({ deed }) => deed).reverse()).toEqual([
      "document.ask",
      "document.give",
      "document.reopen",
      "document.give",
      "document.accept",
    ]);
    const mails = (await sendMails()).join("\n");
    expect(mails).toContain(`/clients/${firm.client}/documents`);
    expect(mails).not.toContain("Coinbase history");
  });

  it("gives the very bytes back to both sides and to nobody else", async () => {
    const { firm, taxpayer } = await twoSides();
    await askForDocument(firm, firm.client, { what: "Anything", year: "", dueOn: "" });
    const id = (await requests(firm)).requests[0]?.id ?? "";
    expect(await giveDocument(taxpayer, firm.client, id, given(CSV, { size: 3 }))).toEqual(
      err({ code: "size-mismatch" }),
    );
    expect(
      await giveDocument(taxpayer, firm.client, id, given(CSV, { sha256: "0".repeat(64) })),
    ).toEqual(err({ code: "hash-mismatch" }));
    await giveDocument(taxpayer, firm.client, id, given(CSV));
    const file = (await requests(firm)).requests[0]?.files[0]?.id ?? "";
    const bytesFor = async (who: Person) => {
      const opened = await downloadDocument(who, firm.client, id, file);
      invariant(opened.ok, "it was just given");
      const pieces: Uint8Array[] = [];
      for await (const piece of opened.value.bytes) pieces.push(piece);
      return Buffer.concat(pieces);
    };
    expect((await bytesFor(taxpayer)).equals(CSV)).toBe(true);
    // Who takes it away stands in the history.
    const [last] = await write(firm, (tx) => listAuditEvents(tx, 1));
    expect(last).toMatchObject({ deed: "document.download", userId: taxpayer.id, subjectId: id });
    const stranger = await makePreparer();
    const gone = err({ code: "not-found" });
    expect(await downloadDocument(stranger, firm.client, id, file)).toEqual(gone);
    expect(await downloadDocument(stranger, stranger.client, id, file)).toEqual(gone);
    expect(await giveDocument(stranger, stranger.client, id, given(CSV))).toEqual(gone);
    expect(await importDocument(taxpayer, firm.client, id, file)).toEqual(
      err({ code: "read-only" }),
    );
    const taken = await importDocument(firm, firm.client, id, file);
    expect(taken).toMatchObject({ value: { is: "unmapped" } });
    // Its bytes stand once in the database, the document's and the import's.
    expect(await write(firm, listKeptUploads)).toHaveLength(1);
    invariant(taken.ok, "it was just taken");
    await valued(cancelImport(firm, firm.client, taken.value.batchId));
    // What was given stays as it was, whatever becomes of the import.
    expect((await bytesFor(firm)).equals(CSV)).toBe(true);
    expect(await write(firm, (tx) => listJobRuns(tx))).toEqual([]);
  });
});

describe("the state of a request", () => {
  it.each([
    [[], "asked"],
    [["file"], "received"],
    [["file", "reopened"], "asked"],
    [["file", "reopened", "file", "file"], "received"],
    [["file", "accepted"], "accepted"],
    [["file", "accepted", "reopened"], "asked"],
    [["withdrawn"], "withdrawn"],
  ] as const)("%j: %s", (kinds, state) => {
    expect(requestState(kinds.map((kind) => ({ kind })))).toBe(state);
  });
});
