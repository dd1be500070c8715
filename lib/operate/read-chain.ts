import type { ChainedEvent } from "@/lib/audit/chain";
import { withConnection } from "./admin";

/** Events that are read at once. */
const STEP = 5000;

/** All events of one client as they stand in the database, in the order of the chain, page by page, read past the product as of one moment. */
export async function readChain<T>(
  url: string,
  client: string,
  work: (read: () => AsyncGenerator<readonly ChainedEvent[]>) => Promise<T>,
): Promise<T> {
  return withConnection(url, async (connection) => {
    await connection.query("begin isolation level repeatable read read only");
    // Row security binds the owner of the tables too: it shows the client that is named here.
    await connection.query("select set_config('app.client_id', $1, true)", [client]);
    const result = await work(async function* () {
      for (let after = 0; ; ) {
        const { rows } = await connection.query<Omit<ChainedEvent, "seq"> & { seq: string }>(PAGE, [
          client,
          after,
          STEP,
        ]);
        const page = rows.map(({ seq, ...event }) => ({ seq: Number(seq), ...event }));
        yield page;
        after = page.at(-1)?.seq ?? after;
        if (page.length < STEP) {
          return;
        }
      }
    });
    await connection.query("commit");
    return result;
  });
}

const PAGE = `
  select client_id as "clientId", seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
    user_id as "userId", deed, subject_id as "subjectId", detail, previous, hash
  from audit_events where client_id = $1 and seq > $2 order by seq limit $3`;
