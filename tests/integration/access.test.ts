import { and, eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FirmTx, withFirm } from "@/db/firm-gate";
import type { ClientId, FirmId, UserId } from "@/db/ids";
import { putGrant, type Scope } from "@/db/queries/access-grants";
import { insertClient, listClients } from "@/db/queries/clients";
import { type Deed, FIRM_ROLES, type FirmRole } from "@/db/roles";
import { accessGrants } from "@/db/schema/access-grants";
import { clientConsents } from "@/db/schema/client-consents";
import { invitations } from "@/db/schema/invitations";
import { memberships } from "@/db/schema/memberships";
import { withClient, withUser } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { viewShell } from "@/lib/services/view-shell";
import { parseCalendarDate } from "@/lib/time/calendar-date";
import { instantFromEpoch } from "@/lib/time/instant";
import { makeInvestor, makePreparer, makeUser, nowhere, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const DEEDS: readonly Deed[] = [
  "read",
  "write",
  "download",
  "sign-off",
  "share",
  "export-all",
  "delete",
  "assign",
  "talk",
  "ask",
];

/** What each may do, told here by hand and not asked of the code: the first letters of the deeds above. */
const MAY: Readonly<Record<string, string>> = {
  "the owner of the books": "rwd-hxD-t-",
  "the firm's owner": "rwdshxDatk",
  "the firm's reviewer": "rwdshx-atk",
  "the firm's preparer": "rwd----atk",
  "the firm's reader": "r-d-------",
  "let in to prepare": "rwd-----tk",
  "let in to read": "r-d-----t-",
  "let in for some years": "----------",
  "let in, now over": "----------",
  "let in, taken back": "----------",
  "an owner of another firm": "----------",
  "an owner of other books": "----------",
  "a preparer without the client, where clients are assigned": "----------",
  "a preparer with the client, where clients are assigned": "rwd----atk",
  "a reviewer, where clients are assigned": "rwdshx-atk",
  "a colleague who left": "----------",
};

/** Those who see nothing at all; the one of some years sees the client and no more. */
const UNSEEN = Object.keys(MAY).filter(
  (who) => MAY[who] === "----------" && who !== "let in for some years",
);

/** What whoever may only look may do with all of the books, and with some years of them only where work keeps to those. */
const LIMITED: readonly Deed[] = ["read", "download", "talk"];

const ALL: Scope = { role: "editor", years: null, until: null, endsAt: null };
const day = (text: string) => {
  const date = parseCalendarDate(text);
  if (date === null) throw new Error(text);
  return date;
};

const people = new Map<string, { readonly id: UserId; readonly client: ClientId }>();
let investor: { id: UserId; client: ClientId };
let firm: { id: UserId; firm: FirmId; client: ClientId };
let strict: { id: UserId; firm: FirmId; client: ClientId };

async function member(of: { firm: FirmId }, role: FirmRole): Promise<UserId> {
  const id = await makeUser("professional");
  await admin.query("insert into memberships (firm_id, user_id, role) values ($1, $2, $3)", [
    of.firm,
    id,
    role,
  ]);
  return id;
}

async function letIn(scope: Partial<Scope>): Promise<UserId> {
  const id = await makeUser();
  await write(investor, (tx) => putGrant(tx, id, { ...ALL, ...scope }));
  return id;
}

beforeAll(async () => {
  investor = await makeInvestor();
  firm = await makePreparer();
  strict = await makePreparer();
  await admin.query("update firms set assigned_only = true where id = $1", [strict.firm]);
  const add = (who: string, id: UserId, client: ClientId) => people.set(who, { id, client });
  add("the owner of the books", investor.id, investor.client);
  add("the firm's owner", firm.id, firm.client);
  add("the firm's reviewer", await member(firm, "reviewer"), firm.client);
  add("the firm's preparer", await member(firm, "preparer"), firm.client);
  add("the firm's reader", await member(firm, "viewer"), firm.client);
  add("let in to prepare", await letIn({}), investor.client);
  add("let in to read", await letIn({ role: "viewer" }), investor.client);
  add("let in for some years", await letIn({ role: "viewer", years: [2024] }), investor.client);
  add(
    "let in, now over",
    await letIn({ until: day("2026-01-31"), endsAt: instantFromEpoch(Date.now() - 1000) }),
    investor.client,
  );
  const revoked = await letIn({});
  await admin.query("delete from access_grants where user_id = $1", [revoked]);
  add("let in, taken back", revoked, investor.client);
  add("an owner of another firm", strict.id, firm.client);
  add("an owner of other books", (await makeInvestor()).id, investor.client);
  const unassigned = await member(strict, "preparer");
  add("a preparer without the client, where clients are assigned", unassigned, strict.client);
  const assigned = await member(strict, "preparer");
  await admin.query(
    "insert into client_assignments (client_id, user_id, firm_id, assigned_by) values ($1, $2, $3, $4)",
    [strict.client, assigned, strict.firm, strict.id],
  );
  add("a preparer with the client, where clients are assigned", assigned, strict.client);
  add("a reviewer, where clients are assigned", await member(strict, "reviewer"), strict.client);
  const left = await member(firm, "owner");
  await admin.query("delete from memberships where user_id = $1", [left]);
  add("a colleague who left", left, firm.client);
});

const personOf = (who: string) => {
  const person = people.get(who);
  if (person === undefined) throw new Error(who);
  return person;
};

/** Tries a deed; whether the work ran. */
async function tries(who: string, deed: Deed): Promise<{ ran: boolean; code: string }> {
  const { id, client } = personOf(who);
  let ran = false;
  const work = async (): Promise<Result<string, never>> => {
    ran = true;
    return ok("done");
  };
  const result =
    deed === "read"
      ? await withClient({ id }, client, "read", work)
      : await withClient({ id }, client, deed, work);
  return { ran, code: result.ok ? "done" : result.error.code };
}

describe.each(Object.entries(MAY))("%s", (who, may) => {
  it.each(DEEDS.map((deed, index) => [deed, may[index] !== "-"] as const))(
    "asked for %s: %s",
    async (deed, allowed) => {
      const { ran, code } = await tries(who, deed);
      expect(ran).toBe(allowed);
      if (allowed) {
        expect(code).toBe("done");
      } else if (UNSEEN.includes(who)) {
        expect(code).toBe("not-found");
      } else if (deed === "write") {
        expect(code).toBe("read-only");
      } else if (who === "let in for some years" && LIMITED.includes(deed)) {
        expect(code).toBe("outside-years");
      } else {
        expect(code).toBe("not-allowed");
      }
    },
  );
});

describe("row security alone, without the gate", () => {
  const seenBy = (who: string) =>
    withUser({ id: personOf(who).id }, async (tx) => {
      const { rows } = await tx.db.execute(
        sql`select client_id from clients where client_id = ${personOf(who).client}`,
      );
      const list = await listClients(tx);
      expect(list.some((client) => client.id === personOf(who).client)).toBe(rows.length === 1);
      return rows.length === 1;
    });

  it.each(Object.keys(MAY))("%s sees the client, or does not, as at the gate", async (who) => {
    expect(await seenBy(who)).toBe(!UNSEEN.includes(who));
  });

  const mayShare = Object.keys(MAY).filter((who) => MAY[who]?.includes("h"));

  it.each(Object.keys(MAY))(
    "%s lets somebody in, invites, records a consent and takes back only where they may share",
    async (who) => {
      const { id, client } = personOf(who);
      const friend = await makeUser();
      const at = { "app.user_id": id, "app.client_id": client };
      const grant = () =>
        asApp(at, (tx) =>
          tx.db
            .insert(accessGrants)
            .values({ clientId: client, userId: friend, role: "editor", grantedBy: id }),
        );
      const invite = () =>
        asApp(at, (tx) =>
          tx.db.insert(invitations).values({
            clientId: client,
            email: `x-${friend}@example.com`,
            recipient: "other",
            role: "viewer",
            invitedBy: id,
            expiresAt: instantFromEpoch(Date.now() + 1000),
          }),
        );
      const consent = () =>
        asApp(at, (tx) =>
          tx.db.insert(clientConsents).values({
            clientId: client,
            id: crypto.randomUUID(),
            signedBy: "A",
            signedOn: day("2026-01-01"),
            how: "own",
            recipient: "B",
            role: "viewer",
            until: day("2026-12-31"),
            wording: "words",
            wordingHash: "0".repeat(64),
            recordedBy: id,
          }),
        );
      if (mayShare.includes(who)) {
        await grant();
        await invite();
        await consent();
        const back = await asApp(at, (tx) =>
          tx.db
            .delete(accessGrants)
            .where(and(eq(accessGrants.clientId, client), eq(accessGrants.userId, friend))),
        );
        expect(back.rowCount).toBe(1);
      } else {
        const denied = { code: "42501" };
        await expect(grant()).rejects.toMatchObject(denied);
        await expect(invite()).rejects.toMatchObject(denied);
        await expect(consent()).rejects.toMatchObject(denied);
        const back = await asApp(at, (tx) =>
          tx.db.delete(accessGrants).where(eq(accessGrants.clientId, client)),
        );
        expect(back.rowCount).toBe(0);
      }
    },
  );

  it("nobody makes themself a member or an owner, and nobody but an owner changes the team", async () => {
    const outsider = await makeUser("professional");
    const join = (id: UserId, inFirm: FirmId) =>
      asApp({ "app.user_id": id, "app.firm_id": inFirm }, (tx) =>
        tx.db.insert(memberships).values({ firmId: inFirm, userId: outsider, role: "viewer" }),
      );
    await expect(join(outsider, firm.firm)).rejects.toMatchObject({ code: "42501" });
    for (const who of ["the firm's reviewer", "the firm's preparer", "the firm's reader"]) {
      const { id } = personOf(who);
      await expect(join(id, firm.firm)).rejects.toMatchObject({ code: "42501" });
      const raised = await asApp({ "app.user_id": id, "app.firm_id": firm.firm }, (tx) =>
        tx.db.update(memberships).set({ role: "owner" }),
      );
      expect(raised.rowCount).toBe(0);
      const removed = await asApp({ "app.user_id": id, "app.firm_id": firm.firm }, (tx) =>
        tx.db.delete(memberships),
      );
      expect(removed.rowCount).toBe(0);
    }
    const other = await asApp({ "app.user_id": strict.id, "app.firm_id": firm.firm }, (tx) =>
      tx.db.update(memberships).set({ role: "viewer" }),
    );
    expect(other.rowCount).toBe(0);
  });

  it("a reader adds no client to the firm, nor does a preparer where clients are assigned", async () => {
    const add = (who: string, holder: FirmId) =>
      withUser({ id: personOf(who).id }, (tx) => insertClient(tx, { name: "New", holder }));
    await expect(add("the firm's reader", firm.firm)).rejects.toMatchObject({ code: "42501" });
    await expect(
      add("a preparer with the client, where clients are assigned", strict.firm),
    ).rejects.toMatchObject({ code: "42501" });
    expect(await add("the firm's preparer", firm.firm)).toMatch(/^[0-9a-f-]{36}$/);
  });

  /** A transaction with settings put by hand, as if the gate's check were gone. */
  async function asApp<T>(
    settings: Readonly<Record<string, string>>,
    work: (tx: FirmTx) => Promise<T>,
  ): Promise<T> {
    const id = settings["app.user_id"] as UserId;
    return withUser({ id }, async (tx) => {
      for (const [name, value] of Object.entries(settings)) {
        await tx.db.execute(sql`select set_config(${name}, ${value}, true)`);
      }
      return work(tx as unknown as FirmTx);
    });
  }
});

describe("a grant that ends", () => {
  it("opens nothing from the next transaction on when it is taken back, and when its end comes", async () => {
    const id = await letIn({});
    const look = () => withClient({ id }, investor.client, "read", async () => ok(1));
    expect(await look()).toEqual(ok(1));
    await admin.query(
      "update access_grants set until = current_date, ends_at = now() where user_id = $1",
      [id],
    );
    expect(await look()).toEqual(err({ code: "not-found" }));
    await write(investor, (tx) => putGrant(tx, id, ALL));
    expect(await look()).toEqual(ok(1));
    await admin.query("delete from access_grants where user_id = $1", [id]);
    expect(await look()).toEqual(err({ code: "not-found" }));
  });

  it("answers for books that were closed as for books that never were", async () => {
    const { id, client } = personOf("let in, now over");
    const [closed, never] = [await viewShell({ id }, client), await viewShell({ id }, nowhere)];
    expect(closed).toEqual(never);
    expect(closed).toEqual(err({ code: "not-found" }));
  });
});

describe("the firm's gate", () => {
  it("lets each role do what it may, and nobody from outside in", async () => {
    const team = await makePreparer();
    const may: Readonly<Record<FirmRole, readonly boolean[]>> = {
      owner: [true, true, true],
      reviewer: [true, false, true],
      preparer: [true, false, true],
      viewer: [true, false, false],
    };
    for (const role of FIRM_ROLES) {
      const id = await member(team, role);
      for (const [index, deed] of (["see-team", "manage-team", "add-client"] as const).entries()) {
        const result = await withFirm({ id }, team.firm, deed, async () => ok(role));
        expect(result).toEqual(may[role][index] ? ok(role) : err({ code: "not-allowed" }));
      }
    }
    const outside = await withFirm({ id: firm.id }, team.firm, "see-team", async () => ok(1));
    expect(outside).toEqual(err({ code: "not-found" }));
    expect(await withFirm({ id: firm.id }, "1", "see-team", async () => ok(1))).toEqual(outside);
  });
});
