import { reportId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { getReportFile, listReportFiles } from "@/db/queries/reports";
import { type Asking, withClient } from "@/db/tenant";
import { refusalMessage } from "@/lib/refusals";
import { textCell } from "@/lib/reports/csv";
import { printable } from "@/lib/reports/text";
import { err, ok, type Result } from "@/lib/result";
import { type ZipEntry, type ZippedFile, zipFiles } from "@/lib/zip/zip-files";
import type { StreamedFile } from "../paper-file";
import { previewOf } from "../reports/kinds";
import { type BulkItemView, viewBulkRun } from "./view-bulk";

/**
 * Everything a run made as one zip, sent while it is made: a folder a client, in it a folder a year, and last `manifest.csv` with the
 * SHA-256 of every file and a line for everything that was not made or may no longer be opened. Each client's papers go through the gate
 * when their turn comes and are noted in that client's history; one file at a time is in memory.
 */
export async function bulkZip(
  user: Asking,
  run: string,
): Promise<Result<StreamedFile, { readonly code: "not-found" }>> {
  const view = await viewBulkRun(user, run);
  if (!view.ok || view.value.papers === 0) {
    return err({ code: "not-found" });
  }
  const { items, what, requestedAt } = view.value;
  const folders = foldersOf(items);
  const entries = (before: readonly ZippedFile[]) => entriesOf(user, items, folders, before);
  return ok({
    fileName: `Lotwise ${what} ${requestedAt.slice(0, 10)}.zip`,
    contentType: "application/zip",
    bytes: zipFiles(entries, new Date(requestedAt)),
  });
}

/** What goes into the manifest beside what the zip tells: whose file it is, or why there is none. */
interface Line {
  readonly item: BulkItemView;
  readonly path: string | null;
  readonly note: string;
}

async function* entriesOf(
  user: Asking,
  items: readonly BulkItemView[],
  folders: ReadonlyMap<string, string>,
  before: readonly ZippedFile[],
): AsyncGenerator<ZipEntry> {
  const lines: Line[] = [];
  for (const item of items) {
    yield* filesOf(
      user,
      item,
      `${folders.get(item.clientId) ?? item.clientId}/${item.year}`,
      lines,
    );
  }
  yield { path: "manifest.csv", bytes: [new TextEncoder().encode(manifest(lines, before))] };
}

/** The files of one piece, each with its line; without any, one line that says why. */
async function* filesOf(
  user: Asking,
  item: BulkItemView,
  folder: string,
  lines: Line[],
): AsyncGenerator<ZipEntry> {
  const names = await takenNames(user, item);
  if (!names.ok) {
    lines.push({ item, path: null, note: names.error });
    return;
  }
  for (const name of names.value) {
    const bytes = await fileOf(user, item, name);
    if (bytes === null) {
      lines.push({ item, path: null, note: `${name}: ${CLOSED}` });
    } else {
      const path = `${folder}/${name}`;
      lines.push({ item, path, note: "" });
      yield { path, bytes: [bytes], isPacked: /\.(pdf|xlsx|zip)$/.test(name) };
    }
  }
}

const CLOSED = refusalMessage("not-found");
const NOT_YET = "Not made yet when this zip was sent.";

/** The names of what a piece made, noted as taken away in the client's history; or in one sentence why there is none. */
async function takenNames(
  user: Asking,
  { clientId, reportId: id, state, failure }: BulkItemView,
): Promise<Result<readonly string[], string>> {
  if (state !== "done" || id === null) {
    return err(failure ?? NOT_YET);
  }
  const taken = await withClient<readonly string[], never>(
    user,
    clientId,
    "download",
    async (tx) => {
      const files = await listReportFiles(tx, reportId(id));
      const detail = { files: files.length };
      await insertAuditEvent(tx, { deed: "report.download", subjectId: id, detail });
      return ok(files.map(({ name }) => name).filter((name) => previewOf(name) === null));
    },
  );
  return taken.ok ? taken : err(refusalMessage(taken.error.code));
}

async function fileOf(
  user: Asking,
  { clientId, reportId: id }: BulkItemView,
  name: string,
): Promise<Uint8Array | null> {
  const found = await withClient(user, clientId, "read", async (tx) =>
    ok(id === null ? null : await getReportFile(tx, reportId(id), name)),
  );
  return found.ok ? (found.value?.bytes ?? null) : null;
}

/** A folder a client, by name; of two of one name the id tells which. No name leaves its place. */
function foldersOf(items: readonly BulkItemView[]): ReadonlyMap<string, string> {
  const named = new Map(items.map(({ clientId, clientName }) => [clientId, safe(clientName)]));
  const uses = new Map<string, number>();
  for (const name of named.values()) {
    uses.set(name.toLowerCase(), (uses.get(name.toLowerCase()) ?? 0) + 1);
  }
  return new Map(
    [...named].map(([id, name]) => [
      id,
      uses.get(name.toLowerCase()) === 1 && name !== "" ? name : `${name} ${id.slice(-12)}`.trim(),
    ]),
  );
}

/** What every system takes as a folder's name: no separators, no device's names, no dots at its end. */
function safe(name: string): string {
  const plain = printable(name, 60).replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, "_");
  return plain.replace(/\.{2,}/g, "_").replace(/^[.\s]+|[.\s]+$/g, "");
}

const HEAD = [
  "Client",
  "Client id",
  "Tax year",
  "What",
  "State",
  "File",
  "Bytes",
  "SHA-256",
  "Note",
];

function manifest(lines: readonly Line[], files: readonly ZippedFile[]): string {
  const zipped = new Map(files.map((file) => [file.path, file]));
  const rows = lines.map(({ item, path, note }) => {
    const file = path === null ? undefined : zipped.get(path);
    return [
      textCell(item.clientName),
      item.clientId,
      String(item.year),
      item.kind,
      file === undefined ? "missing" : "made",
      textCell(file?.path ?? ""),
      file === undefined ? "" : String(file.size),
      file?.sha256 ?? "",
      textCell(note),
    ].join(",");
  });
  return `\ufeff${[HEAD.join(","), ...rows].join("\r\n")}\r\n`;
}
