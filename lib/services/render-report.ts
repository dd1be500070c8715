import { type ReportId, reportId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lastChangeAt } from "@/db/queries/last-change";
import {
  finishReport,
  getReport,
  insertReportFile,
  type Report,
  type ReportFile,
} from "@/db/queries/reports";
import { withClient } from "@/db/tenant";
import { type ClientJob, JobRefused } from "@/lib/jobs/client-job";
import type { DrawProgress } from "@/lib/pdf/draw";
import { renderYearEnd } from "@/lib/pdf/render";
import { openItemsCsv, statementCsv } from "@/lib/reports/csv";
import type { YearEndInput } from "@/lib/reports/input";
import type { YearEndReport } from "@/lib/reports/model";
import { isPreliminary } from "@/lib/reports/preliminary";
import { yearEndReport } from "@/lib/reports/year-end";
import { err, invariant, ok, type Result } from "@/lib/result";
import { dateIn } from "@/lib/time/instant";
import { type Books, yearOfBooks } from "./gains/books";
import { planOf } from "./gains/plan-of";
import { positionsOf } from "./gains/positions-of";
import { seasonOf } from "./gains/season";
import { yearEndInput } from "./gains/year-end-input";
import { loadBooks } from "./load-books";
import { previewName } from "./report-preview";
import { openOfYear } from "./review/open-of-year";
import { openBooks } from "./review/review-of-books";

/** A job may load a long history. */
const DEADLINE_MS = 60_000;

const CHANGED =
  "The books changed while this report was waiting, so it was not made. Ask for it again: it will be made from the books as they are now.";

/**
 * Makes a requested report: one model, printed as PDF in a thread of its own and as CSV, kept with their SHA-256. The same
 * facts, settings, prices, ticks and day give the same bytes. Refuses when the facts are no longer those the report was
 * asked for; done twice, the second time changes nothing.
 */
export async function renderReport(job: ClientJob): Promise<void> {
  const id = reportId(job.subjectId);
  const report = await readReport(job, id);
  if (report.state !== "queued") {
    return;
  }
  await job.progress(0, 3, "Computing");
  const { model, made } = await modelOf(job, report);
  await job.progress(1, 3, "Drawing");
  const files = await filesOf(model, (pages, of) => {
    // A telling that is lost costs nothing; what is wrong with the database shows when the files are saved.
    job.progress(pages, of, "Drawing pages").catch(() => undefined);
  });
  await job.progress(2, 3, "Saving");
  await save(job, id, files, made);
  await job.progress(3, 3, "");
}

async function readReport(job: ClientJob, id: ReportId): Promise<Report> {
  const found = await withClient<Report, { code: "no-such-report" }>(
    job.user,
    job.clientId,
    "read",
    async (tx) => {
      const report = await getReport(tx, id);
      return report === null ? err({ code: "no-such-report" }) : ok(report);
    },
  );
  if (!found.ok) {
    throw new JobRefused("This report is no longer there.");
  }
  return found.value;
}

/** What a report was made with. */
interface Made {
  readonly engineVersion: string;
  readonly inputHash: string;
}

async function modelOf(
  job: ClientJob,
  report: Report,
): Promise<{ readonly model: YearEndReport; readonly made: Made }> {
  const books = await booksOf(job, report);
  const year = yearOfBooks(books, report.year);
  invariant(year !== null, "a report is asked for only of a year that is there");
  const told = await withClient(job.user, job.clientId, "read", async (tx) =>
    ok({
      changedAt: await lastChangeAt(tx, report.year),
      steps: await seasonOf(tx, books, year),
      open: openOfYear(await openBooks(tx, books), report.year, books.ledger.issues),
    }),
  );
  if (!told.ok) {
    throw new JobRefused("These books are no longer open to who asked for the report.");
  }
  const { steps, changedAt, open } = told.value;
  const input: YearEndInput = { open, ...yearEndInput(books, year, steps, changedAt) };
  const model = yearEndReport(
    isPreliminary(input)
      ? { positions: positionsOf(books), plan: planOf(books, year), ...input }
      : input,
  );
  return { model, made: { engineVersion: input.engineVersion, inputHash: input.inputHash } };
}

async function booksOf(job: ClientJob, report: Report): Promise<Books> {
  const loaded = await loadBooks(job.user, job.clientId, {
    asOf: await dayOf(job, report),
    deadlineMs: DEADLINE_MS,
  });
  if (!loaded.ok) {
    throw new JobRefused("These books are no longer open to who asked for the report.");
  }
  const { version } = loaded.value;
  if (version.ledger !== report.ledgerVersion || version.settings !== report.settingsVersion) {
    await fail(job, reportId(job.subjectId), CHANGED);
    throw new JobRefused(CHANGED);
  }
  return loaded.value;
}

/** The day the report was asked for, in the zone of the books then; a changed zone is a changed version and is refused. */
async function dayOf(job: ClientJob, report: Report): Promise<string> {
  const now = await loadBooks(job.user, job.clientId, { deadlineMs: DEADLINE_MS });
  return now.ok ? dateIn(now.value.settings.timeZone)(report.asOf) : "";
}

type NewFile = Pick<ReportFile, "name" | "contentType" | "bytes">;

/** The PDF and the CSV, and what is open where something is. A draft says so in its name. */
async function filesOf(model: YearEndReport, onProgress: DrawProgress): Promise<NewFile[]> {
  const kind = model.preliminary === null ? "year-end" : "preliminary";
  const stem = `${kind}-${model.year}${model.draft === null ? "" : "-draft"}`;
  const csv: NewFile = {
    name: `${stem}.csv`,
    contentType: "text/csv; charset=utf-8",
    bytes: new TextEncoder().encode(statementCsv(model)),
  };
  const rest = model.issues.items.length === 0 ? [csv] : [csv, openFile(model)];
  const { bytes, previews } = await renderYearEnd(model, { onProgress });
  const pictures = previews.map((picture, index) => ({
    name: previewName(index + 1),
    contentType: "image/png",
    bytes: picture,
  }));
  return [{ name: `${stem}.pdf`, contentType: "application/pdf", bytes }, ...rest, ...pictures];
}

/** What is open, as a list of its own. */
function openFile(model: YearEndReport): NewFile {
  return {
    name: `open-items-${model.year}.csv`,
    contentType: "text/csv; charset=utf-8",
    bytes: new TextEncoder().encode(openItemsCsv(model)),
  };
}

async function save(
  job: ClientJob,
  id: ReportId,
  files: readonly NewFile[],
  made: Made,
): Promise<void> {
  const saved = await withClient<null, never>(job.user, job.clientId, "write", async (tx) => {
    for (const file of files) {
      await insertReportFile(tx, id, file);
    }
    await finishReport(tx, id, { state: "ready", ...made });
    await insertAuditEvent(tx, {
      deed: "report.make",
      subjectId: id,
      detail: { files: files.length },
    });
    return ok(null);
  });
  refuseUnlessSaved(saved);
}

async function fail(job: ClientJob, id: ReportId, failure: string): Promise<void> {
  const saved = await withClient<null, never>(job.user, job.clientId, "write", async (tx) => {
    await finishReport(tx, id, { state: "failed", failure });
    return ok(null);
  });
  refuseUnlessSaved(saved);
}

function refuseUnlessSaved(saved: Result<null, { readonly code: string }>): void {
  if (!saved.ok) {
    throw new JobRefused("These books are no longer open to who asked for the report.");
  }
}
