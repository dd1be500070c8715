import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClientId, UserId } from "@/db/ids";
import { listAuditEvents, readAuditChain } from "@/db/queries/audit-events";
import { withClient } from "@/db/tenant";
import { verifyChain } from "@/lib/audit/verify";
import { resetEnv } from "@/lib/env";
import { err, ok } from "@/lib/result";
import { acceptInvitation, declineInvitation } from "@/lib/services/sharing/answer-invitation";
import { endAccess, withdrawInvitation } from "@/lib/services/sharing/end-access";
import { invitePerson } from "@/lib/services/sharing/invite-person";
import { joinByInvitation } from "@/lib/services/sharing/join-by-invitation";
import { viewInvitation } from "@/lib/services/sharing/open-invitation";
import { viewPeople } from "@/lib/services/sharing/view-people";
import { viewShell } from "@/lib/services/view-shell";
import { instant } from "@/lib/time/instant";
import { letterTo, makeAccount } from "./invitation-support";
import { makeFolder, makeInvestor, makePreparer, openDatabase, write } from "./support";

const folder = makeFolder();
const { ownerUrl } = await openDatabase({ DATA_DIR: folder });
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());
beforeAll(() => resetEnv());

const NOW = instant("2026-11-22T18:00:00Z");
const DEAD = err({ code: "invitation-dead" });

type Owner = { readonly id: UserId; readonly client: ClientId };

const FORM = { recipient: "professional", what: "prepare", consent: "yes" };

/** Invites and has the letter written; the token of its link. */
async function invited(
  owner: Owner,
  email: string,
  form: Readonly<Record<string, string>> = {},
): Promise<string> {
  expect(await invitePerson(owner, owner.client, { ...FORM, email, ...form }, NOW)).toEqual(
    ok(null),
  );
  return letterTo(email, admin, folder);
}

const opens = (who: { id: UserId }, client: ClientId) =>
  withClient(who, client, "write", async (tx) => ok(tx.standing));

