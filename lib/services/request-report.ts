import type { JobRunId, ReportId } from "@/db/ids";
import { listFiledReturns } from "@/db/queries/filed-returns";
import { insertReport } from "@/db/queries/reports";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { enqueueForClient } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";
import { type Books, yearOfBooks } from "./gains/books";
import { type BooksOptions, loadBooks } from "./load-books";
import { booksHead } from "./reports/books-head";
import type { ReportKind } from "./reports/kinds";

/** A report that was asked for and the run that shows its progress. */
export interface RequestedReport {
  readonly reportId: ReportId;
  readonly runId: JobRunId;
}

/** Why no report is made. */
export type ReportRefusal =
  | GateRefusal
  | { readonly code: "no-such-year"; readonly message?: string };

/**
 * Asks for the papers of a year of one kind: a version of its own, made in the worker from the books as they are now. The
 * request and its job are saved together or not at all.
 */
export async function requestReport(
  user: Asking,
  clientId: string,
  told: { readonly year: number; readonly kind: ReportKind },
  options: BooksOptions = {},
): Promise<Result<RequestedReport, ReportRefusal>> {
  const books = await loadBooks(user, clientId, options);
  return books.ok
    ? openReport(user, books.value, told, async (tx, reportId) => ({
        reportId,
        runId: await enqueueForClient(tx, "render-report", reportId),
      }))
    : books;
}

/** Opens a version of the books as they were loaded; `then` is saved with it, such as the job that makes it. */
export async function openReport<T>(
  user: Asking,
  books: Books,
  { year, kind }: { readonly year: number; readonly kind: ReportKind },
  then: (tx: ClientWriteTx, id: ReportId) => Promise<T>,
): Promise<Result<T, ReportRefusal>> {
  const result = yearOfBooks(books, year);
  if (result === null) {
    return err({ code: "no-such-year" });
  }
  if (result.refusal !== null) {
    return err({ code: "no-such-year", message: result.refusal.message });
  }
  const { version, asOf } = books;
  return withClient<T, ReportRefusal>(user, books.clientId, "write", async (tx) => {
    if (kind === "filed-year" && !(await listFiledReturns(tx)).some((one) => one.year === year)) {
      return err({ code: "no-such-year", message: `${year} is not marked as filed.` });
    }
    const id = await insertReport(tx, {
      year,
      kind,
      asOf: asOf.at,
      ledgerVersion: version.ledger,
      settingsVersion: version.settings,
      auditHead: await booksHead(tx),
    });
    return ok(await then(tx, id));
  });
}
