import { sql } from "drizzle-orm";
import type { ClientTx } from "../tenant";

/**
 * Every address the books know as the client's: told for an explorer's file, standing in a file's name or in an account's.
 * As written.
 */
export async function listOwnAddresses(tx: ClientTx): Promise<readonly string[]> {
  const of = tx.clientId;
  const { rows } = await tx.db.execute<{ address: string }>(sql`
    with told as (
      select jsonb_array_elements_text(answers -> 'addresses') as text from import_batches
        where client_id = ${of} and jsonb_typeof(answers -> 'addresses') = 'array'
      union all
      select up.file_name from import_batches b
        join uploads up on up.client_id = b.client_id and up.id = b.upload_id where b.client_id = ${of}
      union all
      select name from accounts where client_id = ${of}
    )
    select distinct (regexp_matches(text,
      '(0x[0-9a-fA-F]{40}|(?:bc1|tb1)[0-9a-z]{20,80}|[13][1-9A-HJ-NP-Za-km-z]{25,39}|[1-9A-HJ-NP-Za-km-z]{43,44})', 'g'))[1]
      as address from told`);
  return rows.map(({ address }) => address);
}
