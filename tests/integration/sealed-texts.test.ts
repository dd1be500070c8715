import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { planId, type UserId } from "@/db/ids";
import { insertHandOff, listHandOffs } from "@/db/queries/assignments";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertStageMark, listBoardMarks } from "@/db/queries/board-marks";
import { listClients } from "@/db/queries/clients";
import { listConsents } from "@/db/queries/consents";
import { insertReopening, listFilingHistory } from "@/db/queries/filed-returns";
import { insertFormDecisions, listFormDecisions } from "@/db/queries/form-decisions";
import { insertNotTransfer, listNotTransfers } from "@/db/queries/not-transfers";
import { insertPasskey, listPasskeys, renamePasskey } from "@/db/queries/passkeys";
import { listPlanComments, listPlans } from "@/db/queries/plans";
import { insertQuotes } from "@/db/queries/quotes";
import { insertDismissal, listDismissals } from "@/db/queries/review-dismissals";
import { listTickets } from "@/db/queries/tickets";
import { findUserByEmail, listNames } from "@/db/queries/users";
import { listVoidReasons } from "@/db/queries/void-reasons";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { sealNames } from "@/db/seal-names";
import { withSystem } from "@/db/system";
import { withUser } from "@/db/tenant";
import { openSession, sessionOfToken } from "@/lib/auth/sessions";
import { invariant } from "@/lib/result";
import { keyring } from "@/lib/secrets/keyring";
import { readHistoryFilter } from "@/lib/services/history/history-filter";
import { viewHistory } from "@/lib/services/history/view-history";
import { lotField } from "@/lib/services/identify-lots";
import { commentOnPlan } from "@/lib/services/season/comment-plan";
import { savePlan } from "@/lib/services/season/save-plan";
import { writeTicket } from "@/lib/services/season/write-ticket";
import { invitePerson } from "@/lib/services/sharing/invite-person";
import { signUp } from "@/lib/services/sign-up";
import { assetId, transactionId } from "@/lib/tax/transaction";
import { instantFromEpoch } from "@/lib/time/instant";
import { wagesOnly } from "../support/year-profile";
import type { Owner } from "./books-support";
import { buy } from "./choices-support";
import { makeFolder, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase({ DATA_DIR: makeFolder(), SMTP_URL: "" });
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

/** What one person types, each word found nowhere else. */
const CANARIES = {
  name: "Quillara Venn",
  dismissal: "the heron left no letter",
  decision: "a comet over Brindle Quay",
  handOff: "ask the lighthouse keeper first",
  stage: "waits for the walnut harvest",
  reopened: "the ferry carried the wrong trunk",
  planName: "Operation Marigold",
  planNote: "sell before the geese fly",
  comment: "my aunt Tove would not approve",
  passkey: "the cobalt thimble",
  renamed: "the copper thimble",
} as const;
/** In the words of a ticket, which tell the exchange what to sell. */
const TICKET = "acquired Jan 6, 2021";

let who: Owner;
let email: string;
let plan: string;

/** Every row of every table of every schema that holds data: the product's, the queue's, the migrations'. */
async function dump(): Promise<string> {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const parts: string[] = [];
  for (const { name } of rows) {
    const told = await admin.query<{ text: string | null }>(
      `select string_agg(t::text, e'\\n') as text from ${name} t`,
    );
    parts.push(`${name}\n${told.rows[0]?.text ?? ""}`);
  }
  return parts.join("\n");
}

/** Which of these a text holds. */
const found = (text: string, words: readonly string[]) =>
  words.filter((word) => text.toLowerCase().includes(word.toLowerCase()));

beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  email = `person.${crypto.randomUUID()}@example.com`;
  const password = "three quiet rivers run";
  const made = await signUp({ kind: "investor", name: CANARIES.name, email, password });
  invariant(made.ok && made.value.client !== null, "the sign-up is taken");
  who = { id: made.value.user, client: made.value.client };
  const lot = await buy(who, "2021-01-06", "1", "60000");
  await write(who, (tx) => insertYearProfile(tx, wagesOnly(2026, "150000", "16100")));
  const quote = { asset: assetId("BTC"), price: "50000", source: "test" };
  const at = instantFromEpoch(Date.now() - 60_000);
  await write(who, (tx) => insertQuotes(tx, [{ ...quote, at }]));
  const account = await accountOf();
  const ticket = { account, asset: "BTC", lasts: "week", unsold: "on", [lotField(lot)]: "0.5" };
  expect(await writeTicket(who, who.client, ticket)).toMatchObject({ ok: true });
  const saved = await savePlan(who, who.client, {
    plan: null,
    name: CANARIES.planName,
    note: CANARIES.planNote,
    picks: null,
  });
  invariant(saved.ok, `the plan is saved: ${JSON.stringify(saved)}`);
  plan = saved.value;
  expect((await commentOnPlan(who, who.client, plan, CANARIES.comment)).ok).toBe(true);
  const letter = { email: "reader@example.com", recipient: "other", what: "read", consent: "yes" };
  const invited = await invitePerson(who, who.client, letter);
  expect(invited).toEqual({ ok: true, value: null });
  await write(who, async (tx) => {
    await insertDismissal(tx, { item: "x:1", state: "dismissed", reason: CANARIES.dismissal });
    const decision = { difference: "proceeds:1", taxYear: 2026, choice: "ours", disposals: [] };
    await insertFormDecisions(tx, [{ ...decision, note: CANARIES.decision }]);
    await insertHandOff(tx, { from: who.id, to: who.id, note: CANARIES.handOff });
    await insertStageMark(tx, 2026, { stage: "ready", reason: CANARIES.stage });
    await insertReopening(tx, 2025, CANARIES.reopened);
  });
  await withSystem(async (tx) => {
    const key = { credentialId: "abc", publicKey: "abc", counter: 0, transports: [] };
    await insertPasskey(tx, { userId: who.id, ...key, isSynced: true, name: CANARIES.passkey });
  });
});

