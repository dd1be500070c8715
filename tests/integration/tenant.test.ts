import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { ensureAccounts, listAccounts } from "@/db/queries/accounts";
import { getClient, listClients } from "@/db/queries/clients";
import { insertQuotes } from "@/db/queries/quotes";
import { insertSettings } from "@/db/queries/settings";
import { accessGrants } from "@/db/schema/access-grants";
import { accounts } from "@/db/schema/accounts";
import { clients } from "@/db/schema/clients";
import { passwords } from "@/db/schema/passwords";
import { users } from "@/db/schema/users";
import { withSystem } from "@/db/system";
import { type ClientTx, withClient, withUser } from "@/db/tenant";
import { err, ok } from "@/lib/result";
import { DEFAULT_SETTINGS } from "@/lib/services/gains/default-settings";
import {
  makeInvestor,
  makePreparer,
  makeUser,
  nobody,
  nowhere,
  openDatabase,
  write,
} from "./support";

await openDatabase({ DB_POOL_SIZE: "2" });

const read = <T>(
  who: { id: Awaited<ReturnType<typeof makeUser>> },
  client: string,
  work: (tx: ClientTx) => Promise<T>,
) => withClient(who, client, "read", async (tx) => ok(await work(tx)));

const notFound = { ok: false, error: { code: "not-found" } };

describe("the gate", () => {
  it("lets an investor into their own books, and a preparer into their firm's, each in their role", async () => {
    const investor = await makeInvestor();
    const preparer = await makePreparer();
    expect(await read(investor, investor.client, async (tx) => tx.role)).toEqual(ok("owner"));
    expect(await read(preparer, preparer.client, async (tx) => tx.role)).toEqual(ok("preparer"));
  });

  it("answers the same for a foreign client, one that never was and text that is no id", async () => {
    const [mine, theirs] = [await makeInvestor(), await makePreparer()];
    for (const client of [
      theirs.client,
      nowhere,
      "",
      "1",
      "../etc",
      mine.client.toUpperCase(),
      `${mine.client} `,
    ]) {
      expect(await read(mine, client, getClient)).toEqual(notFound);
      expect(await withClient(mine, client, "write", async () => ok(1))).toEqual(notFound);
    }
    expect(await read(nobody, mine.client, getClient)).toEqual(notFound);
  });

  it("never runs the work it refuses", async () => {
    const [mine, theirs] = [await makeInvestor(), await makeInvestor()];
    let ran = false;
    await withClient(mine, theirs.client, "write", async () => {
      ran = true;
      return ok(null);
    });
    expect(ran).toBe(false);
  });

  it("lets a viewer read and refuses them to write; an editor may", async () => {
    const [owner, viewer, editor] = [await makeInvestor(), await makeUser(), await makeUser()];
    await write(owner, async (tx) => {
      await tx.db.insert(accessGrants).values([
        { clientId: owner.client, userId: viewer, role: "viewer", grantedBy: owner.id },
        { clientId: owner.client, userId: editor, role: "editor", grantedBy: owner.id },
      ]);
    });
    expect((await read({ id: viewer }, owner.client, getClient)).ok).toBe(true);
    expect(await withClient({ id: viewer }, owner.client, "write", async () => ok(1))).toEqual({
      ok: false,
      error: { code: "read-only" },
    });
    expect(await withClient({ id: editor }, owner.client, "write", async () => ok(1))).toEqual(
      ok(1),
    );
  });

  it("keeps nothing of work that is refused or thrown", async () => {
    const me = await makeInvestor();
    const refused = await withClient(me, me.client, "write", async (tx) => {
      await ensureAccounts(tx, [{ name: "Half done", source: null }]);
      return err({ code: "changed-my-mind" as const });
    });
    expect(refused).toEqual({ ok: false, error: { code: "changed-my-mind" } });
    const thrown = withClient(me, me.client, "write", async (tx) => {
      await ensureAccounts(tx, [{ name: "Half done", source: null }]);
      throw new Error("a bug");
    });
    await expect(thrown).rejects.toThrow("a bug");
    expect(await read(me, me.client, listAccounts)).toEqual(ok([]));
  });

  it("gives a read transaction that cannot write, whatever the code tries", async () => {
    const me = await makeInvestor();
    const tried = read(me, me.client, (tx) =>
      tx.db.insert(accounts).values({ clientId: me.client, name: "Sneaky", createdBy: me.id }),
    );
    await expect(tried).rejects.toMatchObject({ code: "25006" });
  });

  it("lists exactly the clients one may open", async () => {
    const [investor, preparer, friend] = [
      await makeInvestor(),
      await makePreparer(),
      await makeUser(),
    ];
    await write(investor, (tx) =>
      tx.db.insert(accessGrants).values({
        clientId: investor.client,
        userId: friend,
        role: "viewer",
        grantedBy: investor.id,
      }),
    );
    const ids = async (id: typeof friend) =>
      (await withUser({ id }, listClients)).map((client) => client.id);
    expect(await ids(investor.id)).toEqual([investor.client]);
    expect(await ids(preparer.id)).toEqual([preparer.client]);
    expect(await ids(friend)).toEqual([investor.client]);
  });
});

