import { and, desc, eq, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { Instant } from "@/lib/time/instant";
import type { ReportId } from "../ids";
import { reportFiles } from "../schema/report-files";
import { reports } from "../schema/reports";
import { sha256Hex } from "../sha256";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** A document made from the books, or being made. */
export type Report = Readonly<Omit<typeof reports.$inferSelect, "clientId">>;

/** A file of a report, with its bytes. */
export interface ReportFile {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** Asks for a report; returns its id. State: "queued". The versions are those it will be made from. */
export async function insertReport(
  tx: ClientWriteTx,
  report: {
    year: number;
    kind: string;
    asOf: Instant;
    ledgerVersion: number;
    settingsVersion: number;
    auditHead?: string | null;
  },
): Promise<ReportId> {
  const [row] = await tx.db
    .insert(reports)
    .values({ ...report, clientId: tx.clientId, requestedBy: tx.userId })
    .returning({ id: reports.id });
  invariant(row !== undefined, "a report was added");
  return row.id;
}

/** Reports of a client, of one year when asked, the latest first. */
export async function listReports(tx: ClientTx, year?: number): Promise<Report[]> {
  return tx.db
    .select()
    .from(reports)
    .where(
      and(
        eq(reports.clientId, tx.clientId),
        year === undefined ? undefined : eq(reports.year, year),
      ),
    )
    .orderBy(desc(reports.requestedAt), desc(reports.id));
}

/** One report; null when the client has none of that id. */
export async function getReport(tx: ClientTx, id: ReportId): Promise<Report | null> {
  const [row] = await tx.db.select().from(reports).where(isReport(tx, id));
  return row ?? null;
}

/** Ends a report: ready, with what it was made with, or failed with one sentence for people. A ready one never changes again. */
export async function finishReport(
  tx: ClientWriteTx,
  id: ReportId,
  end:
    | { state: "ready"; engineVersion: string; inputHash: string }
    | { state: "failed"; failure: string },
): Promise<void> {
  const made = end.state === "ready" ? end : { engineVersion: null, inputHash: null };
  await tx.db
    .update(reports)
    .set({
      state: end.state,
      engineVersion: made.engineVersion,
      inputHash: made.inputHash,
      failure: end.state === "failed" ? end.failure : null,
      finishedAt: sql`now()`,
    })
    .where(isReport(tx, id));
}

/** Keeps a file of a report, with the SHA-256 of its bytes. A job that runs twice keeps the first. */
export async function insertReportFile(
  tx: ClientWriteTx,
  report: ReportId,
  file: Pick<ReportFile, "name" | "contentType" | "bytes">,
): Promise<void> {
  await tx.db
    .insert(reportFiles)
    .values({
      ...file,
      clientId: tx.clientId,
      reportId: report,
      size: file.bytes.byteLength,
      sha256: sha256Hex(file.bytes),
    })
    .onConflictDoNothing();
}

/** The files of a report by name, without their bytes. */
export async function listReportFiles(
  tx: ClientTx,
  report: ReportId,
): Promise<Omit<ReportFile, "bytes">[]> {
  return tx.db
    .select(FILE)
    .from(reportFiles)
    .where(and(eq(reportFiles.clientId, tx.clientId), eq(reportFiles.reportId, report)))
    .orderBy(reportFiles.name);
}

/** The files of all reports of a client by report, without their bytes. */
export async function listFilesOfReports(
  tx: ClientTx,
): Promise<ReadonlyMap<ReportId, readonly Omit<ReportFile, "bytes">[]>> {
  const rows = await tx.db
    .select({ reportId: reportFiles.reportId, ...FILE })
    .from(reportFiles)
    .where(eq(reportFiles.clientId, tx.clientId))
    .orderBy(reportFiles.reportId, reportFiles.name);
  return groupBy(rows, ({ reportId }) => reportId);
}

/** One file of a report; null when there is none of that name. */
export async function getReportFile(
  tx: ClientTx,
  report: ReportId,
  name: string,
): Promise<ReportFile | null> {
  const [row] = await tx.db
    .select({ ...FILE, bytes: reportFiles.bytes })
    .from(reportFiles)
    .where(
      and(
        eq(reportFiles.clientId, tx.clientId),
        eq(reportFiles.reportId, report),
        eq(reportFiles.name, name),
      ),
    );
  return row ?? null;
}

const FILE = {
  name: reportFiles.name,
  contentType: reportFiles.contentType,
  size: reportFiles.size,
  sha256: reportFiles.sha256,
};

const isReport = (tx: ClientTx, id: ReportId) =>
  and(eq(reports.clientId, tx.clientId), eq(reports.id, id));
