import type { UserId } from "@/db/ids";
import { listJobRuns } from "@/db/queries/job-runs";
import {
  listFilesOfReports,
  listReports,
  type Report,
  type ReportFile,
} from "@/db/queries/reports";
import { listNames } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { ENGINE_VERSION } from "@/lib/tax/version";
import { type Books, isSeen } from "./gains/books";
import { type BooksOptions, loadBooks } from "./load-books";
import { isReportSeen } from "./report-scope";
import {
  FILE_KINDS,
  kindOfFile,
  type Preview,
  previewOf,
  type ReportFileKind,
  type ReportKind,
  reportKind,
} from "./reports/kinds";
import { type BlanksState, blanksOf } from "./reports/official-files";
import { isSignedKind } from "./sign-off/sign-report";
import { type SignOffs, type SignOffView, signOffsOf } from "./sign-off/view-sign-offs";

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

/** One version of what was made of a year. */
export interface ReportView {
  readonly id: string;
  readonly year: number;
  readonly kind: ReportKind;
  /** 1 is the first of its year and kind. */
  readonly version: number;
  readonly state: "making" | "ready" | "failed";
  /**
   * "draft": open items kept its figures from being final. "superseded": a later version of its year and kind is made, and this one is not
   * signed off: that locks it. null while it is not made.
   */
  readonly status: "draft" | "final" | "superseded" | null;
  /** What a second person said of it. */
  readonly signOff: (Omit<SignOffView, "by"> & { readonly by: string }) | null;
  /** Whoever looks may sign it: final, of the books as they are, asked for by somebody else, and not signed. */
  readonly maySign: boolean;
  /** Whoever looks may take the sign-off back. */
  readonly mayUnsign: boolean;
  /** The facts or settings are no longer those it was made from. */
  readonly isOutdated: boolean;
  readonly requestedAt: string;
  /** The name of the person who asked for it; null when their account is gone. */
  readonly requestedBy: string | null;
  readonly files: readonly ReportFileView[];
  /** Pictures of the first pages of its papers, its own paper first. */
  readonly previews: readonly Preview[];
  /** The engine and the SHA-256 of facts and settings it was made with; null for versions made before they were noted. */
  readonly engineVersion: string | null;
  readonly inputHash: string | null;
  readonly failure: string | null;
  readonly run: ReportRun | null;
}

/** A year something can be made of. */
export interface ReportYear {
  readonly year: number;
  /** Open items that keep its figures from being final. */
  readonly open: number;
  /** Whether the official forms can be filled. */
  readonly blanks: BlanksState;
}

/** The report centre. */
export interface ReportsView {
  readonly clientName: string;
  /** All tax years are open to whoever looks; otherwise what spans them is closed, and nothing leads there. */
  readonly isWhole: boolean;
  readonly asOf: string;
  readonly mayRequest: boolean;
  /** Newest first. */
  readonly years: readonly ReportYear[];
  /** Newest first. */
  readonly reports: readonly ReportView[];
}

/** Every version of everything made of these books, with who asked, its state, and its files; and the years one can be made of. */
export async function viewReports(
  user: Asking,
  clientId: string,
  options: BooksOptions = {},
): Promise<Result<ReportsView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, { ...options, keepsYears: true });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const kept = await withClient<Kept & { mayRequest: boolean }, never>(
    user,
    clientId,
    "read",
    async (tx) => {
      const reports = (await listReports(tx)).filter((report) => isReportSeen(tx, report));
      const files = await listFilesOfReports(tx);
      const runs = await runsOf(tx, reports);
      const signOffs = await signOffsOf(tx, books, reports);
      return ok({ reports, files, runs, signOffs, mayRequest: tx.role !== "viewer" });
    },
    { keepsYears: true },
  );
  if (!kept.ok) {
    return kept;
  }
  const { reports, mayRequest, signOffs } = kept.value;
  const signers = [...signOffs.of.values()].map(({ by }) => by);
  const names = await withSystem((tx) =>
    listNames(tx, [...reports.map(({ requestedBy }) => requestedBy), ...signers]),
  );
  return ok({
    clientName: books.clientName,
    isWhole: books.onlyYears === null,
    asOf: books.asOf.date,
    mayRequest,
    years: await yearsOf(books),
    reports: reports.map((report) => {
      const made = reportView(kept.value, report);
      const isOutdated =
        report.ledgerVersion !== books.version.ledger ||
        report.settingsVersion !== books.version.settings;
      return {
        ...made,
        ...signingOf(signOffs, user, { report, made, isOutdated, nameOf: (id) => names.get(id) }),
        requestedBy: names.get(report.requestedBy) ?? null,
        isOutdated,
      };
    }),
  });
}

