import fc from "fast-check";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { getAuditHead, insertAuditEvent, readAuditChain } from "@/db/queries/audit-events";
import { withClient } from "@/db/tenant";
import { eventHash, GENESIS, jsonbText } from "@/lib/audit/chain";
import { verifyChain } from "@/lib/audit/verify";
import { ok } from "@/lib/result";
import { makeInvestor, makeUser, openDatabase, write } from "./support";

const { ownerUrl, appUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const add = (who: Awaited<ReturnType<typeof makeInvestor>>, deed: string, detail = {}) =>
  write(who, (tx) => insertAuditEvent(tx, { deed, detail }));

const chain = (who: Awaited<ReturnType<typeof makeInvestor>>) =>
  write(who, (tx) => readAuditChain(tx, 0));

describe("the chain of a client's events", () => {
  it("is numbered without a gap and hashed as lib/audit computes it", async () => {
    const who = await makeInvestor();
    expect(await write(who, getAuditHead)).toBeNull();
    await add(who, "transaction.add", { reason: "a “note”\nwith é", rows: 12, none: null });
    await add(who, "import.commit");
    const events = await chain(who);
    expect(events.map(({ seq, previous }) => [seq, previous])).toEqual([
      [1, GENESIS],
      [2, events[0]?.hash],
    ]);
    expect(events.map(eventHash)).toEqual(events.map(({ hash }) => hash));
    expect(await verifyChain(() => [events])).toEqual({
      holds: true,
      head: await write(who, getAuditHead),
      events: 2,
    });
  });

  it("is one order without a gap when twenty people write at the same time", async () => {
    const who = await makeInvestor();
    await Promise.all(
      Array.from({ length: 20 }, async (_, writer) => {
        for (let round = 0; round < 5; round += 1) {
          await add(who, "transaction.add", { writer, round });
        }
      }),
    );
    const events = await chain(who);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
    expect(await verifyChain(() => [events])).toMatchObject({ holds: true, events: 100 });
    const times = events.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
  });

  it("leaves no trace and no gap where the operation failed", async () => {
    const who = await makeInvestor();
    await add(who, "transaction.add");
    const failed = write(who, async (tx) => {
      await insertAuditEvent(tx, { deed: "import.commit" });
      throw new Error("the operation failed");
    });
    await expect(failed).rejects.toThrow("the operation failed");
    await add(who, "transaction.void");
    expect((await chain(who)).map(({ seq, deed }) => [seq, deed])).toEqual([
      [1, "transaction.add"],
      [2, "transaction.void"],
    ]);
  });

  it("is each client's own", async () => {
    const [nora, rowan] = [await makeInvestor(), await makeInvestor()];
    await add(nora, "transaction.add");
    await add(rowan, "transaction.add");
    const [first] = await chain(rowan);
    expect(first).toMatchObject({ seq: 1, previous: GENESIS });
    const theirs = await withClient(nora, rowan.client, "read", async (tx) =>
      ok(await readAuditChain(tx, 0)),
    );
    expect(theirs).toMatchObject({ ok: false, error: { code: "not-found" } });
  });

  it("is chained whatever the statement says, and by the one who asks", async () => {
    const who = await makeInvestor();
    await add(who, "transaction.add");
    const app = new pg.Client({ connectionString: appUrl });
    await app.connect();
    try {
      await app.query("begin");
      await app.query(
        "select set_config('app.user_id', $1, true), set_config('app.client_id', $2, true)",
        [who.id, who.client],
      );
      await app.query(
        `insert into audit_events (client_id, user_id, deed, at, seq, previous, hash)
         values ($1, $2, 'year.file', '2020-01-01', 77, 'forged', 'forged'), ($1, $2, 'year.reopen', '2020-01-01', 77, '', '')`,
        [who.client, who.id],
      );
      await app.query("savepoint mine");
      const asAnother = app.query(
        "insert into audit_events (client_id, user_id, deed) values ($1, $2, 'year.file')",
        [who.client, await makeUser()],
      );
      await expect(asAnother).rejects.toMatchObject({ code: "23001" });
      await app.query("rollback to mine; commit");
    } finally {
      await app.end();
    }
    const events = await chain(who);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(events[1]?.at.slice(0, 4)).not.toBe("2020");
    expect((await verifyChain(() => [events])).holds).toBe(true);
  });

  it("cannot be changed, thinned out or emptied, not even by a superuser who leaves the triggers on", async () => {
    const who = await makeInvestor();
    await add(who, "transaction.add");
    for (const deed of [
      "update audit_events set deed = 'year.file'",
      "delete from audit_events",
      "truncate audit_events",
    ]) {
      await expect(admin.query(deed)).rejects.toMatchObject({ code: "23001" });
    }
    expect(await chain(who)).toHaveLength(1);
  });

  it("goes with the whole client", async () => {
    const who = await makeInvestor();
    await add(who, "transaction.add");
    await admin.query("delete from clients where client_id = $1", [who.client]);
    const left = await admin.query("select from audit_events where client_id = $1", [who.client]);
    expect(left.rowCount).toBe(0);
  });

  it("is told apart from what somebody changed behind its back", async () => {
    const who = await makeInvestor();
    for (const rows of [1, 2, 3]) {
      await add(who, "import.commit", { rows });
    }
    await admin.query("begin; set local session_replication_role = replica");
    await admin.query(
      `update audit_events set detail = '{"rows": 9}' where client_id = $1 and seq = 2`,
      [who.client],
    );
    await admin.query("commit");
    const later = await chain(who);
    expect(await verifyChain(() => [later])).toMatchObject({ broken: { kind: "changed", seq: 2 } });
  });
});

describe("a detail's text", () => {
  it("is PostgreSQL's own, for any JSON", async () => {
    const values = fc.sample(
      fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes("\\u0000")),
      { numRuns: 500, seed: 8949 },
    );
    const { rows } = await admin.query<{ told: string; text: string }>(
      "select told, told::jsonb::text as text from unnest($1::text[]) with ordinality t(told, n) order by n",
      [values.map((value) => JSON.stringify(value)).filter(isStorable)],
    );
    expect(rows.length).toBeGreaterThan(300);
    for (const { told, text } of rows) {
      expect(jsonbText(JSON.parse(told))).toBe(text);
    }
  });
});

/** PostgreSQL keeps no half of a surrogate pair. */
const isStorable = (json: string) => !/\\ud[89a-f]/i.test(json);
