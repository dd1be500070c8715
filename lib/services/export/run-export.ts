import { createHash } from "node:crypto";
import { type ExportId, exportId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { finishExport, getExport, insertExportChunk } from "@/db/queries/exports";
import { type ClientTx, type ClientWriteTx, withClient } from "@/db/tenant";
import { type ClientJob, JobRefused, type Progress } from "@/lib/jobs/client-job";
import { enqueue } from "@/lib/jobs/enqueue";
import { invariant, ok } from "@/lib/result";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { type ZippedFile, zipFiles } from "@/lib/zip/zip-files";
import { CHUNK } from "../imports/spool";
import { exportEntries } from "./entries";

/** A million rows take a few minutes. */
const DEADLINE_MS = 30 * 60_000;

/** How long the file can be fetched. */
const KEPT_MS = 7 * 24 * 3_600_000;

/**
 * Makes an export that was asked for: the books as of one moment, read once and packed while they are read, some pieces in memory
 * whatever their size. It is there whole or not at all. Done twice, the second time changes nothing.
 */
export async function runExport(job: ClientJob): Promise<void> {
  const id = exportId(job.subjectId);
  const options = { deadlineMs: DEADLINE_MS };
  const kept = await withClient<null, never>(
    job.user,
    job.clientId,
    "export-all",
    async (tx) => {
      const asked = await getExport(tx, id);
      if (asked !== null && asked.finishedAt === null) {
        await keep(tx, id, job);
      }
      return ok(null);
    },
    options,
  );
  if (!kept.ok) {
    throw new JobRefused("These books are no longer open to who asked for the export.");
  }
}

async function keep(tx: ClientWriteTx, id: ExportId, job: ClientJob): Promise<void> {
  const now = Date.now();
  const made = await withClient<Made, never>(
    job.user,
    job.clientId,
    "read",
    async (snapshot) =>
      ok(
        await pack(snapshot, instantFromEpoch(now), job.progress, (bytes, position) =>
          insertExportChunk(tx, id, position, bytes),
        ),
      ),
    { deadlineMs: DEADLINE_MS, isSnapshot: true },
  );
  invariant(made.ok, "whoever may export may read");
  const expiresAt = instantFromEpoch(now + KEPT_MS);
  await finishExport(tx, id, { ...made.value, expiresAt });
  await enqueue(
    tx,
    "drop-export",
    { clientId: tx.clientId, exportId: id },
    { key: `drop-export:${id}`, runAt: expiresAt },
  );
  const { size, sha256, files } = made.value;
  await insertAuditEvent(tx, {
    deed: "export.make",
    subjectId: id,
    detail: { bytes: size, sha256, files },
  });
}

interface Made {
  readonly size: number;
  readonly sha256: string;
  readonly files: number;
  readonly rows: number;
}

async function pack(
  snapshot: ClientTx,
  at: Instant,
  progress: Progress,
  store: (bytes: Uint8Array, position: number) => Promise<void>,
): Promise<Made> {
  let files: readonly ZippedFile[] = [];
  let rows = 0;
  const zip = zipFiles((before) => {
    files = before;
    return exportEntries(snapshot, before, at, async (done, total) => {
      rows = done;
      await progress(done, total, "Packing");
    });
  }, new Date(at));
  const hash = createHash("sha256");
  let size = 0;
  let position = 0;
  for await (const bytes of inChunks(zip, CHUNK)) {
    hash.update(bytes);
    size += bytes.byteLength;
    await store(bytes, position);
    position += 1;
  }
  return { size, sha256: hash.digest("hex"), files: files.length, rows };
}

/** The same bytes in pieces of `size`, the last one shorter. */
async function* inChunks(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    waiting.push(piece);
    length += piece.byteLength;
    if (length >= size) {
      const whole = Buffer.concat(waiting);
      let from = 0;
      for (; length - from >= size; from += size) {
        yield whole.subarray(from, from + size);
      }
      waiting = [whole.subarray(from)];
      length -= from;
    }
  }
  if (length > 0) {
    yield Buffer.concat(waiting);
  }
}
