import pg from "pg";
import type { ClientId, FirmId, UserId } from "@/db/ids";
import { putGrant, type Scope } from "@/db/queries/access-grants";
import { insertAccountFacts } from "@/db/queries/account-facts";
import { confirmTotpSecret, findTotpSecret, insertTotpSecret } from "@/db/queries/second-steps";
import { insertSession } from "@/db/queries/sessions";
import type { FirmRole, Standing } from "@/db/roles";
import { withSystem } from "@/db/system";
import { hashPassword } from "@/lib/auth/password";
import { hashToken, newToken } from "@/lib/auth/token";
import { newTotpSecret } from "@/lib/auth/totp";
import { invariant } from "@/lib/result";
import { lotField } from "@/lib/services/identify-lots";
import { requestReport } from "@/lib/services/request-report";
import { keepEvidence } from "@/lib/services/season/keep-evidence";
import { savePlan } from "@/lib/services/season/save-plan";
import { tellLoss } from "@/lib/services/season/tell-loss";
import { writeTicket } from "@/lib/services/season/write-ticket";
import { invitePerson } from "@/lib/services/sharing/invite-person";
import { accountId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instantFromEpoch } from "@/lib/time/instant";
import { buy, enter } from "../../integration/choices-support";
import { loadDemoClient } from "../../integration/gains-support";
import { makeInvestor, makePreparer, makeUser, write } from "../../integration/support";

/** Whoever tries the doors. */
export interface Asker {
  readonly name: string;
  /** A cookie of theirs; of somebody signed in a new one each time, because some doors end the session. */
  readonly cookie: () => Promise<string>;
  /** What the one who set this up let them be to the books: nobody known, somebody outside, or a standing. */
  readonly as: "nobody" | "pending" | "outsider" | Standing | "some-years";
  /** Books of their own, if they have any. */
  readonly own: ClientId | null;
}

