import { createHash } from "node:crypto";
import { isUuid, lossEventId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import {
  getLossEventFile,
  insertLossEventFile,
  listLossEventFiles,
  listLossEvents,
} from "@/db/queries/loss-events";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";

/** One piece of evidence at most. */
export const EVIDENCE_BYTES = 10 * 1024 * 1024;

/** Pieces of one event at most. */
export const EVIDENCE_FILES = 20;

/** Why a piece was not kept. Nothing of it is. */
export type EvidenceRefusal =
  | GateRefusal
  | { readonly code: "file-too-large" }
  | { readonly code: "hash-mismatch" }
  | { readonly code: "size-mismatch" }
  | { readonly code: "file-refused"; readonly message: string };

/** What browsers may be told a kept file is; anything else is bytes. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  txt: "text/plain; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  eml: "message/rfc822",
  json: "application/json",
};

/**
 * Keeps a piece of evidence with an event, the very bytes as they came. Bounded in size and number; the same bytes given again
 * are kept once. `sha256`: what the sender says the bytes are, where they could tell.
 */
export async function keepEvidence(
  user: Asking,
  clientId: string,
  event: string,
  file: {
    readonly name: string;
    readonly sha256: string | null;
    readonly body: AsyncIterable<Uint8Array>;
  },
): Promise<Result<{ readonly isNew: boolean }, EvidenceRefusal>> {
  if (!isUuid(event)) {
    return err({ code: "not-found" });
  }
  const bytes = await gathered(file.body);
  if (bytes === null) {
    return err({ code: "file-too-large" });
  }
  if (bytes.byteLength === 0) {
    return err({ code: "size-mismatch" });
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (file.sha256 !== null && file.sha256.toLowerCase() !== sha256) {
    return err({ code: "hash-mismatch" });
  }
  const id = lossEventId(event);
  return withClient<{ isNew: boolean }, EvidenceRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    if (!(await listLossEvents(tx)).some((each) => each.id === id)) {
      return err({ code: "not-found" });
    }
    const kept = (await listLossEventFiles(tx)).filter(({ eventId }) => eventId === id);
    if (kept.some((each) => each.sha256 === sha256)) {
      return ok({ isNew: false });
    }
    if (kept.length >= EVIDENCE_FILES) {
      const message = `An event holds at most ${EVIDENCE_FILES} files.`;
      return err({ code: "file-refused", message });
    }
    await insertLossEventFile(tx, id, { name: file.name, contentType: typeOf(file.name), bytes });
    await insertAuditEvent(tx, { deed: "loss.evidence", subjectId: id });
    return ok({ isNew: true });
  });
}

const typeOf = (name: string): string =>
  TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";

/** The whole of a body; null as soon as it is larger than a piece may be. */
async function gathered(body: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.byteLength;
    if (size > EVIDENCE_BYTES) {
      return null;
    }
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** A kept piece with its bytes. */
export async function downloadEvidence(
  user: Asking,
  clientId: string,
  event: string,
  file: string,
): Promise<
  Result<
    { readonly fileName: string; readonly contentType: string; readonly bytes: Uint8Array },
    GateRefusal
  >
> {
  return withClient(user, clientId, "read", async (tx) => {
    const found =
      isUuid(event) && isUuid(file) ? await getLossEventFile(tx, lossEventId(event), file) : null;
    return found === null
      ? err({ code: "not-found" as const })
      : ok({ fileName: found.name, contentType: found.contentType, bytes: found.bytes });
  });
}
