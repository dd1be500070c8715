import pg from "pg";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { putGrant } from "@/db/queries/access-grants";
import { ensureAccounts } from "@/db/queries/accounts";
import { getAuditHead, insertAuditEvent } from "@/db/queries/audit-events";
import { withClient } from "@/db/tenant";
import { headText } from "@/lib/audit/verify";
import { headLettersToken } from "@/lib/auth/unsubscribe-token";
import { ok } from "@/lib/result";
import {
  chooseHeadLetters,
  viewHeadLetters,
} from "@/lib/services/head-letters/choose-head-letters";
import { findHeadLetters } from "@/lib/services/head-letters/find-head-letters";
import { sendHeadLetter } from "@/lib/services/head-letters/send-head-letter";
import { verifyHistory } from "@/lib/services/history/verify-history";
import { unsubscribe, whatItStops } from "@/lib/services/season/unsubscribe";
import { type Instant, instant } from "@/lib/time/instant";
import type { Owner } from "./books-support";
import {
  makeFolder,
  makeInvestor,
  makePreparer,
  makeUser,
  openDatabase,
  readOutbox,
  write,
} from "./support";

const outbox = makeFolder();
const { ownerUrl } = await openDatabase({
  DATA_DIR: outbox,
  SMTP_URL: "",
  AUTH_SECRET: "a secret of these tests alone",
  APP_ORIGIN: "http://localhost:4321",
});
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());
beforeEach(async () => {
  // Each test has people of its own; letters of others would be counted with them.
  await admin.query("update users set head_letters_stopped_at = now()");
  await admin.query("delete from head_letters");
  await admin.query("delete from graphile_worker._private_jobs");
});

const OCTOBER = instant("2099-10-01T15:27:00Z");
const NOVEMBER = instant("2099-11-01T15:27:00Z");

const emailOf = async (id: string) =>
  (await admin.query<{ email: string }>("select email from users where id = $1", [id])).rows[0]
    ?.email ?? "";

/** Something done in books, which their history tells. */
const work = (who: Owner, name: string) =>
  write(who, async (tx) => {
    await ensureAccounts(tx, [{ name, source: "manual" }]);
    await insertAuditEvent(tx, { deed: "account.rename" });
  });

const headOf = (who: Owner) =>
  write(who, async (tx) => {
    const head = await getAuditHead(tx);
    return head === null ? "" : headText(head);
  });

interface Waiting {
  readonly id: string;
  readonly payload: { readonly userId: string; readonly month: string };
}

/** The letters that wait. */
const waiting = async () =>
  (
    await admin.query<Waiting>(
      `select j.id, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'send-head-letter' order by j.id`,
    )
  ).rows;

/** A day of the worker: it looks for letters and sends those that wait. */
async function day(now: Instant): Promise<void> {
  await findHeadLetters(now);
  for (const { id, payload } of await waiting()) {
    await sendHeadLetter(payload, now);
    await admin.query("delete from graphile_worker._private_jobs where id = $1", [id]);
  }
}

const mailsTo = async (who: Pick<Owner, "id">) => {
  const email = await emailOf(who.id);
  return (await readOutbox(outbox)).filter((mail) => mail.includes(`To: ${email}`));
};

