import pg from "pg";
import { afterAll, expect, it } from "vitest";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { verifyHistory } from "@/lib/services/history/verify-history";
import { makeInvestor, openDatabase, valued, write } from "../../integration/support";
import { countOf, oneOf, random, tallyOf, tell } from "./count";

const { ownerUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const ROUNDS = countOf(200);
const EVENTS = 60;
const SHA = "'[0-9a-f]$', case when right(hash, 1) = '0' then '1' else '0' end";

/** What somebody with the database in hand may do to one client's history: $1 the client, $2 and $3 two different events of it. */
const TAMPERINGS: Readonly<Record<string, string>> = {
  "another time":
    "update audit_events set at = at + interval '1 second' where client_id = $1 and seq = $2",
  "another person":
    "update audit_events set user_id = gen_random_uuid() where client_id = $1 and seq = $2",
  "another deed": "update audit_events set deed = 'year.file' where client_id = $1 and seq = $2",
  "another subject":
    "update audit_events set subject_id = gen_random_uuid() where client_id = $1 and seq = $2",
  "another detail": `update audit_events set detail = detail || '{"rows": 99999}' where client_id = $1 and seq = $2`,
  "one more detail": `update audit_events set detail = detail || '{"more": null}' where client_id = $1 and seq = $2`,
  "another hash": `update audit_events set hash = regexp_replace(hash, ${SHA}) where client_id = $1 and seq = $2`,
  "another hash before": `update audit_events set previous = regexp_replace(previous, ${SHA.replaceAll("hash", "previous")}) where client_id = $1 and seq = $2`,
  "another number": "update audit_events set seq = 1000 + seq where client_id = $1 and seq = $2",
  "one taken out": "delete from audit_events where client_id = $1 and seq = $2",
  "a stretch taken out":
    "delete from audit_events where client_id = $1 and seq between least($2::int, $3::int) and greatest($2::int, $3::int)",
  "the end cut off": "delete from audit_events where client_id = $1 and seq >= $2",
  "two exchanged": `update audit_events e set deed = o.deed, detail = o.detail from audit_events o
     where e.client_id = $1 and o.client_id = $1 and (e.seq, o.seq) in (($2, $3), ($3, $2))`,
  "one put in twice": `insert into audit_events (client_id, at, user_id, deed, subject_id, detail, seq, previous, hash)
     select client_id, at, user_id, deed, subject_id, detail, 1001, previous, hash from audit_events where client_id = $1 and seq = $2`,
};

it(`${ROUNDS} tamperings with a history in the database: each is found from the history's own page, with the head that was printed`, {
  timeout: 60_000 + ROUNDS * 500,
}, async () => {
  const who = await makeInvestor();
  const other = await makeInvestor();
  for (let rows = 1; rows <= EVENTS; rows += 1) {
    await write(who, (tx) =>
      insertAuditEvent(tx, {
        deed: rows % 2 === 0 ? "import.commit" : "transaction.add",
        detail: { rows },
      }),
    );
  }
  await write(other, (tx) => insertAuditEvent(tx, { deed: "import.commit" }));
  const { head } = await valued(verifyHistory(who, who.client));
  expect(head).not.toBeNull();
  await admin.query(
    "create temporary table kept as select * from audit_events where client_id = $1",
    [who.client],
  );
  const columns = (
    await admin.query<{ names: string }>(
      `select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
       where table_schema = 'public' and table_name = 'audit_events' and is_generated = 'NEVER'`,
    )
  ).rows[0]?.names;
  // A superuser who leaves triggers and keys aside: the product's own role can do none of it.
  await admin.query("set session_replication_role = replica");
  const tried: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const how = oneOf(Object.keys(TAMPERINGS));
    const at = 1 + Math.floor(random() * EVENTS);
    const second = 1 + ((at + Math.floor(random() * (EVENTS - 1))) % EVENTS);
    const text = TAMPERINGS[how] ?? "";
    const values = text.includes("$3") ? [who.client, at, second] : [who.client, at];
    expect((await admin.query(text, values)).rowCount, how).toBeGreaterThan(0);
    const found = await valued(verifyHistory(who, who.client, head ?? ""));
    expect(found.holds, `${how} at ${at} and ${second}`).toBe(false);
    await admin.query("delete from audit_events where client_id = $1", [who.client]);
    await admin.query(
      `insert into audit_events (${columns}) overriding system value select ${columns} from kept`,
    );
    tried.push(how);
  }
  // Put back as it was it holds again: what was found is what was done, not the putting back.
  expect((await valued(verifyHistory(who, who.client, head ?? ""))).holds).toBe(true);
  expect((await valued(verifyHistory(other, other.client))).holds).toBe(true);
  tell("R28", { rounds: ROUNDS, found: tried.length, ...tallyOf(tried) });
});
