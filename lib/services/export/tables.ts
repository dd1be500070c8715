import { clientVault } from "@/db/queries/keys";
import {
  listTenantTables,
  readBytes,
  readRows,
  type TenantRow,
  type TenantTable,
} from "@/db/queries/whole-client";
import type { ClientTx } from "@/db/tenant";
import { textCell } from "@/lib/reports/csv";
import { utf8 } from "@/lib/reports/text";
import { isSealed, SealBroken } from "@/lib/secrets/seal";
import type { Vault } from "@/lib/secrets/vault";
import type { ZipEntry } from "@/lib/zip/zip-files";

/** Tables that are no part of an export, each with why. */
export const NOT_EXPORTED: Readonly<Record<string, string>> = {
  client_keys: "the key of the sealed texts, which are exported readable",
  client_form_keys:
    "which forms of the last day were sent already; what they did stands in the other tables",
  export_chunks: "the bytes of exports",
  upload_chunks: "the files as they came, under originals/",
  import_row_blocks: "rows of files packed together; the files hold the same rows",
};

/** Columns that open something: hashes of tokens in links that were sent. */
const SECRETS: readonly string[] = ["token_hash"];

/** The tables of an export. */
export const exportedTables = async (tx: ClientTx): Promise<readonly TenantTable[]> =>
  (await listTenantTables(tx)).filter(({ name }) => !(name in NOT_EXPORTED));

/** A table as JSON, an array with a row on each line, and as CSV. Rows are read for each while it is written. `onRows` is told of the JSON's rows. */
export async function* tableEntries(
  tx: ClientTx,
  table: TenantTable,
  onRows: (count: number) => Promise<void>,
): AsyncGenerator<ZipEntry> {
  const vault = await clientVault(tx);
  const read = () => opened(vault, table, readRows(tx, table, SECRETS));
  yield { path: `tables/${table.name}.json`, bytes: utf8(jsonOf(read(), onRows)) };
  const columns = table.columns.map(({ name }) => name).filter((name) => !SECRETS.includes(name));
  yield { path: `tables/${table.name}.csv`, bytes: utf8(csvOf(columns, read())) };
}

/** The files that a table holds, under its name; nothing for tables of words and numbers. */
export async function* fileEntries(tx: ClientTx, table: TenantTable): AsyncGenerator<ZipEntry> {
  const names = table.columns.map(({ name }) => name);
  const named = ["name", "file_name"].find((name) => names.includes(name));
  for (const { name: column, type } of table.columns) {
    if (type === "bytea" && named !== undefined) {
      let place = 0;
      for await (const { name, bytes } of readBytes(tx, table, column, named)) {
        place += 1;
        yield {
          path: `files/${table.name}/${place} ${pathName(name)}`,
          bytes: [bytes],
          isPacked: true,
        };
      }
    }
  }
}

/** A person's name of a file as the last part of a path that every system takes. */
export const pathName = (name: string): string =>
  name.replace(/[\p{Cc}\p{Cf}"\\/:*?<>|]/gu, "_").slice(-100);

async function* opened(
  vault: Vault,
  { name, columns }: TenantTable,
  batches: AsyncIterable<readonly TenantRow[]>,
): AsyncGenerator<readonly TenantRow[]> {
  const texts = columns.filter(({ type }) => type === "text").map((column) => column.name);
  for await (const rows of batches) {
    const told = rows.map((row) => openRow(vault, name, texts, row));
    yield name === "audit_events" ? told.map((row) => openReason(vault, row)) : told;
  }
}

function openRow(vault: Vault, table: string, texts: readonly string[], row: TenantRow): TenantRow {
  const sealed = texts.flatMap((column) => {
    const text = row[column];
    return typeof text === "string" && isSealed(text) ? [[column, text] as const] : [];
  });
  return sealed.length === 0
    ? row
    : {
        ...row,
        ...Object.fromEntries(
          sealed.map(([column, text]) => [column, openText(vault, table, column, row, text)]),
        ),
      };
}

/** What a person wrote of why stands sealed in an event's detail, at what the event is about. */
function openReason(vault: Vault, row: TenantRow): TenantRow {
  const detail = row["detail"];
  const id = row["subject_id"] ?? "";
  if (typeof detail !== "object" || detail === null || !("reason" in detail)) {
    return row;
  }
  const { reason } = detail;
  return typeof reason === "string" && isSealed(reason)
    ? {
        ...row,
        detail: { ...detail, reason: openText(vault, "audit_events", "reason", { id }, reason) },
      }
    : row;
}

/** Sealed texts stand at their row's id, a word on a report at the report's, a client's name at the client's. What does not open there stays as it is. */
function openText(
  vault: Vault,
  table: string,
  column: string,
  row: TenantRow,
  text: string,
): string {
  const id = String(row["id"] ?? row["report_id"] ?? row["client_id"]);
  try {
    return vault.open({ table, column, row: id }, text);
  } catch (error) {
    if (error instanceof SealBroken) {
      return text;
    }
    throw error;
  }
}

async function* jsonOf(
  batches: AsyncIterable<readonly TenantRow[]>,
  onRows: (count: number) => Promise<void>,
): AsyncGenerator<string> {
  yield "[";
  let before = "\n";
  for await (const rows of batches) {
    yield before + rows.map((row) => JSON.stringify(row)).join(",\n");
    before = ",\n";
    await onRows(rows.length);
  }
  yield "\n]\n";
}

async function* csvOf(
  columns: readonly string[],
  batches: AsyncIterable<readonly TenantRow[]>,
): AsyncGenerator<string> {
  yield `\ufeff${columns.join(",")}\r\n`;
  for await (const rows of batches) {
    yield rows
      .map((row) => `${columns.map((column) => cellOf(row[column])).join(",")}\r\n`)
      .join("");
  }
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Amounts as they are, words safe from being run as formulas, lists and objects as JSON. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) {
    return "";
  }
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return NUMBER.test(text) ? text : textCell(text);
}
