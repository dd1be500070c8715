import pg from "pg";
import type { Scene } from "./scene";

/** Tables that note that somebody came, of whom no probe changes anything else. */
const NOTES_OF_COMING = ["sessions", "rate_limits", "passkey_challenges"];

/**
 * A hash of every table's rows that belong to the scene's client, firm or people, by table: what no probe of somebody without the right may
 * change. Read as the superuser, past row security.
 */
export async function rowHashes(
  ownerUrl: string,
  { client, firm, people }: Scene,
): Promise<ReadonlyMap<string, string>> {
  const admin = new pg.Client({ connectionString: ownerUrl });
  await admin.connect();
  try {
    const { rows: columns } = await admin.query<{ table: string; columns: string[] }>(`
      select c.relname as table, array_agg(a.attname::text) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by 1 order by 1`);
    const parts = columns
      .filter(({ table }) => !NOTES_OF_COMING.includes(table))
      .map(({ table, columns: names }) => {
        const of = ownedBy(table, names);
        return `select '${table}' as name, count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash
          from ${pg.escapeIdentifier(table)} t where ${of}`;
      });
    const { rows } = await admin.query<{ name: string; hash: string }>(
      parts
        .join(" union all ")
        .replaceAll(":client", pg.escapeLiteral(client))
        .replaceAll(":firm", pg.escapeLiteral(firm))
        .replaceAll(":people", people.map((id) => pg.escapeLiteral(id)).join(",")),
    );
    return new Map(rows.map(({ name, hash }) => [name, hash]));
  } finally {
    await admin.end();
  }
}

function ownedBy(table: string, columns: readonly string[]): string {
  if (columns.includes("client_id")) return "t.client_id = :client";
  if (columns.includes("firm_id")) return "t.firm_id = :firm";
  if (columns.includes("user_id")) return "t.user_id in (:people)";
  if (table === "firms") return "t.id = :firm";
  if (table === "users") return "t.id in (:people)";
  return "true";
}

/** The tables whose rows are not what they were. */
export const changed = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter(
    (table) => before.get(table) !== after.get(table),
  );
