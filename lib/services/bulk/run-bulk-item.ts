import { bulkRunId, clientId, type ReportId, userId } from "@/db/ids";
import {
  type BulkItem,
  type BulkKey,
  finishBulkItem,
  getBulkItem,
  getBulkRun,
  noteBulkReport,
} from "@/db/queries/bulk-runs";
import { getReport } from "@/db/queries/reports";
import { type Asking, withClient, withUser } from "@/db/tenant";
import { JobRefused } from "@/lib/jobs/client-job";
import { type RefusalCode, refusalMessage } from "@/lib/refusals";
import { openCount } from "@/lib/reports/open-items";
import { counted } from "@/lib/reports/text";
import { err, ok, type Result } from "@/lib/result";
import { summariseClient } from "../cockpit/summarise-client";
import { yearOfBooks } from "../gains/books";
import { loadBooks } from "../load-books";
import { renderReport } from "../render-report";
import { openReport } from "../request-report";

/** Why a piece cannot be made, in one sentence. */
type Failed = { readonly code: RefusalCode; readonly message?: string };

const STOPPED = "Stopped before its turn.";

/** What a job is told of a piece of a run. */
export interface BulkTold extends Omit<BulkKey, "clientId" | "runId"> {
  readonly clientId: string;
  readonly runId: string;
  readonly userId: string;
}

/**
 * Does one piece of a run as the one who asked. A report it opened before it was cut off is made on; what cannot be made ends with a
 * sentence, and the others go on. A piece whose client was closed to who asked is dropped.
 */
export async function runBulkItem(told: BulkTold, isLast: boolean): Promise<void> {
  const user = { id: userId(told.userId) };
  const { year, kind } = told;
  const key = { clientId: clientId(told.clientId), runId: bulkRunId(told.runId), year, kind };
  const found = await withUser(user, async (tx) => ({
    item: await getBulkItem(tx, key),
    run: await getBulkRun(tx, key.runId),
  }));
  const { item, run } = found;
  if (item === null || run === null || item.state !== "queued") {
    return;
  }
  const finish = (failure: string | null) =>
    withUser(user, (tx) => finishBulkItem(tx, key, failure));
  if (run.stoppedAt !== null) {
    await finish(STOPPED);
    return;
  }
  try {
    const made =
      kind === "figures"
        ? await summariseClient(user, key.clientId)
        : await paper(user, item, { year, kind }, run.what === "final");
    await finish(made.ok ? null : sentence(made.error));
  } catch (error) {
    if (error instanceof JobRefused) {
      await finish(error.message);
      return;
    }
    if (isLast) {
      await finish("This did not work, several times over. Nothing was half-saved.");
    }
    throw error;
  }
}

const sentence = ({ code, message }: Failed): string => message ?? refusalMessage(code);

async function paper(
  user: Asking & { readonly id: ReturnType<typeof userId> },
  item: BulkItem,
  told: { readonly year: number; readonly kind: "year-end" | "audit-pack" },
  isFinal: boolean,
): Promise<Result<null, Failed>> {
  const id = item.reportId === null ? await open(user, item, told, isFinal) : ok(item.reportId);
  if (!id.ok) {
    return id;
  }
  await renderReport({
    user,
    clientId: item.clientId,
    subjectId: id.value,
    progress: async () => undefined,
  });
  const made = await withClient(user, item.clientId, "read", async (tx) =>
    ok(await getReport(tx, id.value)),
  );
  return made.ok && made.value?.state === "ready"
    ? ok(null)
    : err({ code: "try-again", message: (made.ok && made.value?.failure) || "It was not made." });
}

async function open(
  user: Asking,
  item: BulkItem,
  told: { readonly year: number; readonly kind: "year-end" | "audit-pack" },
  isFinal: boolean,
): Promise<Result<ReportId, Failed>> {
  const books = await loadBooks(user, item.clientId, { deadlineMs: 60_000 });
  if (!books.ok) {
    return books;
  }
  const { year } = told;
  const result = yearOfBooks(books.value, year);
  // The present year is there without a row too; a paper of nothing would count as made.
  if (result === null || books.value.transactions.size === 0) {
    return err({ code: "no-such-year" });
  }
  if (isFinal && books.value.today <= `${year}-12-31`) {
    const message = `${year} is still running: nothing of it is final. Ask for preliminary reports.`;
    return err({ code: "not-final", message });
  }
  const open = openCount({ issues: books.value.ledger.issues, year, result });
  if (isFinal && open > 0) {
    const message = `${counted(open, "open item")} ${open === 1 ? "keeps" : "keep"} ${year} from being final.`;
    return err({ code: "not-final", message });
  }
  return openReport(user, books.value, told, async (tx, id) => {
    await noteBulkReport(tx, item, id);
    return id;
  });
}
