import { batchId, isUuid, jobRunId } from "@/db/ids";
import { listAccounts } from "@/db/queries/accounts";
import { getBatch, type ImportBatch, type StoredAsks } from "@/db/queries/import-batches";
import { getJobRun, isAtWork, listJobRuns } from "@/db/queries/job-runs";
import { getSettings } from "@/db/queries/settings";
import { listTransfersTouching } from "@/db/queries/transfer-links";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { FORM_1099_DA } from "@/lib/importers/form-1099-da";
import { type ReadFile, readHead } from "@/lib/importers/read-file";
import type { ParsedTransaction } from "@/lib/importers/source";
import { err, ok, type Result } from "@/lib/result";
import { type FormView, formView } from "./broker-forms/view-form";
import type { EntryView } from "./entry-view";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { joinedSample } from "./imports/join-import";
import { type JoinedNow, joinedNow } from "./imports/join-now";
import { readingOf } from "./imports/preview-upload";
import { proposalsSoon, type SoonProposals } from "./kept-proposals";
import { formTemplateOf, templateOf } from "./mapping/stored-template";
import { parsedViews } from "./parsed-views";
import { type ImportItem, itemOf } from "./view-imports";
import { type ReadingView, readingView } from "./view-reading";

/** A row with a reason, or (line 0) a remark about the whole file. */
export interface NotedView {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
  readonly outcome: "rejected" | "quarantined" | "question" | "skipped" | "file";
}

/** Where the worker is. */
export interface RunView {
  readonly id: string;
  readonly state: "queued" | "running" | "done" | "failed";
  readonly done: number;
  readonly total: number | null;
  readonly message: string | null;
}

/** One import: before it is confirmed, while the worker is at it, and after (then with what in the books looks like moves). */
export interface ImportView extends SoonProposals {
  readonly mayWrite: boolean;
  readonly item: ImportItem;
  readonly version: string;
  readonly timeRule: string;
  /** The zone tax dates are told in. */
  readonly timeZone: string;
  /** The account the rows go to: as chosen, or as suggested. Null when every row of the file names its own. */
  readonly accountName: string | null;
  readonly knownAccounts: readonly string[];
  readonly noted: readonly NotedView[];
  /** The first transactions as they are read. */
  readonly sample: readonly EntryView[];
  /** While it waits: how it is read, and what of that can be said otherwise. */
  readonly reading: ReadingView | null;
  /** It is read by a template that can still be changed. */
  readonly hasTemplate: boolean;
  /** What it waits for, in state "asking". */
  readonly asks: StoredAsks | null;
  /** The lines of a broker's form, when it is one. */
  readonly form: FormView | null;
  readonly run: RunView | null;
  readonly failure: string | null;
  readonly uploadedAt: string;
  readonly committedAt: string | null;
  readonly undoneAt: string | null;
  /** Moves between own accounts that rows of this import are part of. */
  readonly linked: number;
}

/** One import of the client. */
export async function viewImport(
  user: Asking,
  clientId: string,
  batch: string,
): Promise<Result<ImportView, GateRefusal>> {
  return withClient<ImportView, GateRefusal>(user, clientId, "read", async (tx) => {
    const row = isUuid(batch) ? await getBatch(tx, batchId(batch)) : null;
    return row === null ? err({ code: "not-found" }) : ok(await view(tx, row));
  });
}

/** Where one of the client's jobs is. */
export async function viewJob(
  user: Asking,
  clientId: string,
  job: string,
): Promise<Result<RunView, GateRefusal>> {
  return withClient<RunView, GateRefusal>(user, clientId, "read", async (tx) => {
    const run = isUuid(job) ? await getJobRun(tx, jobRunId(job)) : null;
    return run === null ? err({ code: "not-found" }) : ok(runView(run));
  });
}

/** A run as a progress bar takes it. */
export const runView = ({ id, state, done, total, message }: RunView): RunView => ({
  id,
  state,
  done,
  total,
  message: message === "" ? null : message,
});

