import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { migrate, migrateUntil } from "@/db/migrate";
import { err, ok, type Result } from "@/lib/result";
import { type Keyring, parseKeyring } from "@/lib/secrets/keyring";
import { withConnection } from "./admin";
import {
  type BackupEnd,
  type BackupHead,
  type BackupTable,
  lineHash,
  rowOfLine,
} from "./backup-format";
import { linesOf } from "./lines";
import { type DataTable, dataTables } from "./tables";

/** What was restored. */
export interface RestoreReceipt {
  readonly takenAt: string;
  readonly tables: number;
  readonly rows: number;
}

/**
 * Puts a backup into an empty database, all of it or nothing: the file's own hash and counts are checked before anything counts. The
 * role of `url` must be a superuser, for rows come in as they were, past the triggers that make them. The error is a sentence.
 */
export async function restore(
  url: string,
  file: string,
  { keys, secret }: { readonly keys: string; readonly secret?: string | undefined },
): Promise<Result<RestoreReceipt, string>> {
  const head = await headOf(file);
  const fault =
    head === null ? UNREADABLE : ((await unfit(url)) ?? keysLacking(head, parseKeyring(keys)));
  if (head === null || fault !== null) {
    return err(fault ?? UNREADABLE);
  }
  if (!(await migrateUntil(url, head.schema, { secret }))) {
    return err("This backup was made by a later version of Lotwise, or by another one.");
  }
  const result = await withConnection(url, (client) => loadWhole(client, file));
  if (result.ok) {
    await migrate(url, { secret, keys });
  }
  return result;
}

async function loadWhole(client: pg.Client, file: string): Promise<Result<RestoreReceipt, string>> {
  await client.query("begin");
  const result = await load(client, file).catch((error: unknown) =>
    isUnreadable(error) ? err(UNREADABLE) : Promise.reject(error),
  );
  if (!result.ok) {
    await client.query("rollback");
    return result;
  }
  await setSequences(client);
  await client.query("commit");
  await client.query("analyze");
  return result;
}

/** The lines of a backup. Errors of the file are thrown. */
async function* backupLines(file: string): AsyncGenerator<string> {
  const unzipped = createGunzip();
  const source = createReadStream(file);
  // Its error would otherwise be nobody's; the reader sees it as its own.
  source.on("error", (error) => unzipped.destroy(error));
  source.pipe(unzipped);
  try {
    yield* linesOf(unzipped);
  } finally {
    source.destroy();
  }
}