async function accountOf(): Promise<string> {
  const { rows } = await admin.query("select id from accounts where client_id = $1", [who.client]);
  await admin.query(
    "insert into account_facts (client_id, account_id, custody, owner, entered_by) values ($1, $2, 'own', 'client', $3)",
    [who.client, rows[0]?.id, who.id],
  );
  return rows[0]?.id;
}

/** Everything that was typed, as the product reads it back. */
async function readBack() {
  const told = await write(who, async (tx) => ({
    dismissal: (await listDismissals(tx))[0]?.reason,
    decision: (await listFormDecisions(tx))[0]?.note,
    handOff: (await listHandOffs(tx))[0]?.note,
    reopened: (await listFilingHistory(tx, 2025))[0]?.reason,
    plan: (await listPlans(tx)).map(({ name, note }) => [name, note])[0],
    comment: (await listPlanComments(tx, planId(plan))).map(({ text, author }) => [
      text,
      author,
    ])[0],
    ticket: (await listTickets(tx))[0]?.instruction.includes(TICKET),
    consent: (await listConsents(tx))[0]?.signedBy,
  }));
  const [mark] = await withUser(who, (tx) => listBoardMarks(tx, 2026));
  const [client] = await withUser(who, listClients);
  const names = await withSystem(async (tx) => [
    (await findUserByEmail(tx, email))?.name,
    (await listNames(tx, [who.id])).get(who.id),
    (await listPasskeys(tx, who.id))[0]?.name,
  ]);
  const { token } = await withSystem((tx) =>
    openSession(tx, { userId: who.id, shown: ["passkey"], agent: "" }),
  );
  const session = await sessionOfToken(token, "full");
  return { ...told, mark: mark?.reason, client: client?.name, names, session: session?.name };
}

const expected = {
  dismissal: CANARIES.dismissal,
  decision: CANARIES.decision,
  handOff: CANARIES.handOff,
  reopened: CANARIES.reopened,
  plan: [CANARIES.planName, CANARIES.planNote],
  comment: [CANARIES.comment, CANARIES.name],
  ticket: true,
  consent: CANARIES.name,
  mark: CANARIES.stage,
  client: CANARIES.name,
  names: [CANARIES.name, CANARIES.name, CANARIES.passkey],
  session: CANARIES.name,
};

it("reads back what was typed", async () => {
  expect(await readBack()).toEqual(expected);
});

it("leaves no word of it in any table of the database", async () => {
  const everything = await dump();
  // The dump is of the right database: what is not sealed is in it.
  expect(found(everything, [email, "reader@example.com"])).toHaveLength(2);
  expect(found(everything, [...Object.values(CANARIES), TICKET])).toEqual([]);
});

