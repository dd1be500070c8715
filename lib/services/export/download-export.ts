import { exportId, isUuid } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { getClient } from "@/db/queries/clients";
import { type ClientExport, getExport, getExportChunk } from "@/db/queries/exports";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, invariant, ok, type Result } from "@/lib/result";
import { epochOf } from "@/lib/time/instant";
import type { StreamedFile } from "../paper-file";

/** Whether that export is there for this person: asked before they are asked who they are. */
export async function findExport(
  user: Asking,
  clientId: string,
  asked: string,
): Promise<Result<ClientExport, GateRefusal>> {
  return withClient<ClientExport, GateRefusal>(user, clientId, "export-all", async (tx) => {
    const kept = await keptExport(tx, asked);
    return kept === null ? err({ code: "not-found" }) : ok(kept);
  });
}

/** An export whose time is not over, also while its bytes wait to be taken out. */
async function keptExport(tx: ClientTx, asked: string): Promise<ClientExport | null> {
  const kept = isUuid(asked) ? await getExport(tx, exportId(asked)) : null;
  const isOver = kept?.expiresAt != null && epochOf(kept.expiresAt) <= Date.now();
  return isOver ? null : kept;
}

/**
 * The file of an export, noted in the history. Its pieces are asked for one by one, each through the gate: access that ends while it is
 * sent ends the sending, and a slow line holds no connection to the database.
 */
export async function downloadExport(
  user: Asking,
  clientId: string,
  asked: string,
): Promise<Result<StreamedFile, GateRefusal>> {
  return withClient<StreamedFile, GateRefusal>(user, clientId, "export-all", async (tx) => {
    const kept = await keptExport(tx, asked);
    const first = kept === null ? null : await getExportChunk(tx, kept.id, -1);
    if (kept === null || kept.size === null || first === null) {
      return err({ code: "not-found" });
    }
    const { name } = await getClient(tx);
    await insertAuditEvent(tx, { deed: "export.download", subjectId: kept.id });
    return ok({
      fileName: `Lotwise everything ${name}.zip`,
      contentType: "application/zip",
      size: kept.size,
      bytes: piecesOf(user, clientId, kept),
    });
  });
}

async function* piecesOf(
  user: Asking,
  clientId: string,
  { id }: ClientExport,
): AsyncGenerator<Uint8Array> {
  for (let after = -1; ; ) {
    const from = after;
    const read = await withClient(user, clientId, "export-all", async (tx) =>
      ok(await getExportChunk(tx, id, from)),
    );
    invariant(read.ok, "access ended while the file was sent");
    if (read.value === null) {
      return;
    }
    yield read.value.bytes;
    after = read.value.position;
  }
}