describe("row security under the gate", () => {
  it("hides other clients' rows from a query that forgets its client", async () => {
    const [mine, theirs] = [await makeInvestor(), await makeInvestor()];
    await write(theirs, (tx) => ensureAccounts(tx, [{ name: "Vault", source: null }]));
    expect(await read(mine, mine.client, (tx) => tx.db.select().from(accounts))).toEqual(ok([]));
    const seen = await read(mine, mine.client, (tx) => tx.db.select().from(clients));
    expect(seen.ok && seen.value.map((client) => client.clientId)).toEqual([mine.client]);
  });

  it("refuses a row for another client, and changes none of theirs", async () => {
    const [mine, theirs] = [await makeInvestor(), await makeInvestor()];
    await write(theirs, (tx) => ensureAccounts(tx, [{ name: "Vault", source: null }]));
    const planted = write(mine, (tx) =>
      tx.db
        .insert(accounts)
        .values({ clientId: theirs.client, name: "Planted", createdBy: mine.id }),
    );
    await expect(planted).rejects.toMatchObject({ code: "42501" });
    const changed = await write(mine, (tx) => tx.db.update(accounts).set({ name: "Mine now" }));
    expect(changed.rowCount).toBe(0);
  });

  it("refuses a reference into another client's rows", async () => {
    const [mine, theirs] = [await makeInvestor(), await makeInvestor()];
    const named = await write(theirs, (tx) =>
      ensureAccounts(tx, [{ name: "Vault", source: null }]),
    );
    const reaching = write(mine, (tx) =>
      tx.db.execute(sql`insert into standing_orders (client_id, account_id, method, effective_from, made_at, entered_by)
        values (${mine.client}, ${named.get("Vault")}, 'fifo', now(), now(), ${mine.id})`),
    );
    await expect(reaching).rejects.toMatchObject({ code: "23503" });
  });

  it("shows no password, session or other user inside a client's books, nor books to the system", async () => {
    const [mine] = [await makeInvestor(), await makeUser()];
    expect(await read(mine, mine.client, (tx) => tx.db.select().from(passwords))).toEqual(ok([]));
    const people = await read(mine, mine.client, (tx) =>
      tx.db.select({ id: users.id }).from(users),
    );
    expect(people).toEqual(ok([{ id: mine.id }]));
    expect(await withSystem((tx) => tx.db.select().from(clients))).toEqual([]);
    expect(await withSystem((tx) => tx.db.select().from(accounts))).toEqual([]);
  });

  it("lets nobody make a client for somebody else or for a firm they are not in", async () => {
    const [me, preparer] = [await makeInvestor(), await makePreparer()];
    const forOther = withUser(me, (tx) =>
      tx.db.insert(clients).values({ name: "Trap", ownerUserId: preparer.id }),
    );
    await expect(forOther).rejects.toMatchObject({ code: "42501" });
    const forFirm = withUser(me, (tx) =>
      tx.db.insert(clients).values({ name: "Trap", firmId: preparer.firm }),
    );
    await expect(forFirm).rejects.toMatchObject({ code: "42501" });
  });

  it("keeps two clients apart over 2 x 1,000 interleaved transactions on two connections", async () => {
    const people = [await makeInvestor(), await makePreparer()];
    for (const [index, person] of people.entries()) {
      await write(person, (tx) => ensureAccounts(tx, [{ name: `Account ${index}`, source: null }]));
    }
    let strange = 0;
    const once = async (turn: number) => {
      const index = turn % 2;
      const person = people[index]!;
      const names = await read(person, person.client, (tx) =>
        tx.db.select({ name: accounts.name }).from(accounts),
      );
      const leftover =
        turn % 10 === 0 ? await withUser(nobody, (tx) => tx.db.select().from(accounts)) : [];
      if (
        !names.ok ||
        names.value.length !== 1 ||
        names.value[0]?.name !== `Account ${index}` ||
        leftover.length > 0
      ) {
        strange += 1;
      }
    };
    const turns = Array.from({ length: 2000 }, (_, turn) => turn);
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let turn = turns.pop(); turn !== undefined; turn = turns.pop()) {
          await once(turn);
        }
      }),
    );
    expect(strange).toBe(0);
  });
});

describe("the versions of a client", () => {
  it("rise with settings and accounts, not with quotes", async () => {
    const me = await makeInvestor();
    const versions = async () => {
      const { ledgerVersion, settingsVersion } = await write(me, getClient);
      return [ledgerVersion, settingsVersion];
    };
    expect(await versions()).toEqual([0, 0]);
    await write(me, (tx) => ensureAccounts(tx, [{ name: "A", source: null }]));
    expect(await versions()).toEqual([0, 1]);
    await write(me, (tx) => ensureAccounts(tx, [{ name: "A", source: null }]));
    expect(await versions()).toEqual([0, 1]);
    await write(me, (tx) =>
      insertSettings(tx, { ...DEFAULT_SETTINGS, timeZone: "America/New_York" }),
    );
    expect(await versions()).toEqual([0, 2]);
    await write(me, (tx) => insertQuotes(tx, []));
    expect(await versions()).toEqual([0, 2]);
  });
});