describe("an investor shares their books", () => {
  it("invites a professional, who accepts and prepares until it is ended", async () => {
    const [owner, pro] = [await makeInvestor(), await makeAccount()];
    const token = await invited(owner, pro.email);
    expect(await opens(pro, owner.client)).toEqual(err({ code: "not-found" }));
    expect(await viewInvitation(token)).toMatchObject({
      value: { email: pro.email, into: "books", role: "editor", years: null, hasAccount: true },
    });
    expect(await acceptInvitation(pro, token)).toEqual(ok({ clientId: owner.client }));
    expect(await opens(pro, owner.client)).toEqual(ok("editor"));
    const shell = await viewShell(pro, owner.client);
    // The form named no last day: a year from the day in the client's tax zone (Reg. 301.7216-3(b)(5)).
    expect(shell).toMatchObject({
      value: { acting: { by: "grant", mayWrite: true, years: null, until: "2027-11-22" } },
    });
    const people = await viewPeople(owner, owner.client);
    expect(people).toMatchObject({
      value: {
        letters: [],
        people: [{ id: pro.id, email: pro.email, mayWrite: true, isOver: false }],
      },
    });
    expect(people.ok && people.value.people[0]?.lastUsed).not.toBeNull();
    expect(await endAccess(owner, owner.client, pro.id)).toEqual(ok(null));
    expect(await opens(pro, owner.client)).toEqual(err({ code: "not-found" }));
    expect(await viewShell(pro, owner.client)).toEqual(err({ code: "not-found" }));
    const events = await write(owner, (tx) => listAuditEvents(tx));
    // Who accepted did so: the letter's sender is whom it was accepted of.
    expect(events.map(({ deed, userId }) => [deed, userId]).reverse()).toEqual([
      ["access.invite", owner.id],
      ["access.accept", pro.id],
      ["access.revoke", owner.id],
    ]);
    expect(events[1]?.subjectId).toBe(owner.id);
    const chained = await write(owner, (tx) => readAuditChain(tx, 0));
    expect(await verifyChain(() => [chained])).toMatchObject({ holds: true, events: 3 });
  });

  it("keeps the words of the consent with their hash, and sends nobody a letter without one", async () => {
    const owner = await makeInvestor();
    const refused = await invitePerson(
      owner,
      owner.client,
      { ...FORM, email: "x@example.com", consent: "" },
      NOW,
    );
    expect(refused).toMatchObject({
      error: { code: "invalid-input", fields: { consent: expect.any(String) } },
    });
    const none = await admin.query("select 1 from invitations where client_id = $1", [
      owner.client,
    ]);
    expect(none.rowCount).toBe(0);
    await invited(owner, "x@example.com", {
      until: "2027-04-15",
      what: "years",
      years: "2025 2024 2025",
    });
    const view = await viewPeople(owner, owner.client);
    const consent = view.ok ? view.value.consents[0] : undefined;
    expect(consent).toMatchObject({ how: "own", recipient: "x@example.com", until: "2027-04-15" });
    expect(consent?.wording).toContain("tax years 2024 and 2025");
    expect(consent?.wording).toContain("Apr 15, 2027");
    const { createHash } = await import("node:crypto");
    expect(consent?.wordingHash).toBe(
      createHash("sha256")
        .update(consent?.wording ?? "")
        .digest("hex"),
    );
  });

  it("lets nobody else in with the link, and nobody twice", async () => {
    const [owner, pro, thief] = [await makeInvestor(), await makeAccount(), await makeAccount()];
    const token = await invited(owner, pro.email);
    expect(await acceptInvitation(thief, token)).toEqual(err({ code: "invitation-for-other" }));
    expect(await declineInvitation(thief, token)).toEqual(err({ code: "invitation-for-other" }));
    const both = await Promise.all([acceptInvitation(pro, token), acceptInvitation(pro, token)]);
    expect(both.filter((one) => one.ok).length).toBe(1);
    expect(await acceptInvitation(pro, token)).toEqual(DEAD);
    expect(await viewInvitation(token)).toEqual(DEAD);
    const { rows } = await admin.query("select token_hash from invitations where email = $1", [
      pro.email,
    ]);
    expect(rows[0]?.token_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(rows[0]?.token_hash).not.toContain(token);
  });

  it.each([
    ["is a week old", "update invitations set expires_at = now() where email = $1"],
    [
      "names a day that is over",
      "update invitations set until = current_date, ends_at = now() where email = $1",
    ],
  ])("opens nothing with a letter that %s", async (_, change) => {
    const [owner, pro] = [await makeInvestor(), await makeAccount()];
    const token = await invited(owner, pro.email);
    await admin.query(change, [pro.email]);
    expect(await acceptInvitation(pro, token)).toEqual(DEAD);
    expect(await opens(pro, owner.client)).toEqual(err({ code: "not-found" }));
  });

  it("takes an invitation back; a declined one and one that was sent again are dead too", async () => {
    const [owner, pro] = [await makeInvestor(), await makeAccount()];
    const first = await invited(owner, pro.email);
    const second = await invited(owner, pro.email);
    expect(await viewInvitation(first)).toEqual(DEAD);
    const view = await viewPeople(owner, owner.client);
    const letter = view.ok ? view.value.letters : [];
    expect(letter.length).toBe(1);
    expect(await withdrawInvitation(owner, owner.client, letter[0]?.id ?? "")).toEqual(ok(null));
    expect(await acceptInvitation(pro, second)).toEqual(DEAD);
    const third = await invited(owner, pro.email);
    expect(await declineInvitation(pro, third)).toEqual(ok(null));
    expect(await acceptInvitation(pro, third)).toEqual(DEAD);
  });

  it("is asked of nobody but whoever may share", async () => {
    const [owner, pro, stranger] = [
      await makeInvestor(),
      await makeAccount(),
      await makeInvestor(),
    ];
    await acceptInvitation(pro, await invited(owner, pro.email));
    const form = { ...FORM, email: "y@example.com" };
    expect(await invitePerson(pro, owner.client, form, NOW)).toEqual(err({ code: "not-allowed" }));
    expect(await viewPeople(pro, owner.client)).toEqual(err({ code: "not-allowed" }));
    expect(await endAccess(pro, owner.client, pro.id)).toEqual(err({ code: "not-allowed" }));
    expect(await invitePerson(stranger, owner.client, form, NOW)).toEqual(
      err({ code: "not-found" }),
    );
    expect(await endAccess(stranger, owner.client, pro.id)).toEqual(err({ code: "not-found" }));
    expect(await opens(pro, owner.client)).toEqual(ok("editor"));
  });

  it("sends at most twenty letters an hour", async () => {
    const owner = await makeInvestor();
    for (let turn = 0; turn < 20; turn += 1) {
      const form = { ...FORM, email: `many${turn}@example.com` };
      expect((await invitePerson(owner, owner.client, form, NOW)).ok).toBe(true);
    }
    const more = await invitePerson(
      owner,
      owner.client,
      { ...FORM, email: "more@example.com" },
      NOW,
    );
    expect(more).toEqual(err({ code: "too-many-tries" }));
  });
});

describe("somebody without an account", () => {
  it("opens one with the letter, of the kind it is for, and is in", async () => {
    const owner = await makeInvestor();
    for (const [recipient, kind, firms] of [
      ["professional", "professional", 1],
      ["other", "investor", 0],
    ] as const) {
      const email = `new-${crypto.randomUUID()}@example.com`;
      const token = await invited(owner, email, { recipient });
      expect(await viewInvitation(token)).toMatchObject({ value: { hasAccount: false } });
      const short = await joinByInvitation({ token, name: "Neu Ling", password: "short" });
      expect(short).toMatchObject({ error: { code: "password-too-short" } });
      const joined = await joinByInvitation({
        token,
        name: "Neu Ling",
        password: "seven-quiet-herons-wade",
      });
      expect(joined).toEqual(ok({ email, clientId: owner.client }));
      const { rows } = await admin.query<{ id: UserId; kind: string; firms: number }>(
        "select id, kind, (select count(*)::int from memberships m where m.user_id = u.id) as firms from users u where email = $1",
        [email],
      );
      expect(rows).toMatchObject([{ kind, firms }]);
      expect(await opens({ id: rows[0]!.id }, owner.client)).toEqual(ok("editor"));
    }
  });
});

describe("a firm lets somebody into a client's books", () => {
  it("lets the taxpayer in without a consent, and anybody else only with one that was signed", async () => {
    const [firm, taxpayer, lender] = [
      await makePreparer(),
      await makeAccount("investor"),
      await makeAccount("investor"),
    ];
    const token = await invited(firm, taxpayer.email, { recipient: "taxpayer", what: "read" });
    expect(await acceptInvitation(taxpayer, token)).toEqual(ok({ clientId: firm.client }));
    expect(await viewShell(taxpayer, firm.client)).toMatchObject({
      value: { acting: { by: "grant", mayWrite: false, until: null } },
    });
    const form = { ...FORM, email: lender.email, recipient: "other", what: "read" };
    const unsigned = await invitePerson(firm, firm.client, form, NOW);
    expect(unsigned).toMatchObject({ error: { fields: { signedBy: expect.any(String) } } });
    const stale = { ...form, signedBy: "T. Payer", signedOn: "2025-11-22" };
    expect(await invitePerson(firm, firm.client, stale, NOW)).toMatchObject({
      error: { fields: { signedOn: expect.any(String) } },
    });
    const signed = {
      recipient: "other",
      what: "read",
      signedBy: "T. Payer",
      signedOn: "2026-03-01",
    };
    await acceptInvitation(lender, await invited(firm, lender.email, signed));
    const view = await viewPeople(firm, firm.client);
    // Signed March 1, 2026, no last day named: the consent, and the access with it, ends March 1, 2027.
    expect(view).toMatchObject({
      value: {
        people: [
          { id: taxpayer.id, until: null },
          { id: lender.id, until: "2027-03-01" },
        ],
        consents: [{ how: "on-paper", signedBy: "T. Payer", until: "2027-03-01" }],
      },
    });
    const wording = view.ok ? view.value.consents[0]?.wording : "";
    expect(wording).toContain("Federal law requires this consent form be provided to you.");
    expect(wording).toContain(`to ${lender.email}, who may use it to look at`);
  });

  it("opens nothing with a letter whose sender has left the firm", async () => {
    const [firm, taxpayer] = [await makePreparer(), await makeAccount("investor")];
    const token = await invited(firm, taxpayer.email, { recipient: "taxpayer" });
    await admin.query("delete from memberships where user_id = $1", [firm.id]);
    expect(await viewInvitation(token)).toEqual(DEAD);
    expect(await acceptInvitation(taxpayer, token)).toEqual(DEAD);
  });
});
