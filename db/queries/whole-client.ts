import { sql } from "drizzle-orm";
import type { ClientTx } from "../tenant";

/** A table that holds rows of clients, as the database's own catalogue tells: a new one is in it by itself. */
export interface TenantTable {
  readonly name: string;
  readonly columns: readonly TenantColumn[];
  /** Its primary key. */
  readonly key: readonly string[];
}

export interface TenantColumn {
  readonly name: string;
  /** As PostgreSQL calls it: "uuid", "numeric", "bytea". */
  readonly type: string;
}

/** A row as it stands, by column: exact numbers as text, bytes by how many they are. */
export type TenantRow = Readonly<Record<string, unknown>>;

/** Every table with a `client_id`, by name. */
export async function listTenantTables(tx: ClientTx): Promise<readonly TenantTable[]> {
  const { rows } = await tx.db.execute<{
    name: string;
    columns: TenantColumn[];
    key: string[] | null;
  }>(sql`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select json_agg(a.attname order by k.place) from pg_constraint p, unnest(p.conkey) with ordinality k(num, place)
        join pg_attribute a on a.attnum = k.num
        where p.conrelid = c.oid and p.contype = 'p' and a.attrelid = c.oid) as key
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped)
    order by c.relname`);
  return rows.map(({ name, columns, key }) => ({ name, columns, key: key ?? [] }));
}

/** How many rows of the client each of these tables holds. */
export async function countRows(
  tx: ClientTx,
  tables: readonly TenantTable[],
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await tx.db.execute<{ count: string }>(
      sql`select count(*) as count from ${sql.identifier(name)} where client_id = ${tx.clientId}`,
    );
    counts[name] = Number(rows[0]?.count ?? 0);
  }
  return counts;
}

/** Rows that are read at once. */
const STEP = 1000;

/**
 * All rows of the client in a table, some at a time, in the order of its key; `without` leaves columns out. One such reading at a time
 * in a transaction, which is best a snapshot.
 */
export async function* readRows(
  tx: ClientTx,
  { name, columns, key }: TenantTable,
  without: readonly string[],
): AsyncGenerator<readonly TenantRow[]> {
  const kept = columns.filter((column) => !without.includes(column.name));
  const told = sql.join(kept.map(tellColumn), sql`, `);
  await tx.db.execute(sql`
    declare every_row no scroll cursor for
    select row_to_json(told)::text as row from (
      select ${told} from ${sql.identifier(name)} t where t.client_id = ${tx.clientId} order by ${keyOf(key)}) told`);
  for (;;) {
    const { rows } = await tx.db.execute<{ row: string }>(
      sql`fetch ${sql.raw(String(STEP))} from every_row`,
    );
    if (rows.length > 0) {
      yield rows.map(({ row }) => JSON.parse(row) as TenantRow);
    }
    if (rows.length < STEP) {
      await tx.db.execute(sql`close every_row`);
      return;
    }
  }
}

/** The bytes in a column, one row's at a time, with what `named` says of the row. One such reading at a time in a transaction. */
export async function* readBytes(
  tx: ClientTx,
  { name, key }: TenantTable,
  column: string,
  named: string,
): AsyncGenerator<{ readonly name: string; readonly bytes: Uint8Array }> {
  await tx.db.execute(sql`
    declare every_file no scroll cursor for
    select t.${sql.identifier(named)} as name, t.${sql.identifier(column)} as bytes
    from ${sql.identifier(name)} t where t.client_id = ${tx.clientId} order by ${keyOf(key)}`);
  for (;;) {
    const { rows } = await tx.db.execute<{ name: string; bytes: Buffer }>(
      sql`fetch 1 from every_file`,
    );
    const [row] = rows;
    if (row === undefined) {
      await tx.db.execute(sql`close every_file`);
      return;
    }
    yield row;
  }
}

const keyOf = (key: readonly string[]) =>
  sql.join(
    key.map((part) => sql`t.${sql.identifier(part)}`),
    sql`, `,
  );

/** Numbers that a program's own might not hold are text; bytes are files of their own. */
function tellColumn({ name, type }: TenantColumn) {
  const column = sql`t.${sql.identifier(name)}`;
  const as = sql.identifier(name);
  switch (type) {
    case "numeric":
    case "bigint":
      return sql`${column}::text as ${as}`;
    case "bytea":
      return sql`octet_length(${column}) as ${as}`;
    default:
      return sql`${column} as ${as}`;
  }
}
