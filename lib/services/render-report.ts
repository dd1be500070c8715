import { type ReportId, reportId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { finishReport, getReport, insertReportFile, type Report } from "@/db/queries/reports";
import { getSettings } from "@/db/queries/settings";
import { withClient } from "@/db/tenant";
import { type ClientJob, JobRefused } from "@/lib/jobs/client-job";
import type { DrawProgress } from "@/lib/pdf/draw";
import type { FiledFacts } from "@/lib/reports/filed-facts";
import type { YearEndInput } from "@/lib/reports/input";
import { draftSentence } from "@/lib/reports/open-items";
import { yearEndReport } from "@/lib/reports/year-end";
import { err, ok, type Result } from "@/lib/result";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { dateIn } from "@/lib/time/instant";
import { filedFacts } from "./filing/filed-facts";
import { changesPaper, form1040xPaper } from "./filing/filing-papers";
import type { Books } from "./gains/books";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { explainedBooks } from "./gains/explained-books";
import { loadBooks } from "./load-books";
import { booksFiles } from "./reports/books-files";
import { type NewFile, type ReportKind, reportKind } from "./reports/kinds";
import { officialFiles } from "./reports/official-files";
import { paperBooks } from "./reports/paper-books";
import { auditPackFiles, filedYearFiles, yearEndFiles } from "./reports/paper-files";
import { programFiles } from "./reports/program-files";
import { yearInput } from "./reports/year-input";

/** A job may load a long history. */
const DEADLINE_MS = 60_000;

const CHANGED = "The books changed while this report was waiting, so it was not made.";

const CLOSED = "These books are no longer open to who asked for the report.";

/**
 * Makes a requested report: one model, printed by a thread of its own and written for other programs, kept with the SHA-256 of every
 * file. The same facts, settings, prices, ticks and day give the same bytes. Refuses when the facts are no longer those the report was
 * asked for; done twice, the second time changes nothing.
 */
export async function renderReport(job: ClientJob): Promise<void> {
  const id = reportId(job.subjectId);
  const report = await readReport(job, id);
  if (report.state !== "queued") {
    return;
  }
  await job.progress(0, 3, "Computing");
  const { books, method } = paperBooks(await booksOf(job, report), report.year);
  const input = await yearInput(job, books, report);
  await job.progress(1, 3, "Drawing");
  const onProgress: DrawProgress = (pages, of) => {
    // A telling that is lost costs nothing; what is wrong with the database shows when the files are saved.
    job.progress(pages, of, "Drawing pages").catch(() => undefined);
  };
  const kind = reportKind(report.kind);
  const files =
    kind === "filed-year"
      ? await filedFilesOf(job, books, input, onProgress)
      : await filesOf(
          job,
          kind,
          { books, explained: explainedBooks(books, method), input },
          onProgress,
        );
  await job.progress(2, 3, "Saving");
  await save(job, id, files, input);
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

async function booksOf(job: ClientJob, report: Report): Promise<Books> {
  const loaded = await loadBooks(job.user, job.clientId, {
    asOf: await dayOf(job, report),
    // Refund windows are told as of the day the paper was asked for, whenever its turn comes.
    ...(reportKind(report.kind) === "filed-year" ? { now: report.asOf } : {}),
    deadlineMs: DEADLINE_MS,
  });
  if (!loaded.ok) {
    throw new JobRefused(CLOSED);
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
  const settings = await withClient(job.user, job.clientId, "read", async (tx) =>
    ok((await getSettings(tx)) ?? DEFAULT_SETTINGS),
  );
  if (!settings.ok) {
    throw new JobRefused(CLOSED);
  }
  return dateIn(settings.value.timeZone)(report.asOf);
}

/** Books as papers print them, and as figures are taken apart. */
interface PrintedBooks {
  readonly books: Books;
  readonly explained: ExplainedBooks;
  readonly input: YearEndInput;
}

async function filesOf(
  job: ClientJob,
  kind: Exclude<ReportKind, "filed-year">,
  { books, explained, input }: PrintedBooks,
  onProgress: DrawProgress,
): Promise<readonly NewFile[]> {
  switch (kind) {
    case "year-end": {
      const paper = await yearEndFiles(yearEndReport(input), onProgress);
      const official = await officialFiles(input);
      return [...paper, ...official.files, ...programFiles(input, official.notes)];
    }
    case "audit-pack":
      return auditPackFiles(input, explained, onProgress);
    case "books":
      return booksFiles(input, explained, await factsOf(job, books, input.year));
  }
}

/** The year's facts beside what its report prints. */
async function factsOf(
  job: ClientJob,
  books: Books,
  year: number,
): Promise<Parameters<typeof booksFiles>[2]> {
  const loaded = await withClient<FiledFacts | null, never>(
    job.user,
    job.clientId,
    "read",
    async (tx) => ok(await filedFacts(tx, books, year)),
    { deadlineMs: DEADLINE_MS },
  );
  if (!loaded.ok) {
    throw new JobRefused(CLOSED);
  }
  const { profiles } = books;
  return loaded.value === null ? { profiles } : { profiles, filed: loaded.value };
}

const NOT_FILED = "The year is not marked as filed any more, so there is nothing to compare with.";

/** Papers of a filed year need what was frozen of it besides the books. */
async function filedFilesOf(
  job: ClientJob,
  books: Books,
  input: YearEndInput,
  onProgress: DrawProgress,
): Promise<readonly NewFile[]> {
  const { year, auditHead = null } = input;
  const asked = { year, auditHead };
  const loaded = await withClient<FiledPapers | null, never>(
    job.user,
    job.clientId,
    "read",
    async (tx) => {
      const changes = await changesPaper(tx, books, asked);
      return ok(
        changes === null ? null : { changes, form1040x: await form1040xPaper(tx, books, asked) },
      );
    },
    { deadlineMs: DEADLINE_MS },
  );
  if (!loaded.ok) {
    throw new JobRefused(CLOSED);
  }
  if (loaded.value === null) {
    await fail(job, reportId(job.subjectId), NOT_FILED);
    throw new JobRefused(NOT_FILED);
  }
  return filedYearFiles(loaded.value, { year, draft: draftSentence(input) }, onProgress);
}

type FiledPapers = Parameters<typeof filedYearFiles>[0];

async function save(
  job: ClientJob,
  id: ReportId,
  files: readonly NewFile[],
  { engineVersion, inputHash }: Pick<YearEndInput, "engineVersion" | "inputHash">,
): Promise<void> {
  const saved = await withClient<null, never>(
    job.user,
    job.clientId,
    "write",
    async (tx) => {
      for (const file of files) {
        await insertReportFile(tx, id, file);
      }
      await finishReport(tx, id, { state: "ready", engineVersion, inputHash });
      await insertAuditEvent(tx, {
        deed: "report.make",
        subjectId: id,
        detail: { files: files.length },
      });
      return ok(null);
    },
    { deadlineMs: DEADLINE_MS },
  );
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
    throw new JobRefused(CLOSED);
  }
}
