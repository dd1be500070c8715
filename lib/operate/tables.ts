import type pg from "pg";
import type { BackupTable } from "./backup-format";

/** A table of this database. */
export interface DataTable extends BackupTable {
  /** Its columns without those that PostgreSQL computes from the others. */
  readonly stored: readonly string[];
}

/**
 * The tables that hold data: all of ours, and the queue's. What a migration writes of itself stays out; the database that is restored
 * into has its own.
 */
export async function dataTables(client: pg.Client): Promise<readonly DataTable[]> {
  const { rows } = await client.query<DataTable>(`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as table,
      (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as stored
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and (n.nspname = 'public' or (n.nspname = 'graphile_worker' and c.relname <> 'migrations'))
    order by 1`);
  return rows;
}

/** SHA-256 of the last migration this database has had. */
export async function schemaOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ hash: string }>(
    "select hash from drizzle.__drizzle_migrations order by created_at desc limit 1",
  );
  return rows[0]?.hash ?? "";
}
