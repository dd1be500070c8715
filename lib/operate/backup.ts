import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { withConnection } from "./admin";
import { appearAs } from "./appear";
import {
  type BackupEnd,
  type BackupHead,
  type BackupTable,
  lineHash,
  rowLine,
} from "./backup-format";
import { dataTables, schemaOf } from "./tables";

/** What a backup holds. */
export interface BackupReceipt {
  readonly takenAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly sha256: string;
  readonly keys: readonly string[];
}

/** The role that reads everything, made for this and used by nothing else. It may not sign in. */
const ROLE = "lotwise_backup";

/**
 * Writes everything the database holds into `file`, as of one moment, while people go on working. It reads as a role that row
 * security does not bind and that may only read; where the role of `url` can become no such role, it fails: a backup is never
 * silently a part. The file appears whole or not at all.
 */
export async function backup(url: string, file: string): Promise<BackupReceipt> {
  const temporary = `${file}.part`;
  try {
    const receipt = await withConnection(url, async (client) => {
      await becomeReader(client);
      return writeFile(client, temporary);
    });
    await appearAs(temporary, file);
    return receipt;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function becomeReader(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ superuser: boolean }>(
    "select rolsuper as superuser from pg_roles where rolname = current_user",
  );
  if (rows[0]?.superuser === true) {
    await makeReader(client);
    await client.query(`set role ${ROLE}`);
  }
  // Whoever row security would hide a row from gets an error instead of a part.
  await client.query("set row_security = off");
  await client.query("begin transaction isolation level repeatable read read only");
}

async function makeReader(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [ROLE]);
  if (rowCount === 0) {
    await client.query(`create role ${ROLE} nologin nosuperuser bypassrls`);
  }
  for (const schema of ["public", "graphile_worker", "drizzle"]) {
    await client.query(`grant usage on schema ${schema} to ${ROLE}`);
    await client.query(`grant select on all tables in schema ${schema} to ${ROLE}`);
  }
}

async function writeFile(client: pg.Client, file: string): Promise<BackupReceipt> {
  const gzip = createGzip({ level: 6 });
  const written = pipeline(gzip, createWriteStream(file, { mode: 0o600 }));
  // A full disk ends the writing before we look at it again.
  written.catch(() => gzip.destroy());
  const hash = lineHash();
  const write = async (line: string) => {
    hash.add(line);
    if (!gzip.write(`${line}\n`)) {
      await Promise.race([once(gzip, "drain"), written]);
    }
  };
  const head = await headOf(client);
  await write(JSON.stringify(head));
  const rows: Record<string, number> = {};
  for (const { table, columns } of await dataTables(client)) {
    const named: BackupTable = { table, columns };
    await write(JSON.stringify(named));
    rows[table] = await writeRows(client, table, write);
    await write("");
  }
  await client.query("commit");
  const end: BackupEnd = { rows, sha256: hash.hex() };
  gzip.end(`${JSON.stringify(end)}\n`);
  await written;
  const counts = Object.values(rows);
  const { takenAt, keys } = head;
  return {
    takenAt,
    keys,
    tables: counts.length,
    rows: counts.reduce((sum, count) => sum + count, 0),
    sha256: end.sha256,
  };
}

async function headOf(client: pg.Client): Promise<BackupHead> {
  const taken = await client.query<{ at: string }>("select now()::text as at");
  const keys = await client.query<{ id: string }>(`
    select distinct split_part(wrapped, '.', 2) as id from (
      select wrapped from client_keys union all select wrapped from user_keys) k order by 1`);
  return {
    format: "lotwise backup 1",
    schema: await schemaOf(client),
    takenAt: taken.rows[0]?.at ?? "",
    keys: keys.rows.map(({ id }) => id),
  };
}

/** Rows fetched at once: few where each may hold a piece of a file. */
const AT_ONCE = 2000;
const AT_ONCE_OF_FILES = 8;

async function writeRows(
  client: pg.Client,
  table: string,
  write: (line: string) => Promise<void>,
): Promise<number> {
  const { rows: bytes } = await client.query(
    "select from pg_attribute where attrelid = $1::regclass and atttypid = 'bytea'::regtype and attnum > 0",
    [table],
  );
  const step = bytes.length > 0 ? AT_ONCE_OF_FILES : AT_ONCE;
  await client.query(`declare every no scroll cursor for select t::text as row from ${table} t`);
  let count = 0;
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${step} from every`);
    for (const { row } of rows) {
      await write(rowLine(row));
    }
    count += rows.length;
    if (rows.length < step) {
      await client.query("close every");
      return count;
    }
  }
}