/** What a file says it is; null for one that cannot be read or is no backup. */
async function headOf(file: string): Promise<BackupHead | null> {
  try {
    for await (const line of backupLines(file)) {
      return headIn(line);
    }
    return null;
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

function headIn(line: string): BackupHead | null {
  const head = parsed(line, isHead);
  return head?.format === "lotwise backup 1" ? head : null;
}

function keysLacking({ keys }: BackupHead, ring: Keyring): string | null {
  const missing = keys.filter((id) => !ring.byId.has(id));
  return missing.length === 0
    ? null
    : `ENCRYPTION_KEYS lacks ${missing.join(", ")}, without which names and notes of this backup cannot be read.`;
}

const UNREADABLE =
  "The file is no backup of Lotwise, or it is cut off or damaged. Nothing was restored.";

/** Of the file, of its compression, or a row that PostgreSQL takes for none of its table (classes 22 and 23). */
const isUnreadable = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  /^(Z_|ENOENT|EISDIR|EACCES|2[23]...$)/.test(String(error.code));

/** Why this database cannot be restored into; null when it can. One without any table can: the backup's version makes them. */
async function unfit(url: string): Promise<string | null> {
  return withConnection(url, async (client) => {
    const { rows } = await client.query<{ superuser: boolean; tables: boolean }>(
      `select rolsuper as superuser, exists (select from pg_tables where schemaname = 'public') as tables
       from pg_roles where rolname = current_user`,
    );
    const [found] = rows;
    if (found?.superuser !== true) {
      return "Restoring needs a superuser's DATABASE_URL.";
    }
    return found.tables ? "This database has tables in it. Restore into an empty one." : null;
  });
}

async function load(client: pg.Client, file: string): Promise<Result<RestoreReceipt, string>> {
  await client.query("set local session_replication_role = replica");
  const tables = await dataTables(client);
  await client.query(`truncate ${tables.map(({ table }) => table).join(", ")}`);
  const reader = new BackupReader(client, tables);
  for await (const line of backupLines(file)) {
    const fault = reader.head === null ? reader.start(line) : await reader.take(line);
    if (fault !== null) {
      return err(fault);
    }
  }
  return reader.receipt();
}

/** Rows sent at once, in rows and in characters. */
const BATCH_ROWS = 2000;
const BATCH_LENGTH = 8_000_000;

class BackupReader {
  readonly client: pg.Client;
  readonly tables: readonly DataTable[];
  head: BackupHead | null = null;
  #end: BackupEnd | null = null;
  #table: DataTable | null = null;
  readonly #rows = new Map<string, number>();
  readonly #hash = lineHash();
  #batch: string[] = [];
  #length = 0;

  constructor(client: pg.Client, tables: readonly DataTable[]) {
    this.client = client;
    this.tables = tables;
  }

  /** The first line; the sentence of what is wrong with it, or null. */
  start(line: string): string | null {
    this.head = headIn(line);
    this.#hash.add(line);
    return this.head === null ? UNREADABLE : null;
  }

  /** One line after the first; the sentence of what is wrong with it, or null. */
  async take(line: string): Promise<string | null> {
    if (this.#table !== null) {
      this.#hash.add(line);
      return line === "" ? this.#close(this.#table) : this.#row(this.#table, line);
    }
    const told = parsed(line, isTable);
    if (told === null) {
      const end = this.#end === null ? parsed(line, isEnd) : null;
      this.#end = end;
      return end === null ? UNREADABLE : null;
    }
    this.#hash.add(line);
    const known = this.tables.find(({ table }) => table === told.table);
    if (known === undefined || known.columns.join() !== told.columns.join()) {
      return `The table ${told.table} of this backup is not like this version's.`;
    }
    this.#table = known;
    this.#rows.set(known.table, 0);
    return null;
  }

  async #row(table: DataTable, line: string): Promise<null> {
    const row = rowOfLine(line);
    this.#batch.push(row);
    this.#length += row.length;
    if (this.#batch.length >= BATCH_ROWS || this.#length >= BATCH_LENGTH) {
      await this.#flush(table);
    }
    return null;
  }

  async #close(table: DataTable): Promise<null> {
    await this.#flush(table);
    this.#table = null;
    return null;
  }

  async #flush({ table, stored }: DataTable): Promise<void> {
    if (this.#batch.length === 0) return;
    await this.client.query(
      `insert into ${table} (${stored.join(", ")}) overriding system value
       select ${stored.map((column) => `(r).${column}`).join(", ")} from (
        select row::${table} as r from unnest($1::text[]) row offset 0) cast_once`,
      [this.#batch],
    );
    this.#rows.set(table, (this.#rows.get(table) ?? 0) + this.#batch.length);
    this.#batch = [];
    this.#length = 0;
  }

  /** What was read, when all of it was and is as it was written. */
  receipt(): Result<RestoreReceipt, string> {
    const isWhole =
      this.head !== null &&
      this.#end !== null &&
      this.#hash.hex() === this.#end.sha256 &&
      Object.entries(this.#end.rows).every(([table, count]) => this.#rows.get(table) === count);
    if (this.head === null || !isWhole) {
      return err(UNREADABLE);
    }
    const counts = [...this.#rows.values()];
    const rows = counts.reduce((sum, count) => sum + count, 0);
    return ok({ takenAt: this.head.takenAt, tables: counts.length, rows });
  }
}

/** Numbers the database gives go on after the largest there is. */
async function setSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    select c.oid::regclass::text as table, quote_ident(a.attname) as column,
      pg_get_serial_sequence(c.oid::regclass::text, a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)
      and pg_get_serial_sequence(c.oid::regclass::text, a.attname) is not null`);
  for (const { table, column, sequence } of rows) {
    await client.query(
      `select setval($1, coalesce((select max(${column}) from ${table}), 0) + 1, false)`,
      [sequence],
    );
  }
}

/** The JSON of a line, if it is what is wanted. */
function parsed<T>(line: string, isWanted: (value: object) => value is T & object): T | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && isWanted(value) ? value : null;
  } catch {
    return null;
  }
}

const isHead = (value: object): value is BackupHead =>
  "format" in value &&
  "schema" in value &&
  "keys" in value &&
  Array.isArray(value.keys) &&
  "takenAt" in value;

const isTable = (value: object): value is BackupTable =>
  "table" in value && "columns" in value && Array.isArray(value.columns);

const isEnd = (value: object): value is BackupEnd =>
  "rows" in value && typeof value.rows === "object" && "sha256" in value;
