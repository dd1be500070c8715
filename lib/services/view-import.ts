import { batchId, isUuid, jobRunId } from "@/db/ids";
import { listAccounts } from "@/db/queries/accounts";
import { getBatch, type ImportBatch } from "@/db/queries/import-batches";
import { getJobRun, listJobRuns } from "@/db/queries/job-runs";
import { getSettings } from "@/db/queries/settings";
import { listTransfersTouching } from "@/db/queries/transfer-links";
import { readUpload } from "@/db/queries/uploads";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { readHead } from "@/lib/importers/read-file";
import type { ParsedTransaction } from "@/lib/importers/source";
import { SOURCES } from "@/lib/importers/sources";
import { err, ok, type Result } from "@/lib/result";
import { accountId, transactionId } from "@/lib/tax/transaction";
import { type EntryView, entryViewer } from "./entry-view";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { proposeTransfers, type TransferProposal } from "./propose-transfers";
import { type ImportItem, itemOf } from "./view-imports";

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

/** One import: before it is confirmed, while the worker is at it, and after. */
export interface ImportView {
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
  readonly run: RunView | null;
  readonly failure: string | null;
  readonly uploadedAt: string;
  readonly committedAt: string | null;
  readonly undoneAt: string | null;
  /** Moves between own accounts that rows of this import are part of. */
  readonly linked: number;
  /** After it is committed: rows in the books that look like moves. */
  readonly proposals: readonly TransferProposal[];
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

const runView = ({ id, state, done, total, message }: RunView): RunView => ({
  id,
  state,
  done,
  total,
  message: message === "" ? null : message,
});

async function view(tx: ClientTx, batch: ImportBatch): Promise<ImportView> {
  const timeZone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
  const [run] = await listJobRuns(tx, { subjectId: batch.id, limit: 1 });
  const isBusy = run?.state === "queued" || run?.state === "running";
  const head = batch.state === "failed" ? null : await headOf(tx, batch);
  const accounts = await listAccounts(tx);
  return {
    mayWrite: tx.role !== "viewer",
    item: itemOf(batch, isBusy),
    version: batch.version,
    timeRule: SOURCES.find((source) => source.id === batch.source)?.timeRule ?? "",
    timeZone,
    accountName: batch.accountName ?? head?.suggestion ?? null,
    knownAccounts: accounts.map((account) => account.name),
    noted: batch.problems.map(notedView),
    sample: head === null ? [] : sampleViews(head.sample, timeZone),
    run: run === undefined ? null : runView(run),
    failure: batch.failure,
    uploadedAt: batch.createdAt,
    committedAt: batch.committedAt,
    undoneAt: batch.undoneAt,
    linked: batch.state === "committed" ? (await listTransfersTouching(tx, batch.id)).length : 0,
    proposals: batch.state === "committed" ? await proposeTransfers(tx) : [],
  };
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

/** The first rows of the file as they are read, and the account name it suggests when it leaves that to us. */
async function headOf(
  tx: ClientTx,
  batch: ImportBatch,
): Promise<{ sample: readonly ParsedTransaction[]; suggestion: string | null } | null> {
  const { timeZone, accountName, answers } = batch;
  const input = () => ({ file: batch.fileName, chunks: readUpload(tx, batch.uploadId) });
  const named = accountName === null ? {} : { accountName };
  const read = await readHead(input(), { timeZone, answers, ...named }, HEAD);
  const marked = await readHead(input(), { timeZone, answers, accountName: MARK }, HEAD);
  if (!(read.ok && marked.ok)) {
    return null;
  }
  const index = marked.value.transactions.findIndex((one) => one.accountName === MARK);
  return {
    sample: read.value.transactions.slice(0, SAMPLE),
    suggestion: read.value.transactions[index]?.accountName ?? null,
  };
}

/** Parsed rows are shown like entries of the ledger, their accounts by the name they will have. */
function sampleViews(sample: readonly ParsedTransaction[], timeZone: string): readonly EntryView[] {
  const viewed = entryViewer({ accounts: new Map(), timeZone });
  return sample.map(
    ({ accountName, toAccountName, key: _key, lines, question, spam: _spam, ...told }, index) => {
      const origin = { from: "file", batch: "", file: "", lines } as const;
      const common = {
        id: transactionId(`sample-${index}`),
        account: accountId(accountName),
        origin,
      };
      const transaction =
        told.kind === "transfer"
          ? { ...told, ...common, toAccount: accountId(toAccountName ?? "") }
          : { ...told, ...common };
      return viewed({ transaction, question, voided: null });
    },
  );
}