export interface Scene {
  readonly client: ClientId;
  readonly firm: FirmId;
  /** Everybody whose rows belong to the books or the firm. */
  readonly people: readonly UserId[];
  readonly askers: readonly Asker[];
  /** The ids of what is in the books, by the names that addresses and forms call them. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Stands in the name of the client, of a file, an account, a plan, a colleague: whoever may not see the books sees none of it. */
export const CANARY = /canary/i;
/** An asset bought and sold in 2023 alone: whoever may see 2024 sees none of it. */
export const OTHER_YEARS = /FINCH2023/;

const HOUR = 3600;

/** A cookie of somebody signed in, their proof fresh; or still on the way in. */
export async function cookieOf(
  userId: UserId,
  stage: "full" | "pending" = "full",
): Promise<string> {
  const token = newToken();
  const shown = stage === "full" ? (["password", "totp"] as const) : (["password"] as const);
  const session = { tokenHash: hashToken(token), userId, stage, shown, agent: "a test" };
  await withSystem((tx) => insertSession(tx, { ...session, lastsSeconds: HOUR }));
  return `lotwise.session=${token}`;
}

const hashOfCookie = (cookie: string) => hashToken(cookie.split("=")[1] ?? "");

const ALL: Scope = { role: "editor", years: null, until: null, endsAt: null };

/** A firm whose people see assigned clients alone, one client with full books, and everybody who may or may not come in. */
export async function makeScene(ownerUrl: string): Promise<Scene> {
  const admin = new pg.Client({ connectionString: ownerUrl });
  await admin.connect();
  const run = (text: string, values: readonly unknown[]) => admin.query(text, [...values]);
  try {
    const firm = await makePreparer();
    await fill(firm, run);
    const askers: Asker[] = [];
    const add = async (name: string, as: Asker["as"], id: UserId, own: ClientId | null = null) => {
      await giveSecondStep(id);
      askers.push({ name, as, cookie: () => cookieOf(id), own });
    };
    const member = async (role: FirmRole, isAssigned: boolean): Promise<UserId> => {
      const id = await makeUser("professional");
      const at = [firm.firm, id, role];
      await run("insert into memberships (firm_id, user_id, role) values ($1, $2, $3)", at);
      if (isAssigned) {
        await run(
          "insert into client_assignments (client_id, user_id, firm_id, assigned_by) values ($1, $2, $3, $4)",
          [firm.client, id, firm.firm, firm.id],
        );
      }
      return id;
    };
    const letIn = async (scope: Partial<Scope>): Promise<UserId> => {
      const id = await makeUser();
      await write(firm, (tx) => putGrant(tx, id, { ...ALL, ...scope }));
      return id;
    };
    await run("update firms set assigned_only = true where id = $1", [firm.firm]);

    await addNobodies(firm.id, askers, run);
    const rival = await makePreparer();
    await add("an owner of another firm", "outsider", rival.id, rival.client);
    const stranger = await makeInvestor();
    await buy(stranger, "2024-02-01", "1", "40000");
    await add("an investor with books of their own", "outsider", stranger.id, stranger.client);
    await add(
      "a colleague the client is not assigned to",
      "outsider",
      await member("preparer", false),
    );
    const left = await member("owner", true);
    await run("delete from client_assignments where user_id = $1", [left]);
    await run("delete from memberships where user_id = $1", [left]);
    await add("a colleague who left", "outsider", left);
    const over = await letIn({
      until: calendarDate("2026-01-31"),
      endsAt: instantFromEpoch(Date.now() - 1000),
    });
    await add("let in, now over", "outsider", over);
    const back = await letIn({});
    await run("delete from access_grants where user_id = $1", [back]);
    await add("let in, taken back", "outsider", back);
    await add("let in for 2024", "some-years", await letIn({ role: "viewer", years: [2024] }));

    await add("let in to read", "viewer", await letIn({ role: "viewer" }));
    await add("the firm's reader", "firm-viewer", await member("viewer", true));
    await add("let in to prepare", "editor", await letIn({}));
    await add("the firm's preparer", "firm-preparer", await member("preparer", true));
    await add("the firm's reviewer", "firm-reviewer", await member("reviewer", false));
    await add("the firm's owner", "firm-owner", firm.id);
    await run("update passwords set hash = $1", [await hashPassword("a long enough one")]);
    return {
      client: firm.client,
      firm: firm.firm,
      people: [firm.id],
      askers,
      ids: await idsOf(firm, run),
    };
  } finally {
    await admin.end();
  }
}

/** Some deeds ask whether there is a second step; everybody here has one. */
export async function giveSecondStep(id: UserId): Promise<void> {
  await withSystem(async (tx) => {
    await insertTotpSecret(tx, id, newTotpSecret(), false);
    const made = await findTotpSecret(tx, id, "in-setup");
    invariant(made !== null, "the second step was added");
    await confirmTotpSecret(tx, id, made.id, null);
  });
}

type Run = (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>;
type Firm = { readonly id: UserId; readonly firm: FirmId; readonly client: ClientId };

/** Cookies that open nothing: none, an invented one, and the owner's own once it is signed out, idle, past its end, or still on the way in. */
async function addNobodies(owner: UserId, askers: Asker[], run: Run): Promise<void> {
  const nobody = (name: string, cookie: string) =>
    askers.push({ name, as: "nobody", cookie: async () => cookie, own: null });
  nobody("anonymous", "");
  nobody("an invented cookie", `lotwise.session=${newToken()}`);
  const spent: readonly (readonly [string, string])[] = [
    ["signed out", "delete from sessions where token_hash = $1"],
    [
      "idle",
      "update sessions set last_seen_at = now() - interval '31 minutes' where token_hash = $1",
    ],
    [
      "past its end",
      "update sessions set expires_at = now() - interval '1 second' where token_hash = $1",
    ],
  ];
  for (const [how, statement] of spent) {
    const cookie = await cookieOf(owner);
    await run(statement, [hashOfCookie(cookie)]);
    nobody(`the owner's session, ${how}`, cookie);
  }
  const cookie = () => cookieOf(owner, "pending");
  askers.push({ name: "the owner before the second step", as: "pending", cookie, own: null });
}

/** Books with something of every kind in them, each named after the canary. */
async function fill(firm: Firm, run: Run): Promise<void> {
  await loadDemoClient(firm, "nora");
  await enter(firm, "buy", {
    account: "Canary wallet",
    date: "2023-03-01",
    receivedQuantity: "1",
    receivedAsset: "FINCH2023",
    value: "100",
  });
  await enter(firm, "sell", {
    account: "Canary wallet",
    date: "2023-04-01",
    sentQuantity: "1",
    sentAsset: "FINCH2023",
    value: "50",
  });
  const lot = await buy(firm, "2024-05-01", "2", "60000", { account: "Canary wallet" });
  const account = await accountOf(firm, run);
  const told = await tellLoss(firm, firm.client, {
    account,
    asset: "BTC",
    kind: "sold",
    price: "1",
    fee: "0",
    relation: "unrelated",
    buyer: "0x1111111111111111111111111111111111111111",
  });
  invariant(told.ok, `the loss is kept: ${JSON.stringify(told)}`);
  const bytes = new TextEncoder().encode("canary evidence");
  const body = (async function* () {
    yield bytes;
  })();
  const file = { name: "canary-evidence.txt", sha256: null, body };
  invariant((await keepEvidence(firm, firm.client, told.value, file)).ok, "the evidence is kept");
  await write(firm, (tx) =>
    insertAccountFacts(tx, { account: accountId(account), custody: "own", owner: "client" }),
  );
  const form = { account, asset: "BTC", lasts: "week", unsold: "on", [lotField(lot)]: "1" };
  const ticket = await writeTicket(firm, firm.client, form);
  invariant(ticket.ok, `the ticket is written: ${JSON.stringify(ticket)}`);
  const plan = { plan: null, name: "Canary plan", note: "", picks: null };
  const planned = await savePlan(firm, firm.client, plan);
  invariant(planned.ok, `the plan is kept: ${JSON.stringify(planned)}`);
  const report = { year: 2024, kind: "year-end" } as const;
  invariant((await requestReport(firm, firm.client, report)).ok, "the report is asked for");
  const letter = { email: "canary@example.com", recipient: "taxpayer", what: "read", years: "" };
  const sent = await invitePerson(firm, firm.client, letter);
  invariant(sent.ok, `the letter is sent: ${JSON.stringify(sent)}`);
  await run("update import_batches set file_name = 'canary-' || file_name where client_id = $1", [
    firm.client,
  ]);
  await run("update firms set name = 'Canary & Finch' where id = $1", [firm.firm]);
  await run("update users set name = 'Canary Preparer' where id = $1", [firm.id]);
}

const accountOf = async ({ client }: Firm, run: Run): Promise<string> =>
  (await run("select id from accounts where client_id = $1 and name = 'Canary wallet'", [client]))
    .rows[0].id;

/** One id of each kind of thing in the books, by every name an address or a form calls it. */
async function idsOf({ client, id }: Firm, run: Run): Promise<Readonly<Record<string, string>>> {
  const one = async (table: string, and = "true", column = "id"): Promise<string> => {
    const { rows } = await run(
      `select ${column}::text as id from ${table} where client_id = $1 and ${and} limit 1`,
      [client],
    );
    invariant(rows[0] !== undefined, `there is a row of ${table}`);
    return rows[0].id;
  };
  const batch = await one("import_batches");
  const transaction = await one("transactions", "voided_at is null and kind = 'sell'");
  const transfer = await one("transactions", "voided_at is null and kind = 'transfer'");
  const event = await one("loss_events");
  const plan = await one("harvest_plans");
  const invitation = await one("invitations");
  const ticket = await one("identification_tickets");
  return {
    batchId: batch,
    reportId: await one("reports"),
    jobId: await one("job_runs"),
    ticketId: ticket,
    planId: plan,
    eventId: event,
    fileId: await one("loss_event_files"),
    templateId: "",
    plan,
    event,
    ticket,
    invitation,
    tx: transaction,
    row: transaction,
    entry: transaction,
    replaces: transaction,
    disposal: transaction,
    transfer,
    sent: transaction,
    received: transfer,
    item: batch,
    exportId: batch,
    runId: batch,
    requestId: batch,
    request: batch,
    file: batch,
    account: await accountOf({ client, id } as Firm, run),
    member: id,
    person: id,
    from: id,
    to: event,
  };
}
