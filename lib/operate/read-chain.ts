import type { ChainedEvent } from "@/lib/audit/chain";
import { withConnection } from "./admin";

/** All events of one client as they stand in the database, in the order of the chain, read past the product. */
export async function readChain(url: string, client: string): Promise<readonly ChainedEvent[]> {
  return withConnection(url, async (connection) => {
    await connection.query("begin read only");
    // Row security binds the owner of the tables too: it shows the client that is named here.
    await connection.query("select set_config('app.client_id', $1, true)", [client]);
    const { rows } = await connection.query<Omit<ChainedEvent, "seq"> & { seq: string }>(
      `select client_id as "clientId", seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
         user_id as "userId", deed, subject_id as "subjectId", detail, previous, hash
       from audit_events where client_id = $1 order by seq`,
      [client],
    );
    await connection.query("commit");
    return rows.map(({ seq, ...event }) => ({ seq: Number(seq), ...event }));
  });
}
