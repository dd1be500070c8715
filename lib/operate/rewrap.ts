import type pg from "pg";
import { type Keyring, unwrap, wrap } from "@/lib/secrets/keyring";
import { keyIdOf } from "@/lib/secrets/seal";
import { withConnection } from "./admin";

/** How many keys were wrapped anew, and how many were already. */
export interface Rewrapped {
  readonly anew: number;
  readonly already: number;
}

const TABLES = [
  { table: "client_keys", id: "client_id" },
  { table: "user_keys", id: "user_id" },
] as const;

/**
 * Wraps the key of every client and user with the first key of the ring; the sealed texts themselves stay as they are. A thousand in
 * a transaction: cut off, the next run goes on with the rest. Throws `SealBroken` when the ring lacks a key that is still needed.
 */
export async function rewrapKeys(url: string, ring: Keyring): Promise<Rewrapped> {
  return withConnection(url, async (client) => {
    let [anew, already] = [0, 0];
    for (const { table, id } of TABLES) {
      for (let after: string | null = "00000000-0000-0000-0000-000000000000"; after !== null; ) {
        const done: Step = await rewrapSome(client, { table, id, after }, ring);
        anew += done.anew;
        already += done.already;
        after = done.last;
      }
    }
    return { anew, already };
  });
}

interface Step extends Rewrapped {
  /** The last one looked at; null when there are no more. */
  readonly last: string | null;
}

const AT_ONCE = 1000;

async function rewrapSome(
  client: pg.Client,
  { table, id, after }: { readonly table: string; readonly id: string; readonly after: string },
  ring: Keyring,
): Promise<Step> {
  await client.query("begin; select set_config('app.system', 'on', true)");
  try {
    const { rows } = await client.query<{ tenant: string; wrapped: string }>(
      `select ${id} as tenant, wrapped from ${table} where ${id} > $1 order by ${id} limit ${AT_ONCE} for update`,
      [after],
    );
    const old = rows.filter(({ wrapped }) => keyIdOf(wrapped) !== ring.wrapping.id);
    for (const { tenant, wrapped } of old) {
      const fresh = wrap(ring, tenant, unwrap(ring, tenant, wrapped));
      await client.query(`update ${table} set wrapped = $2 where ${id} = $1`, [tenant, fresh]);
    }
    await client.query("commit");
    return {
      anew: old.length,
      already: rows.length - old.length,
      last: rows.at(-1)?.tenant ?? null,
    };
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
