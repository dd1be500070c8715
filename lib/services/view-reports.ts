import { listJobRuns } from "@/db/queries/job-runs";
import { listReportFiles, listReports, type Report, type ReportFile } from "@/db/queries/reports";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { kindOfFile, type ReportFileKind } from "./download-report";
import type { Books } from "./gains/books";
import { type BooksOptions, loadBooks } from "./load-books";
import { isPreview } from "./report-preview";

/** One file of a report. */
export interface ReportFileView {
  readonly kind: ReportFileKind;
  readonly size: number;
  readonly sha256: string;
}

/** Where the making of a report stands, for the progress bar. */
export interface ReportRun {
  readonly id: string;
  readonly state: "queued" | "running" | "done" | "failed";
  readonly done: number;
  readonly total: number | null;
  readonly message: string | null;
}

/** One version of a year's report. */
export interface ReportView {
  readonly id: string;
  readonly year: number;
  /** 1 is the first of its year. */
  readonly version: number;
  readonly state: "making" | "ready" | "failed";
  /** Open items kept its figures from being final. Null while it is not made. */
  readonly isDraft: boolean | null;
  /** The facts or settings are no longer those it was made from. */
  readonly isOutdated: boolean;
  readonly requestedAt: string;
  /** The one who looks asked for it; otherwise another with access to these books. */
  readonly isByYou: boolean;
  readonly files: readonly ReportFileView[];
  /** Pictures of its first pages. */
  readonly previews: number;
  /** "superseded": a later version of its year is made. "final": nothing was open. null while it is not made. */
  readonly status: "draft" | "final" | "superseded" | null;
  /** The engine and the SHA-256 of facts and settings it was made with; null for versions made before they were noted. */
  readonly engineVersion: string | null;
  readonly inputHash: string | null;
  readonly failure: string | null;
  readonly run: ReportRun | null;
}

/** The report centre. */
export interface ReportsView {
  readonly clientName: string;
  readonly asOf: string;
  readonly mayRequest: boolean;
  /** Years a report can be made of, newest first, with the open items each has. */
  readonly years: readonly { readonly year: number; readonly open: number }[];
  /** Newest first. */
  readonly reports: readonly ReportView[];
}

/** Every version of every year's report, with who asked, its state, and its files; and the years one can be made of. */
export async function viewReports(
  user: Asking,
  clientId: string,
  options: BooksOptions = {},
): Promise<Result<ReportsView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  return withClient<ReportsView, never>(user, clientId, "read", async (tx) => {
    const all = await listReports(tx);
    const reports: ReportView[] = [];
    for (const report of all) {
      const version = all.filter(
        (other) => other.year === report.year && other.requestedAt <= report.requestedAt,
      ).length;
      const isLast = !all.some(
        (later) =>
          later.year === report.year &&
          later.kind === report.kind &&
          later.state === "ready" &&
          later.requestedAt > report.requestedAt,
      );
      reports.push(await reportView(tx, books, report, { version, isLast }));
    }
    return ok({
      clientName: books.clientName,
      asOf: books.asOf.date,
      mayRequest: tx.role !== "viewer",
      years: yearsOf(books),
      reports,
    });
  });
}

function yearsOf(books: Books): ReportsView["years"] {
  if (books.transactions.size === 0) {
    return [];
  }
  const blocking = books.ledger.issues.filter((issue) => issue.severity === "blocking");
  return books.years
    .filter((year) => year.refusal === null)
    .map(({ year }) => ({
      year,
      open: blocking.filter((issue) => Number(issue.date.slice(0, 4)) <= year).length,
    }))
    .reverse();
}

async function reportView(
  tx: ClientTx,
  books: Books,
  report: Report,
  { version, isLast }: { readonly version: number; readonly isLast: boolean },
): Promise<ReportView> {
  const kept = report.state === "ready" ? await listReportFiles(tx, report.id) : [];
  const files = kept.filter(({ name }) => !isPreview(name));
  const run = report.state === "ready" ? null : await runOf(tx, report.id);
  const isStopped = report.state === "failed" || run?.state === "failed";
  return {
    id: report.id,
    year: report.year,
    version,
    state: report.state === "ready" ? "ready" : isStopped ? "failed" : "making",
    isDraft: files.length === 0 ? null : files.some((file) => file.name.includes("-draft.")),
    previews: kept.length - files.length,
    status: files.length === 0 ? null : statusOf(files, isLast),
    engineVersion: report.engineVersion,
    inputHash: report.inputHash,
    isOutdated:
      report.ledgerVersion !== books.version.ledger ||
      report.settingsVersion !== books.version.settings,
    requestedAt: report.requestedAt,
    isByYou: report.requestedBy === tx.userId,
    files: files.map(fileView).sort((a, b) => ORDER[a.kind] - ORDER[b.kind]),
    failure: report.failure ?? (isStopped ? (run?.message ?? null) : null),
    run,
  };
}

function statusOf(
  files: readonly Pick<ReportFile, "name">[],
  isLast: boolean,
): NonNullable<ReportView["status"]> {
  if (!isLast) {
    return "superseded";
  }
  return files.some(({ name }) => name.includes("-draft.")) ? "draft" : "final";
}

async function runOf(tx: ClientTx, report: string): Promise<ReportRun | null> {
  const [run] = await listJobRuns(tx, { subjectId: report, limit: 1 });
  return run === undefined
    ? null
    : {
        id: run.id,
        state: run.state,
        done: run.done,
        total: run.total,
        message: run.message === "" ? null : run.message,
      };
}

const ORDER: Readonly<Record<ReportFileKind, number>> = { pdf: 0, csv: 1, open: 2 };

function fileView({ name, size, sha256 }: Omit<ReportFile, "bytes">): ReportFileView {
  return { kind: kindOfFile(name), size, sha256 };
}