async function view(tx: ClientTx, batch: ImportBatch): Promise<ImportView> {
  const timeZone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
  const [run] = await listJobRuns(tx, { subjectId: batch.id, limit: 1 });
  const head = await headOf(tx, batch);
  const { sample, accountName } = await sampleOf(tx, batch, head);
  const layout = await layoutOf(tx, batch);
  const isForm = batch.source === FORM_1099_DA;
  const now = await joinedNow(tx, batch);
  const accounts = await listAccounts(tx);
  return {
    mayWrite: tx.role !== "viewer",
    item: {
      ...itemOf(batch, isAtWork(run), layout ?? undefined),
      ...(now === null ? {} : rowsNow(now)),
    },
    version: batch.version,
    timeRule: head?.file.kind.source.timeRule ?? "",
    timeZone,
    accountName,
    knownAccounts: accounts.map((account) => account.name),
    noted: problemsNow(batch, now).map(notedView),
    sample: parsedViews(sample, timeZone),
    reading: head === null || batch.state !== "previewed" ? null : readingView(batch, head.file),
    hasTemplate: layout !== null && batch.head !== null,
    asks: batch.asks,
    form: isForm ? await formView(tx, batch) : null,
    run: run === undefined ? null : runView(run),
    failure: batch.failure,
    uploadedAt: batch.createdAt,
    committedAt: batch.committedAt,
    undoneAt: batch.undoneAt,
    linked: batch.state === "committed" ? (await listTransfersTouching(tx, batch.id)).length : 0,
    ...(batch.state === "committed" ? await proposalsSoon(tx) : NO_PROPOSALS),
  };
}

/** What the layout a person told is called; null when the file is read by one of ours. */
async function layoutOf(tx: ClientTx, batch: ImportBatch): Promise<string | null> {
  const form = await formTemplateOf(tx, batch);
  return form === null
    ? ((await templateOf(tx, batch))?.name ?? null)
    : `Form 1099-DA, ${form.payer}`;
}

const NO_PROPOSALS: SoonProposals = { proposals: [], matching: null };

/** The rows of an explorer's file as they stand today. */
const rowsNow = ({ counts }: JoinedNow) => ({
  rowsAccepted: counts.accepted,
  rowsKnown: counts.known,
  rowsQuarantined: counts.quarantined,
  rowsQuestion: counts.question,
  rowsRejected: counts.rejected,
  rowsSkipped: counts.skipped,
});

/** What is to be said of rows today; of an explorer's file that differs from what was said when it was imported. */
function problemsNow(batch: ImportBatch, now: JoinedNow | null): ImportBatch["problems"] {
  if (now === null) {
    return batch.problems;
  }
  const answered = batch.rowsQuestion - now.counts.question;
  const rows = answered === 1 ? "1 row" : `${answered} rows`;
  const reason = `${rows} of this file had a question when it was imported and ${answered === 1 ? "has" : "have"} none now: what follows is how its rows stand today, read with all files of the address.`;
  const remarks = batch.problems.filter(({ line }) => line === 0);
  const changed =
    answered > 0 ? [{ line: 0, column: "", value: "", reason, outcome: "file" as const }] : [];
  return [...changed, ...remarks, ...now.noted];
}

const OUTCOMES = ["rejected", "quarantined", "question", "skipped", "file"] as const;

function notedView(problem: ImportBatch["problems"][number]): NotedView {
  const stored = "outcome" in problem ? problem.outcome : "rejected";
  const outcome = OUTCOMES.find((one) => one === stored) ?? "rejected";
  const { line, column, value, reason } = problem;
  return { line, column, value, reason, outcome };
}

/** Rows looked at: rows that belong together stand within some hundreds. */
const HEAD = 500;
const SAMPLE = 12;
/** No file names an account like this: it shows whether rows take the name we give. */
const MARK = "\u0001";

interface Head {
  readonly file: ReadFile;
  /** The account name it suggests when the file leaves that to us. */
  readonly suggestion: string | null;
}

/** The first rows of the file as they are read; null when it is not read as transactions, or not any more. */
async function headOf(tx: ClientTx, batch: ImportBatch): Promise<Head | null> {
  if (UNREAD.has(batch.state) || batch.source === FORM_1099_DA) {
    return null;
  }
  const { input, options, also } = await readingOf(tx, batch);
  const read = await readHead(input(), options, HEAD, also);
  const marked = await readHead(input(), { ...options, accountName: MARK }, HEAD, also);
  if (!(read.ok && marked.ok)) {
    return null;
  }
  const index = marked.value.transactions.findIndex((one) => one.accountName === MARK);
  const suggestion = read.value.transactions[index]?.accountName ?? null;
  return { file: read.value, suggestion };
}

/** The first transactions and their account. An explorer's file reads otherwise together with the others of its address. */
async function sampleOf(
  tx: ClientTx,
  batch: ImportBatch,
  head: Head | null,
): Promise<{ sample: readonly ParsedTransaction[]; accountName: string | null }> {
  const joined = UNREAD.has(batch.state) ? null : await joinedSample(tx, batch, SAMPLE);
  return (
    joined ?? {
      sample: head?.file.transactions.slice(0, SAMPLE) ?? [],
      accountName: batch.accountName ?? head?.suggestion ?? null,
    }
  );
}

/** States in which there is nothing to read, or nobody knows yet how. */
const UNREAD: ReadonlySet<ImportBatch["state"]> = new Set([
  "unmapped",
  "asking",
  "failed",
  "cancelled",
]);