describe("the monthly letter", () => {
  it("tells the end of each history as it is then, which verifies later, and no name", async () => {
    const who = await makeInvestor();
    await work(who, "Wallet");
    const head = await headOf(who);
    await day(OCTOBER);
    const [mail = ""] = await mailsTo(who);
    expect(mail).toContain("Subject: Where your history ends on Lotwise, October 2099");
    expect(mail).toContain(`http://localhost:4321/clients/${who.client}/history`);
    expect(mail.replace(/\s+/g, "")).toContain(head);
    expect(mail).not.toMatch(/Wallet|\$/);
    await work(who, "Exchange");
    expect(await verifyHistory(who, who.client, head)).toMatchObject({ value: { holds: true } });
  });

  it("leaves once a month for each person, however often it is looked for, and the next month again", async () => {
    const who = await makeInvestor();
    await work(who, "Wallet");
    await Promise.all([findHeadLetters(OCTOBER), findHeadLetters(OCTOBER)]);
    const [letter, more] = await waiting();
    expect(more).toBeUndefined();
    if (letter === undefined) throw new Error("no letter waits");
    await Promise.all([
      sendHeadLetter(letter.payload, OCTOBER),
      sendHeadLetter(letter.payload, OCTOBER),
    ]);
    await day(instant("2099-10-02T15:27:00Z"));
    await day(instant("2099-10-31T23:59:00Z"));
    expect(await mailsTo(who)).toHaveLength(1);
    await work(who, "Exchange");
    await day(NOVEMBER);
    expect(await mailsTo(who)).toHaveLength(2);
  });

  it("is left out of a month in which nothing was added, and of one for whom there is nothing", async () => {
    const [who, nobody] = [await makeInvestor(), { id: await makeUser() }];
    await work(who, "Wallet");
    await day(OCTOBER);
    await day(NOVEMBER);
    expect(await mailsTo(who)).toHaveLength(1);
    expect(await mailsTo(nobody)).toEqual([]);
    const { rows } = await admin.query(
      "select month::text, outcome from head_letters where user_id = $1 order by 1",
      [who.id],
    );
    expect(rows).toEqual([
      { month: "2099-10-01", outcome: "sent" },
      { month: "2099-11-01", outcome: "dropped" },
    ]);
  });

  it("begins with the month after the account was made", async () => {
    const who = await makeInvestor();
    await work(who, "Wallet");
    await admin.query("update users set created_at = '2099-10-12T00:00:00Z' where id = $1", [
      who.id,
    ]);
    await day(instant("2099-10-20T15:27:00Z"));
    expect(await mailsTo(who)).toEqual([]);
    await day(NOVEMBER);
    expect(await mailsTo(who)).toHaveLength(1);
  });

  it("goes to the owners of a firm, one mail for all its clients, and to nobody who is only let in", async () => {
    const [firm, who] = [await makePreparer(), await makeInvestor()];
    const [colleague, friend] = [await makeUser("professional"), await makeUser()];
    await admin.query(
      "insert into memberships (firm_id, user_id, role) values ($1, $2, 'reviewer')",
      [firm.firm, colleague],
    );
    await withClient(who, who.client, "share", async (tx) =>
      ok(await putGrant(tx, firm.id, { role: "editor", years: null, until: null, endsAt: null })),
    );
    await withClient(firm, firm.client, "share", async (tx) =>
      ok(await putGrant(tx, friend, { role: "viewer", years: null, until: null, endsAt: null })),
    );
    await work(firm, "Wallet");
    await work(who, "Wallet");
    await day(OCTOBER);
    const [mail = ""] = await mailsTo(firm);
    expect(mail).toContain(firm.client);
    expect(mail).not.toContain(who.client);
    expect(await mailsTo(who)).toHaveLength(1);
    expect(await mailsTo({ id: colleague })).toEqual([]);
    expect(await mailsTo({ id: friend })).toEqual([]);
  });
});

describe("stopping it", () => {
  it("works by the link without signing in, stays so, and is turned on again signed in", async () => {
    const who = await makeInvestor();
    await work(who, "Wallet");
    expect(await viewHeadLetters(who)).toBe(true);
    const token = headLettersToken(who.id);
    expect(whatItStops(token)).toBe("heads");
    expect((await unsubscribe(token)).ok).toBe(true);
    expect((await unsubscribe(token)).ok).toBe(true);
    expect(await viewHeadLetters(who)).toBe(false);
    await day(OCTOBER);
    expect(await mailsTo(who)).toEqual([]);
    await chooseHeadLetters(who, true);
    await day(OCTOBER);
    expect(await mailsTo(who)).toHaveLength(1);
  });

  it("keeps a letter that waits already from leaving", async () => {
    const who = await makeInvestor();
    await work(who, "Wallet");
    await findHeadLetters(OCTOBER);
    await chooseHeadLetters(who, false);
    await day(OCTOBER);
    expect(await mailsTo(who)).toEqual([]);
  });

  it("stands in the mail as a page and as one click", async () => {
    const who = await makeInvestor();
    await work(who, "Wallet");
    await day(OCTOBER);
    const [mail = ""] = await mailsTo(who);
    const flat = mail.replace(/\s+/g, "");
    const token = headLettersToken(who.id);
    expect(flat).toContain(`List-Unsubscribe:<http://localhost:4321/api/unsubscribe/${token}>`);
    expect(flat).toContain(`http://localhost:4321/unsubscribe/${token}`);
  });

  it("takes nothing we did not sign, nor a link of another's", async () => {
    const [who, other] = [await makeInvestor(), await makeInvestor()];
    const [, , signature] = headLettersToken(who.id).split(".");
    for (const token of [
      `${other.id}.heads.${signature}`,
      `${who.id}.heads.`,
      `${who.id}.heads.${signature}.x`,
      `${who.id}.${who.client}.${signature}`,
      "a.heads.b",
    ]) {
      expect(whatItStops(token), token).toBeNull();
      expect((await unsubscribe(token)).ok, token).toBe(false);
    }
    expect(await viewHeadLetters(other)).toBe(true);
  });
});
