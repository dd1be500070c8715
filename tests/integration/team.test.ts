import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClientId, FirmId, UserId } from "@/db/ids";
import { listAuditEvents } from "@/db/queries/audit-events";
import { listClients } from "@/db/queries/clients";
import type { User } from "@/db/queries/users";
import type { FirmRole } from "@/db/roles";
import { withSystem } from "@/db/system";
import { withClient, withUser } from "@/db/tenant";
import type { ChainedEvent } from "@/lib/audit/chain";
import { verifyChain } from "@/lib/audit/verify";
import { openSession, sessionOfToken } from "@/lib/auth/sessions";
import { resetEnv } from "@/lib/env";
import { err, ok } from "@/lib/result";
import { addClients } from "@/lib/services/firm/add-clients";
import { assignClient, handOffClient } from "@/lib/services/firm/assign-client";
import { assignClients } from "@/lib/services/firm/assign-clients";
import {
  changeAssignedOnly,
  changeConsentWording,
  changeRole,
  inviteColleague,
  removeMember,
  withdrawColleague,
} from "@/lib/services/firm/change-team";
import { viewAssignment } from "@/lib/services/firm/view-assignment";
import { viewTeam } from "@/lib/services/firm/view-team";
import { acceptInvitation } from "@/lib/services/sharing/answer-invitation";
import { joinByInvitation } from "@/lib/services/sharing/join-by-invitation";
import { viewPeople } from "@/lib/services/sharing/view-people";
import { sendTalkNotice } from "@/lib/services/talk/send-talk-notice";
import { addClient } from "@/lib/services/view-clients";
import { letterTo, makeAccount } from "./invitation-support";
import { makeFolder, makePreparer, openDatabase, readOutbox, write } from "./support";

const folder = makeFolder();
const { ownerUrl } = await openDatabase({ DATA_DIR: folder });
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());
beforeAll(() => resetEnv());

type Firm = { readonly id: UserId; readonly firm: FirmId; readonly client: ClientId };

/** Invites and has the letter written; the token of its link. */
async function invited(firm: Firm, email: string, role: FirmRole): Promise<string> {
  expect(await inviteColleague(firm, { email, role })).toEqual(ok(null));
  return letterTo(email, admin, folder);
}

async function joined(firm: Firm, role: FirmRole): Promise<User> {
  const colleague = await makeAccount();
  const token = await invited(firm, colleague.email, role);
  expect(await acceptInvitation(colleague, token)).toEqual(ok({ clientId: null }));
  return colleague;
}

const reads = (who: { id: UserId }, client: ClientId) =>
  withClient(who, client, "read", async (tx) => ok(tx.standing));
const writes = (who: { id: UserId }, client: ClientId) =>
  withClient(who, client, "write", async (tx) => ok(tx.standing));

