import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import type { ClientId, ExportId } from "../ids";
import { clientExports } from "../schema/client-exports";
import { exportChunks } from "../schema/export-chunks";
import type { SystemTx } from "../system";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** An export of everything, made or being made. */
export type ClientExport = Readonly<Omit<typeof clientExports.$inferSelect, "clientId">>;

/** Whoever asks for an export of these books waits for who asks just now, and for nobody else. */
export async function lockExports(tx: ClientWriteTx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.clientId}, 10))`);
}

/** Asks for an export; returns its id. */
export async function insertExport(tx: ClientWriteTx): Promise<ExportId> {
  const [row] = await tx.db
    .insert(clientExports)
    .values({ clientId: tx.clientId, requestedBy: tx.userId })
    .returning({ id: clientExports.id });
  invariant(row !== undefined, "an export was added");
  return row.id;
}

/** One export; null when the client has none of that id. */
export async function getExport(tx: ClientTx, id: ExportId): Promise<ClientExport | null> {
  const [row] = await tx.db.select().from(clientExports).where(isExport(tx, id));
  return row ?? null;
}

/** The latest exports that were asked for. */
export async function listExports(tx: ClientTx, limit: number): Promise<ClientExport[]> {
  return tx.db
    .select()
    .from(clientExports)
    .where(eq(clientExports.clientId, tx.clientId))
    .orderBy(desc(clientExports.requestedAt))
    .limit(limit);
}

/** The next piece of an export's bytes, `position` from 0. */
export async function insertExportChunk(
  tx: ClientWriteTx,
  id: ExportId,
  position: number,
  bytes: Uint8Array,
): Promise<void> {
  await tx.db.insert(exportChunks).values({ clientId: tx.clientId, exportId: id, position, bytes });
}

/** Notes what was made. `expiresAt`: when its bytes go. */
export async function finishExport(
  tx: ClientWriteTx,
  id: ExportId,
  made: { size: number; sha256: string; files: number; rows: number; expiresAt: Instant },
): Promise<void> {
  await tx.db
    .update(clientExports)
    .set({ ...made, finishedAt: sql`now()` })
    .where(isExport(tx, id));
}

/** The piece after that position (-1: the first) of an export; null when there is none, and once its bytes are gone. */
export async function getExportChunk(
  tx: ClientTx,
  id: ExportId,
  after: number,
): Promise<{ readonly position: number; readonly bytes: Uint8Array } | null> {
  const [row] = await tx.db
    .select({ position: exportChunks.position, bytes: exportChunks.bytes })
    .from(exportChunks)
    .where(
      and(
        eq(exportChunks.clientId, tx.clientId),
        eq(exportChunks.exportId, id),
        gt(exportChunks.position, after),
      ),
    )
    .orderBy(asc(exportChunks.position))
    .limit(1);
  return row ?? null;
}

/** Takes the bytes of an export out that has expired; of any other row security keeps them. */
export async function dropExport(tx: SystemTx, client: ClientId, id: ExportId): Promise<void> {
  await tx.db
    .delete(exportChunks)
    .where(and(eq(exportChunks.clientId, client), eq(exportChunks.exportId, id)));
}

const isExport = (tx: ClientTx, id: ExportId) =>
  and(eq(clientExports.clientId, tx.clientId), eq(clientExports.id, id));
