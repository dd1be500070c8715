import { getAuditHead, readAuditChain } from "@/db/queries/audit-events";
import { getClient } from "@/db/queries/clients";
import { listKeptUploads, readUpload } from "@/db/queries/uploads";
import { countRows } from "@/db/queries/whole-client";
import type { ClientTx } from "@/db/tenant";
import { headText } from "@/lib/audit/verify";
import { utf8 } from "@/lib/reports/text";
import { ENGINE_VERSION } from "@/lib/tax/version";
import type { Instant } from "@/lib/time/instant";
import type { ZipEntry, ZippedFile } from "@/lib/zip/zip-files";
import { chainCsv, chainJson } from "../history/chain-texts";
import { readToTell } from "../history/export-history";
import { exportedTables, fileEntries, NOT_EXPORTED, pathName, tableEntries } from "./tables";

/** The name and edition of the layout. */
export const EXPORT_FORMAT = "lotwise export 1";

/** Told how far the export is: rows read of all rows. */
type OnRows = (done: number, total: number) => Promise<void>;

/**
 * Everything in a client's books as files, in the order they are packed: what it is, each original file, each table, the files in tables,
 * the history for verifying, and last the manifest and the sums of all before. `tx` is a snapshot.
 */
export async function* exportEntries(
  tx: ClientTx,
  before: readonly ZippedFile[],
  at: Instant,
  onRows: OnRows,
): AsyncGenerator<ZipEntry> {
  const tables = await exportedTables(tx);
  const counts = await countRows(tx, tables);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const client = await getClient(tx);
  const head = await getAuditHead(tx);
  yield textEntry("README.txt", readme(client.name, at));
  yield* originals(tx);
  let done = 0;
  for (const table of tables) {
    yield* tableEntries(tx, table, async (count) => {
      done += count;
      await onRows(done, total);
    });
    yield* fileEntries(tx, table);
  }
  const read = (after: number) => readAuditChain(tx, after);
  yield { path: "history/history.json", bytes: utf8(chainJson(read)) };
  yield { path: "history/history.csv", bytes: utf8(chainCsv((after) => readToTell(tx, after))) };
  const manifest = {
    format: EXPORT_FORMAT,
    client: { id: client.id, name: client.name },
    madeAt: at,
    ledgerVersion: client.ledgerVersion,
    settingsVersion: client.settingsVersion,
    engineVersion: ENGINE_VERSION,
    auditHead: head === null ? null : headText(head),
    rows: counts,
    leftOut: NOT_EXPORTED,
    files: before,
  };
  yield textEntry("manifest.json", `${JSON.stringify(manifest, null, 1)}\n`);
  yield textEntry("SHA256SUMS", before.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(""));
}

/** The files as they came. The bytes of imports that failed or were cancelled are gone; they are left out. */
async function* originals(tx: ClientTx): AsyncGenerator<ZipEntry> {
  const uploads = await listKeptUploads(tx);
  for (const [index, { id, fileName }] of uploads.entries()) {
    yield { path: `originals/${index + 1} ${pathName(fileName)}`, bytes: readUpload(tx, id) };
  }
}

const textEntry = (path: string, text: string): ZipEntry => ({
  path,
  bytes: [new TextEncoder().encode(text)],
});

const readme = (client: string, at: Instant): string => `Everything in the books of ${client}
as of ${at}, made by Lotwise.

originals/   every file that was imported, byte for byte as it came; importing them again gives the same rows
tables/      every table with a row of these books, as JSON and as CSV. Amounts in JSON are text, so that no program rounds them
files/       reports that were made, evidence and other files
history/     who did what and when. history.json is verified by: lotwise audit verify history.json
manifest.json  what is in here: rows of each table, SHA-256 of each file, the head of the history
SHA256SUMS     the same sums for: sha256sum -c SHA256SUMS

Left out: ${Object.values(NOT_EXPORTED).join("; ")}.
Passwords, second steps and keys belong to people and are in no export.
`;