it("opens none of it in another row: a text that was moved is refused, not shown", async () => {
  const other = crypto.randomUUID();
  await admin.query(
    `insert into plan_comments (client_id, plan_id, id, text, author, entered_by)
     select client_id, plan_id, $1, text, author, entered_by from plan_comments where client_id = $2`,
    [other, who.client],
  );
  await expect(write(who, (tx) => listPlanComments(tx, planId(plan)))).rejects.toThrow(
    "belongs elsewhere",
  );
  await admin.query("delete from plan_comments where id = $1", [other]);
});

it("seals at the next start what was typed before, and it reads the same", async () => {
  const plain: readonly (readonly [table: string, column: string, text: string])[] = [
    ["users", "name", CANARIES.name],
    ["passkeys", "name", CANARIES.passkey],
    ["review_dismissals", "reason", CANARIES.dismissal],
    ["form_decisions", "note", CANARIES.decision],
    ["client_hand_offs", "note", CANARIES.handOff],
    ["board_marks", "reason", CANARIES.stage],
    ["filed_returns", "reason", CANARIES.reopened],
    ["plan_versions", "name", CANARIES.planName],
    ["plan_versions", "note", CANARIES.planNote],
    ["plan_comments", "text", CANARIES.comment],
    ["plan_comments", "author", CANARIES.name],
    ["identification_tickets", "instruction", TICKET],
    ["client_consents", "signed_by", CANARIES.name],
  ];
  for (const [table, column, text] of plain) {
    await admin.query(`update ${table} set ${column} = $1`, [text]);
  }
  expect(found(await dump(), Object.values(CANARIES))).not.toEqual([]);
  expect(await readBack()).toEqual(expected);
  await admin.query("comment on column clients.client_id is 'sealed 1'");
  await sealNames(admin, keyring);
  expect(found(await dump(), [...Object.values(CANARIES), TICKET])).toEqual([]);
  expect(await readBack()).toEqual(expected);
  const { rows } = await admin.query(
    "select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity",
  );
  expect(rows).toEqual([{ n: 0 }]);
});

it("keeps a passkey's new name sealed too", async () => {
  const rename = async (user: UserId) => {
    const [key] = await withSystem((tx) => listPasskeys(tx, user));
    return withSystem((tx) => renamePasskey(tx, user, key?.id ?? "", CANARIES.renamed));
  };
  expect(await rename(who.id)).toBe(true);
  expect((await withSystem((tx) => listPasskeys(tx, who.id)))[0]?.name).toBe(CANARIES.renamed);
  expect(found(await dump(), [CANARIES.renamed])).toEqual([]);
});

it("keeps why a row is no transfer and why one was voided sealed, in the history too, and tells both", async () => {
  const [denied, voided] = ["the raven kept the change", "the tinker counted twice"];
  const row = transactionId(crypto.randomUUID());
  await write(who, async (tx) => {
    await insertNotTransfer(tx, row, denied);
    await insertAuditEvent(tx, { deed: "transaction.void", subjectId: row, reason: voided });
  });
  expect(found(await dump(), [denied, voided])).toEqual([]);
  const reasonOf = () =>
    write(who, async (tx) => (await listNotTransfers(tx)).find((told) => told.row === row)?.reason);
  expect(await reasonOf()).toBe(denied);
  const reasons = await write(who, (tx) => listVoidReasons(tx, [row]));
  expect(reasons.get(row)).toBe(voided);
  const view = await viewHistory(who, who.client, readHistoryFilter({}));
  expect(view.ok && view.value.events[0]?.what).toBe(`Voided a transaction. Reason: ${voided}`);
  // What was said before it was sealed is sealed at the next start, and is still told in words.
  await admin.query(
    "update review_dismissals set reason = 'it came from my aunt' where item like 'not-a-transfer:%'",
  );
  expect(await reasonOf()).toBe("it came from my aunt");
  await admin.query("comment on column clients.client_id is 'sealed 1'");
  await sealNames(admin, keyring);
  expect(found(await dump(), ["it came from my aunt"])).toEqual([]);
  expect(await reasonOf()).toBe("it came from my aunt");
});
