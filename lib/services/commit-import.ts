import { type BatchId, batchId, isUuid } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import {
  type ImportBatch,
  lockBatch,
  type RowCounts,
  updateBatch,
} from "@/db/queries/import-batches";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { FORM_1099_DA } from "@/lib/importers/form-1099-da";
import type { FileRefusal } from "@/lib/importers/refusal";
import { err, invariant, ok, type Result } from "@/lib/result";
import { commitForm } from "./broker-forms/commit-form";
import { runPass } from "./imports/import-pass";
import { joinForCommit } from "./imports/join-import";
import type { OpenImport } from "./imports/join-reading";
import { openUpload, problemsIn, refusalText } from "./imports/preview-upload";
import { commitSink } from "./imports/sinks";
import { linkClearTransfers } from "./link-transfer";

/** What an import added. */
export interface Committed {
  readonly counts: RowCounts;
  /** Moves between own accounts that were clear and so were linked with it. */
  readonly linked: number;
}

/** Why nothing was imported. "changed-meanwhile": it was imported, undone or failed meanwhile. */
export type CommitRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "file-refused"; readonly message: string };

/** How long an import may take in the worker. */
export const COMMIT_MS = 15 * 60_000;

/** What the caller may give: how long it may take, and who is told how many rows were read so far. */
export interface CommitOptions {
  readonly deadlineMs?: number;
  readonly progress?: (rowsRead: number) => Promise<void>;
}

/**
 * Imports a previewed file in one transaction: every row as it came, every transaction that is not in the books yet. Killed
 * at any moment, nothing of it is there. Two at once, or the same file by two ways: each row counts once.
 */
export async function commitImport(
  user: Asking,
  clientId: string,
  batch: string,
  options: CommitOptions = {},
): Promise<Result<Committed, CommitRefusal>> {
  if (!isUuid(batch)) {
    return err({ code: "not-found" });
  }
  return withClient(
    user,
    clientId,
    "write",
    (tx) => commit(tx, batchId(batch), options.progress ?? (async () => undefined)),
    { deadlineMs: options.deadlineMs ?? COMMIT_MS },
  );
}

async function commit(
  tx: ClientWriteTx,
  id: BatchId,
  progress: (rowsRead: number) => Promise<void>,
): Promise<Result<Committed, CommitRefusal>> {
  await lockClient(tx);
  const batch = await lockBatch(tx, id);
  if (batch === null) {
    return err({ code: "not-found" });
  }
  if (batch.state !== "previewed" && batch.state !== "committing") {
    return err({ code: "changed-meanwhile" });
  }
  if (batch.source === FORM_1099_DA) {
    return commitForm(tx, batch);
  }
  const reading =
    (await joinForCommit(tx, batch, progress)) ?? (await openAlone(tx, batch, progress));
  if (!reading.ok) {
    return err({ code: "file-refused", message: refusalText(reading.error) });
  }
  const { opened, sink } = reading.value;
  const pass = await runPass(opened, sink);
  if (!pass.ok) {
    return err({ code: "file-refused", message: refusalText(pass.error) });
  }
  const { counts, tally } = pass.value;
  const problems = problemsIn(opened, tally);
  const linked = await linkClearTransfers(tx);
  invariant(linked.ok, "nothing changes meanwhile: the books are held");
  await updateBatch(tx, id, { state: "committed", counts, problems, failure: null });
  await insertAuditEvent(tx, {
    deed: "import.commit",
    subjectId: id,
    detail: { ...counts, linked: linked.value },
  });
  return ok({ counts, linked: linked.value });
}

async function openAlone(
  tx: ClientWriteTx,
  batch: ImportBatch,
  progress: (rowsRead: number) => Promise<void>,
): Promise<Result<OpenImport, FileRefusal>> {
  const opened = await openUpload(tx, batch);
  return opened.ok
    ? ok({ opened: opened.value, sink: await commitSink(tx, batch, progress) })
    : opened;
}