/** How a version stands with the second person, and what whoever looks may do about it. */
function signingOf(
  { of, maySign }: SignOffs,
  user: Asking,
  told: {
    readonly report: Report;
    readonly made: Pick<ReportView, "status">;
    readonly isOutdated: boolean;
    readonly nameOf: (id: UserId) => string | undefined;
  },
): Pick<ReportView, "signOff" | "maySign" | "mayUnsign" | "status"> {
  const { report, made, isOutdated, nameOf } = told;
  const word = of.get(report.id) ?? null;
  const isSigned = word?.state === "signed";
  return {
    status: isSigned ? "final" : made.status,
    signOff: word === null ? null : { ...word, by: nameOf(word.by) ?? "Someone who left" },
    maySign:
      maySign &&
      !isSigned &&
      made.status === "final" &&
      report.asOf.slice(0, 10) > `${report.year}-12-31` &&
      !isOutdated &&
      report.engineVersion === ENGINE_VERSION &&
      report.requestedBy !== user.id &&
      isSignedKind(report.kind),
    mayUnsign: maySign && isSigned,
  };
}

/** What is kept of the client's reports. */
interface Kept {
  /** Newest first. */
  readonly reports: readonly Report[];
  readonly files: ReadonlyMap<string, readonly KeptFile[]>;
  readonly signOffs: SignOffs;
  /** The last run of those that are not made. */
  readonly runs: ReadonlyMap<string, ReportRun>;
}

type KeptFile = Omit<ReportFile, "bytes">;

async function yearsOf(books: Books): Promise<readonly ReportYear[]> {
  if (books.transactions.size === 0) {
    return [];
  }
  const blocking = books.ledger.issues.filter((issue) => issue.severity === "blocking");
  const years = books.years
    .filter((year) => year.refusal === null && isSeen(books, year.year))
    .reverse();
  return Promise.all(
    years.map(async ({ year }) => ({
      year,
      open: blocking.filter((issue) => Number(issue.date.slice(0, 4)) <= year).length,
      blanks: await blanksOf(year),
    })),
  );
}

type Made = Omit<ReportView, "requestedBy" | "isOutdated" | "signOff" | "maySign" | "mayUnsign">;

function reportView(kept: Kept, report: Report): Made {
  const all = report.state === "ready" ? (kept.files.get(report.id) ?? []) : [];
  const previews = all.flatMap(({ name }) => previewOf(name) ?? []);
  const files = all.filter(({ name }) => previewOf(name) === null);
  const run = kept.runs.get(report.id) ?? null;
  const isStopped = report.state === "failed" || run?.state === "failed";
  const alike = kept.reports.filter(
    ({ year, kind }) => year === report.year && kind === report.kind,
  );
  const isLast = alike.find(({ state }) => state === "ready")?.id === report.id;
  return {
    id: report.id,
    year: report.year,
    kind: reportKind(report.kind),
    version: alike.length - alike.indexOf(report),
    state: report.state === "ready" ? "ready" : isStopped ? "failed" : "making",
    previews: previews.sort((a, b) => placeOfPreview(a) - placeOfPreview(b) || a.page - b.page),
    status: files.length === 0 ? null : statusOf(files, isLast),
    engineVersion: report.engineVersion,
    inputHash: report.inputHash,
    requestedAt: report.requestedAt,
    files: files.map(fileView).sort((a, b) => placeOf(a) - placeOf(b)),
    failure: report.failure ?? (isStopped ? (run?.message ?? null) : null),
    run,
  };
}

function statusOf(files: readonly KeptFile[], isLast: boolean): NonNullable<ReportView["status"]> {
  if (!isLast) {
    return "superseded";
  }
  return files.some(({ name }) => name.includes("-draft.")) ? "draft" : "final";
}

async function runsOf(
  tx: ClientTx,
  reports: readonly Report[],
): Promise<ReadonlyMap<string, ReportRun>> {
  const runs = new Map<string, ReportRun>();
  for (const { id } of reports.filter(({ state }) => state !== "ready")) {
    const [run] = await listJobRuns(tx, { subjectId: id, limit: 1 });
    if (run !== undefined) {
      const { state, done, total, message } = run;
      runs.set(id, { id: run.id, state, done, total, message: message === "" ? null : message });
    }
  }
  return runs;
}

const placeOf = ({ kind }: ReportFileView): number => FILE_KINDS.indexOf(kind);

const placeOfPreview = ({ file }: Preview): number =>
  file === null ? -1 : FILE_KINDS.indexOf(file);

function fileView({ name, size, sha256 }: KeptFile): ReportFileView {
  return { kind: kindOfFile(name), size, sha256 };
}