describe("a firm's people", () => {
  it("a colleague invited to read only sees the clients and changes nothing", async () => {
    const firm = await makePreparer();
    const reader = await joined(firm, "viewer");
    expect(await reads(reader, firm.client)).toEqual(ok("firm-viewer"));
    expect(await writes(reader, firm.client)).toEqual(err({ code: "read-only" }));
    expect(await addClient(reader, "New")).toEqual(err({ code: "not-allowed" }));
    expect(await inviteColleague(reader, { email: "a@example.com", role: "owner" })).toEqual(
      err({ code: "not-allowed" }),
    );
    expect(await changeRole(reader, reader.id, "owner")).toEqual(err({ code: "not-allowed" }));
    expect(await assignClient(reader, firm.client, reader.id, true)).toEqual(
      err({ code: "not-allowed" }),
    );
    expect(await viewPeople(reader, firm.client)).toEqual(err({ code: "not-allowed" }));
    const team = await viewTeam(reader);
    expect(team).toMatchObject({ value: { mayManage: false, letters: [] } });
  });

  it("a changed role and a removal hold at once, and stand in the firm's log", async () => {
    const firm = await makePreparer();
    const colleague = await joined(firm, "viewer");
    expect(await changeRole(firm, colleague.id, "preparer")).toEqual(ok(null));
    expect(await writes(colleague, firm.client)).toEqual(ok("firm-preparer"));
    const { token: cookie } = await withSystem((tx) =>
      openSession(tx, { userId: colleague.id, shown: ["passkey"], agent: "" }),
    );
    expect(await sessionOfToken(cookie, "full")).not.toBeNull();
    expect(await removeMember(firm, colleague.id)).toEqual(ok(null));
    expect(await sessionOfToken(cookie, "full")).toBeNull();
    expect(await reads(colleague, firm.client)).toEqual(err({ code: "not-found" }));
    expect(await removeMember(firm, colleague.id)).toEqual(err({ code: "not-found" }));
    const { rows } = await admin.query(
      'select deed, detail from firm_events where firm_id = $1 order by "order"',
      [firm.firm],
    );
    // Chained as a client's history is: numbered, each with the hash of the one before, whoever joined by their own deed.
    const { rows: chain } = await admin.query<ChainedEvent>(
      `select firm_id as "clientId", seq::int, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
         user_id as "userId", deed, subject_id as "subjectId", detail, previous, hash
       from firm_events where firm_id = $1 order by seq`,
      [firm.firm],
    );
    expect(chain.map(({ userId }) => userId)).toEqual([firm.id, colleague.id, firm.id, firm.id]);
    expect(await verifyChain(() => [chain])).toMatchObject({ holds: true, events: 4 });
    await expect(
      admin.query("update firm_events set detail = '{}' where firm_id = $1", [firm.firm]),
    ).rejects.toThrow("append-only");
    expect(rows).toEqual([
      { deed: "team.invite", detail: { role: "viewer" } },
      { deed: "team.join", detail: { role: "viewer" } },
      { deed: "team.role", detail: { role: "preparer", before: "viewer" } },
      { deed: "team.remove", detail: { before: "preparer" } },
    ]);
  });

  it("keeps its last owner, also when two owners remove each other at once", async () => {
    const firm = await makePreparer();
    expect(await removeMember(firm, firm.id)).toEqual(err({ code: "last-owner" }));
    expect(await changeRole(firm, firm.id, "viewer")).toEqual(err({ code: "last-owner" }));
    expect(await changeRole(firm, firm.id, "owner")).toEqual(ok(null));
    const other = await joined(firm, "owner");
    const both = await Promise.all([removeMember(firm, other.id), removeMember(other, firm.id)]);
    expect(both.filter((one) => one.ok).length).toBe(1);
    const { rows } = await admin.query(
      "select count(*)::int as n from memberships where firm_id = $1 and role = 'owner'",
      [firm.firm],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("is joined with a professional's account only, new or old, by whom the letter is for", async () => {
    const firm = await makePreparer();
    const investor = await makeAccount("investor");
    const token = await invited(firm, investor.email, "preparer");
    expect(await acceptInvitation(investor, token)).toEqual(
      err({ code: "invitation-for-professional" }),
    );
    const email = `new-${crypto.randomUUID()}@example.com`;
    const join = await joinByInvitation({
      token: await invited(firm, email, "reviewer"),
      name: "Neu Ling",
      password: "seven-quiet-herons-wade",
    });
    expect(join).toEqual(ok({ email, clientId: null }));
    const { rows } = await admin.query(
      "select kind, role, (select count(*)::int from memberships n where n.user_id = u.id) as firms from users u join memberships m on m.user_id = u.id where email = $1",
      [email],
    );
    expect(rows).toEqual([{ kind: "professional", role: "reviewer", firms: 1 }]);
  });

  it("an invitation is taken back by the firm's owners and by nobody else's", async () => {
    const [firm, other] = [await makePreparer(), await makePreparer()];
    const colleague = await makeAccount();
    const token = await invited(firm, colleague.email, "preparer");
    const team = await viewTeam(firm);
    const letter = team.ok ? (team.value.letters[0]?.id ?? "") : "";
    expect(await withdrawColleague(other, letter)).toEqual(err({ code: "not-found" }));
    expect(await withdrawColleague(firm, letter)).toEqual(ok(null));
    expect(await acceptInvitation(colleague, token)).toEqual(err({ code: "invitation-dead" }));
    expect(await removeMember(other, firm.id)).toEqual(err({ code: "not-found" }));
    expect(await changeRole(other, firm.id, "viewer")).toEqual(err({ code: "not-found" }));
  });

  it("puts its own words in the place of ours, and goes back", async () => {
    const firm = await makePreparer();
    const words = async () => {
      const view = await viewPeople(firm, firm.client);
      return view.ok ? view.value.statements : "";
    };
    const ours = await words();
    expect(ours).toMatch(/^Federal law requires/);
    expect(await changeConsentWording(firm, " Our words.\r\nTwo lines. ")).toEqual(ok(null));
    expect(await words()).toBe("Our words.\nTwo lines.");
    expect(await changeConsentWording(firm, "x".repeat(8001))).toMatchObject({ ok: false });
    expect(await changeConsentWording(firm, "")).toEqual(ok(null));
    expect(await words()).toBe(ours);
  });
});

describe("clients assigned to people", () => {
  const seen = async (who: { id: UserId }) =>
    (await withUser(who, listClients)).map((client) => client.id);

  it("where a firm chooses so, a preparer sees those assigned to them and no others", async () => {
    const firm = await makePreparer();
    const [preparer, reviewer] = [await joined(firm, "preparer"), await joined(firm, "reviewer")];
    const second = await addClient(firm, "Second");
    if (!second.ok) throw new Error("an owner adds clients");
    expect((await seen(preparer)).length).toBe(2);
    expect(await changeAssignedOnly(preparer, true)).toEqual(err({ code: "not-allowed" }));
    expect(await changeAssignedOnly(firm, true)).toEqual(ok(null));
    expect(await seen(preparer)).toEqual([]);
    expect(await reads(preparer, firm.client)).toEqual(err({ code: "not-found" }));
    expect(await addClient(preparer, "Third")).toEqual(err({ code: "not-allowed" }));
    expect(await assignClient(preparer, firm.client, preparer.id, true)).toEqual(
      err({ code: "not-found" }),
    );
    expect(await assignClient(reviewer, firm.client, preparer.id, true)).toEqual(ok(null));
    expect(await seen(preparer)).toEqual([firm.client]);
    expect(await writes(preparer, firm.client)).toEqual(ok("firm-preparer"));
    expect((await seen(reviewer)).length).toBe(2);
    expect(await assignClient(reviewer, firm.client, preparer.id, false)).toEqual(ok(null));
    expect(await reads(preparer, firm.client)).toEqual(err({ code: "not-found" }));
  });

  it("are added by the list, all or none, each once", async () => {
    const firm = await makePreparer();
    const reader = await joined(firm, "viewer");
    const list = "Name\nDana Osei\nLuis Ortega";
    expect(await addClients(reader, list, "add")).toEqual(err({ code: "not-allowed" }));
    expect(await addClients(firm, list, "preview")).toMatchObject({
      value: { added: 0, problems: [] },
    });
    expect((await seen(firm)).length).toBe(1);
    const twice = await addClients(firm, `${list}\nDana Osei`, "add");
    expect(twice).toMatchObject({ value: { added: 0, problems: [{ line: 4 }] } });
    expect((await seen(firm)).length).toBe(1);
    expect(await addClients(firm, list, "add")).toMatchObject({ value: { added: 2 } });
    expect((await withUser(firm, listClients)).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Dana Osei", "Luis Ortega"]),
    );
    expect(await addClients(firm, list, "add")).toMatchObject({
      value: { added: 0, problems: [{ line: 2 }, { line: 3 }] },
    });
  });

  it("are invited with the list where it tells their e-mails, by who may let people in", async () => {
    const firm = await makePreparer();
    const preparer = await joined(firm, "preparer");
    const mail = `dana-${firm.id}@example.com`;
    const list = `Name,State,E-mail\nDana Osei,CA,${mail.toUpperCase()}\nLuis Ortega,NV,`;
    expect(await addClients(preparer, list, "invite")).toEqual(err({ code: "not-allowed" }));
    expect((await seen(firm)).length).toBe(1);
    expect(await addClients(firm, list, "invite")).toMatchObject({
      value: { added: 2, invited: 1, problems: [] },
    });
    const { rows } = await admin.query(
      "select role, recipient, years from invitations where email = $1 and outcome is null",
      [mail],
    );
    expect(rows).toEqual([{ role: "viewer", recipient: "taxpayer", years: null }]);
    const wrong = await addClients(firm, "Name,Email\nAva Lund,nowhere", "invite");
    expect(wrong).toMatchObject({
      value: { added: 0, invited: 0, problems: [{ line: 2, says: "The e-mail is not complete." }] },
    });
  });

  it("are handed on by whoever has them, with a note, in the client's log", async () => {
    const firm = await makePreparer();
    const [from, to, third] = [
      await joined(firm, "preparer"),
      await joined(firm, "preparer"),
      await joined(firm, "preparer"),
    ];
    const hand = { from: from.id, to: to.id, note: "Two wallets are open." };
    expect(await handOffClient(firm, firm.client, hand)).toMatchObject({
      error: { fields: { from: expect.any(String) } },
    });
    await assignClient(firm, firm.client, from.id, true);
    expect(await handOffClient(third, firm.client, hand)).toEqual(err({ code: "not-allowed" }));
    expect(await handOffClient(from, firm.client, hand)).toEqual(ok(null));
    const { rows } = await admin.query(
      "select user_id from client_assignments where client_id = $1",
      [firm.client],
    );
    expect(rows).toEqual([{ user_id: to.id }]);
    const kept = await admin.query(
      "select from_user_id, to_user_id, note from client_hand_offs where client_id = $1",
      [firm.client],
    );
    // Sealed where it is kept, read by the firm's people.
    expect(kept.rows).toEqual([
      { from_user_id: from.id, to_user_id: to.id, note: expect.stringMatching(/^s1\./) },
    ]);
    expect(await viewAssignment(to, firm.client)).toMatchObject({
      value: { handOffs: [{ note: "Two wallets are open." }] },
    });
    const events = await write(firm, (tx) => listAuditEvents(tx));
    expect(events.map(({ deed }) => deed).reverse()).toEqual(["client.assign", "client.hand-off"]);
  });

  it("who gets one is told by mail without a word of the note, also by somebody who is out of the books by then", async () => {
    const firm = await makePreparer();
    const [from, to] = [await joined(firm, "preparer"), await joined(firm, "preparer")];
    await changeAssignedOnly(firm, true);
    await assignClient(firm, firm.client, from.id, true);
    const note = "canary-note-93b1";
    const hand = { from: from.id, to: to.id, note };
    expect(await handOffClient(from, firm.client, hand)).toEqual(ok(null));
    expect(await reads(from, firm.client)).toEqual(err({ code: "not-found" }));
    const { rows } = await admin.query<{ payload: Parameters<typeof sendTalkNotice>[0] }>(
      `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
       where t.id = j.task_id and t.identifier = 'send-talk-notice' and j.payload ->> 'clientId' = $1 returning j.payload`,
      [firm.client],
    );
    expect(rows).toHaveLength(1);
    for (const { payload } of [...rows, ...rows]) await sendTalkNotice(payload);
    const mails = (await readOutbox(folder)).filter((mail) => mail.includes(firm.client));
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain(`To: ${to.email}`);
    expect(mails[0]).toContain(`/clients/${firm.client}/people`);
    expect(mails[0]).not.toContain(note);
  });

  it("go to a colleague many at once, each noted once, by owners and reviewers alone and none of another firm", async () => {
    const [firm, other] = [await makePreparer(), await makePreparer()];
    const second = await addClient(firm, "Second Client");
    if (!second.ok) throw new Error(second.error.code);
    const clients = [firm.client, second.value, other.client];
    const [lena, reviewer] = [await joined(firm, "preparer"), await joined(firm, "reviewer")];
    const told = { member: lena.id, clients };
    expect(await assignClients(lena, told)).toEqual(err({ code: "not-allowed" }));
    expect(await assignClients(firm, told)).toEqual(ok({ assigned: 2, already: 0 }));
    expect(await assignClients(reviewer, told)).toEqual(ok({ assigned: 0, already: 2 }));
    const assigned = await admin.query(
      "select client_id from client_assignments where user_id = $1 or client_id = $2 order by client_id",
      [lena.id, other.client],
    );
    expect(assigned.rows.map((row) => row.client_id)).toEqual([firm.client, second.value].sort());
    const deeds = (await write(firm, (tx) => listAuditEvents(tx))).map(({ deed }) => deed);
    expect(deeds).toEqual(["client.assign"]);
    expect(await assignClients(firm, { member: other.id, clients })).toEqual(
      err({ code: "invalid-input", fields: { member: "Choose a colleague." } }),
    );
    expect(await assignClients(firm, { member: lena.id, clients: [other.client] })).toEqual(
      err({ code: "invalid-input", fields: { clients: "Choose a client." } }),
    );
  });

  it("go to nobody outside the firm, and end when somebody leaves it", async () => {
    const [firm, other] = [await makePreparer(), await makePreparer()];
    expect(await assignClient(firm, firm.client, other.id, true)).toEqual(
      err({ code: "not-found" }),
    );
    expect(await assignClient(other, firm.client, other.id, true)).toEqual(
      err({ code: "not-found" }),
    );
    const colleague = await joined(firm, "preparer");
    await assignClient(firm, firm.client, colleague.id, true);
    await removeMember(firm, colleague.id);
    const { rows } = await admin.query("select 1 from client_assignments where client_id = $1", [
      firm.client,
    ]);
    expect(rows).toEqual([]);
  });
});
