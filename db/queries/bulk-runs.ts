import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Instant } from "@/lib/time/instant";
import type { FirmTx } from "../firm-gate";
import type { BulkRunId, ClientId, ReportId } from "../ids";
import { bulkItems, bulkRuns } from "../schema/bulk-runs";
import type { ClientWriteTx, UserTx } from "../tenant";

/** What can be asked of many clients at once. */
export const BULK_WORK = ["recompute", "preliminary", "final"] as const;
export type BulkWork = (typeof BULK_WORK)[number];

/** Something that was asked of many clients, by the user. */
export interface BulkRun {
  readonly id: BulkRunId;
  readonly what: BulkWork;
  readonly requestedAt: Instant;
  readonly stoppedAt: Instant | null;
}

/** Which piece of a run: one client's year of one kind. */
export interface BulkKey {
  readonly clientId: ClientId;
  readonly runId: BulkRunId;
  readonly year: number;
  readonly kind: "figures" | "year-end" | "audit-pack";
}

/** A piece of a run and what became of it. */
export interface BulkItem extends BulkKey {
  readonly state: "queued" | "done" | "failed";
  readonly reportId: ReportId | null;
  readonly failure: string | null;
}

/** Keeps a run with its pieces, none of them begun. */
export async function insertBulkRun(
  tx: FirmTx,
  run: { readonly id: BulkRunId; readonly what: BulkWork },
  items: readonly BulkKey[],
): Promise<void> {
  const { userId, firmId } = tx;
  await tx.db.insert(bulkRuns).values({ ...run, userId, firmId });
  await tx.db.insert(bulkItems).values(items.map((item) => ({ ...item, userId })));
}

/** The user's runs, the latest first. */
export async function listBulkRuns(tx: UserTx, limit: number): Promise<readonly BulkRun[]> {
  return tx.db
    .select(RUN)
    .from(bulkRuns)
    .where(eq(bulkRuns.userId, tx.userId))
    .orderBy(desc(bulkRuns.requestedAt), desc(bulkRuns.id))
    .limit(limit);
}

/** One run of the user's; null when it is none of theirs. */
export async function getBulkRun(tx: UserTx, id: BulkRunId): Promise<BulkRun | null> {
  const [row] = await tx.db
    .select(RUN)
    .from(bulkRuns)
    .where(and(eq(bulkRuns.userId, tx.userId), eq(bulkRuns.id, id)));
  return row ?? null;
}

/** The pieces of a run, of the clients the user may still see. */
export async function listBulkItems(tx: UserTx, run: BulkRunId): Promise<readonly BulkItem[]> {
  return tx.db
    .select(ITEM)
    .from(bulkItems)
    .where(and(eq(bulkItems.userId, tx.userId), eq(bulkItems.runId, run)))
    .orderBy(asc(bulkItems.clientId), asc(bulkItems.year), asc(bulkItems.kind));
}

/** One piece of a run of the user's; null when it is none of theirs, or its client is closed to them. */
export async function getBulkItem(tx: UserTx, key: BulkKey): Promise<BulkItem | null> {
  const [row] = await tx.db
    .select(ITEM)
    .from(bulkItems)
    .where(and(isItem(key), eq(bulkItems.userId, tx.userId)));
  return row ?? null;
}

/** Notes which report a piece is about, with the report itself. */
export async function noteBulkReport(
  tx: ClientWriteTx,
  key: BulkKey,
  reportId: ReportId,
): Promise<void> {
  await tx.db.update(bulkItems).set({ reportId }).where(isItem(key));
}

/** Ends a piece, once: done, or failed with one sentence for people. */
export async function finishBulkItem(
  tx: UserTx,
  key: BulkKey,
  failure: string | null,
): Promise<void> {
  await tx.db
    .update(bulkItems)
    .set({ state: failure === null ? "done" : "failed", failure, finishedAt: sql`now()` })
    .where(and(isItem(key), eq(bulkItems.userId, tx.userId), eq(bulkItems.state, "queued")));
}

/** Stops a run: what is not begun is left. False when there is none that runs. */
export async function stopBulkRun(tx: UserTx, id: BulkRunId): Promise<boolean> {
  const done = await tx.db
    .update(bulkRuns)
    .set({ stoppedAt: sql`now()` })
    .where(and(eq(bulkRuns.userId, tx.userId), eq(bulkRuns.id, id), isNull(bulkRuns.stoppedAt)));
  return (done.rowCount ?? 0) > 0;
}

const RUN = {
  id: bulkRuns.id,
  what: bulkRuns.what,
  requestedAt: bulkRuns.requestedAt,
  stoppedAt: bulkRuns.stoppedAt,
};

const ITEM = {
  clientId: bulkItems.clientId,
  runId: bulkItems.runId,
  year: bulkItems.year,
  kind: bulkItems.kind,
  state: bulkItems.state,
  reportId: bulkItems.reportId,
  failure: bulkItems.failure,
};

const isItem = ({ clientId, runId, year, kind }: BulkKey) =>
  and(
    eq(bulkItems.clientId, clientId),
    eq(bulkItems.runId, runId),
    eq(bulkItems.year, year),
    eq(bulkItems.kind, kind),
  );
