import type pg from "pg";
import { invariant } from "@/lib/result";
import { type Keyring, newWrappedKey, unwrap } from "@/lib/secrets/keyring";
import { isSealed } from "@/lib/secrets/seal";
import { vaultOf } from "@/lib/secrets/vault";
import { sealTexts } from "./seal-texts";

/** Raised when more is sealed than before: the next start then looks through everything once more. */
const DONE = "sealed 2";

/**
 * Seals what was kept readable before it was sealed, and gives every client a key. Run by the owner of the tables after each
 * migration; names client by client, texts table by table, each in a transaction of its own: cut off, the next run goes on where it
 * ended. Returns how many clients' names were sealed.
 */
export async function sealNames(owner: pg.Client, ring: () => Keyring): Promise<number> {
  const { rows } = await owner.query<{ said: string | null }>(
    "select col_description('clients'::regclass, 1) as said",
  );
  if (rows[0]?.said === DONE) {
    return 0;
  }
  const ids = await clientsToSeal(owner);
  for (const id of ids) {
    await sealClient(owner, id, ring());
  }
  await sealTexts(owner, ring);
  await owner.query(`comment on column clients.client_id is '${DONE}'`);
  return ids.length;
}

/** Row security binds the owner too and no client is known yet: it is let go of for this one question. */
async function clientsToSeal(owner: pg.Client): Promise<string[]> {
  await owner.query("begin; alter table clients no force row level security");
  try {
    await owner.query("alter table client_keys no force row level security");
    const { rows } = await owner.query<{ id: string }>(
      `select client_id as id from clients c where name not like 's1.%'
         or not exists (select from client_keys k where k.client_id = c.client_id)`,
    );
    await owner.query("alter table client_keys force row level security");
    await owner.query("alter table clients force row level security");
    await owner.query("commit");
    return rows.map(({ id }) => id);
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

async function sealClient(owner: pg.Client, id: string, ring: Keyring): Promise<void> {
  await owner.query("begin");
  try {
    await owner.query("select set_config('app.client_id', $1, true)", [id]);
    const { wrapped } = newWrappedKey(ring, id);
    await owner.query(
      "insert into client_keys (client_id, wrapped) values ($1, $2) on conflict do nothing",
      [id, wrapped],
    );
    const { rows } = await owner.query<{ name: string; wrapped: string }>(
      "select name, wrapped from clients join client_keys using (client_id) where client_id = $1 for update of clients",
      [id],
    );
    const [row] = rows;
    invariant(row !== undefined, "a client that was just seen is there");
    if (!isSealed(row.name)) {
      const place = { table: "clients", column: "name", row: id };
      const name = vaultOf(id, unwrap(ring, id, row.wrapped)).seal(place, row.name);
      await owner.query("update clients set name = $2 where client_id = $1", [id, name]);
    }
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}
