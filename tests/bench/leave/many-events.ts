import type pg from "pg";
import { eventHash, GENESIS } from "@/lib/audit/chain";

/** Events of one statement. */
const STEP = 5000;
const START = Date.UTC(2024, 0, 1);

/** Whose history. */
interface Whose {
  readonly client: string;
  readonly user: string;
}

/** The end of a chain while it grows. */
interface Last {
  seq: number;
  hash: string;
}

/**
 * Puts so many more events behind those there are, chained as the database chains them; answers with the last one's number. As the superuser and
 * without triggers: a trigger for each would take the better part of an hour.
 */
export async function addEvents(admin: pg.Client, whose: Whose, count: number): Promise<number> {
  const { rows } = await admin.query<{ seq: string; hash: string }>(
    "select seq, hash from audit_events where client_id = $1 order by seq desc limit 1",
    [whose.client],
  );
  const last: Last = { seq: Number(rows[0]?.seq ?? 0), hash: rows[0]?.hash ?? GENESIS };
  for (let left = count; left > 0; left -= STEP) {
    const events = Array.from({ length: Math.min(STEP, left) }, () => nextOf(whose, last));
    await admin.query("begin");
    await admin.query("set local session_replication_role = replica");
    await admin.query(
      `insert into audit_events (client_id, seq, at, user_id, deed, subject_id, detail, previous, hash)
       select client_id, seq, at, user_id, deed, subject_id, detail, previous, hash
       from jsonb_to_recordset($1::jsonb) as e(client_id uuid, seq bigint, at timestamptz, user_id uuid, deed text,
         subject_id uuid, detail jsonb, previous text, hash text)`,
      [JSON.stringify(events)],
    );
    await admin.query("commit");
  }
  return last.seq;
}

function nextOf({ client, user }: Whose, last: Last) {
  const seq = last.seq + 1;
  const event = {
    clientId: client,
    seq,
    at: new Date(START + seq * 60_000).toISOString(),
    userId: user,
    deed: "transaction.edit",
    subjectId: crypto.randomUUID(),
    detail: { batch: crypto.randomUUID(), rows: seq },
    previous: last.hash,
  };
  const hash = eventHash(event);
  Object.assign(last, { seq, hash });
  return {
    ...event,
    hash,
    client_id: client,
    user_id: user,
    subject_id: event.subjectId,
  };
}
