import { listFormTotals } from "@/db/queries/broker-form-rows";
import { type ImportBatch, listBatches } from "@/db/queries/import-batches";
import { isAtWork, listJobRuns } from "@/db/queries/job-runs";
import { listTemplates } from "@/db/queries/mapping-templates";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { FORM_1099_DA } from "@/lib/importers/form-1099-da";
import { type NamedFamily, SOURCE_NAMES } from "@/lib/importers/source-names";
import { SOURCES } from "@/lib/importers/sources";
import { ok, type Result } from "@/lib/result";
import { type FormTotalsView, totalsView } from "./broker-forms/view-form";

/** One import in the list. */
export interface ImportItem {
  readonly id: string;
  readonly fileName: string;
  readonly source: string;
  readonly state: ImportBatch["state"];
  /** The worker is at it or about to be. */
  readonly isBusy: boolean;
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsKnown: number;
  readonly rowsQuarantined: number;
  readonly rowsQuestion: number;
  readonly rowsRejected: number;
  readonly rowsSkipped: number;
  /** When it was last decided upon: committed, undone, else uploaded. */
  readonly at: string;
}

/** One layout a person told. */
export interface TemplateItem {
  readonly id: string;
  readonly name: string;
  readonly savedAt: string;
}

/** The import page. */
export interface ImportsView {
  readonly mayWrite: boolean;
  readonly items: readonly ImportItem[];
  /** Layouts the person told, offered for files with the same header. */
  readonly templates: readonly TemplateItem[];
  /** Forms 1099-DA that were received, by year and payer. */
  readonly forms: readonly FormTotalsView[];
  /** Whose files are read, by kind. */
  readonly families: readonly NamedFamily[];
}

/** What people call a source; its id when it is no longer read. */
export function sourceLabel(id: string): string {
  const own = id.startsWith("mapping-") ? "Your own layout" : (OTHERS.get(id) ?? id);
  return SOURCES.find((source) => source.id === id)?.label ?? own;
}

/** Files that are no source's. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ["unknown", "Not known yet"],
  [FORM_1099_DA, "Form 1099-DA"],
]);

/** All imports of the client, the latest first, and what can be imported. */
export async function viewImports(
  user: Asking,
  clientId: string,
): Promise<Result<ImportsView, GateRefusal>> {
  return withClient<ImportsView, never>(user, clientId, "read", async (tx) => {
    const batches = await listBatches(tx);
    const templates = await listTemplates(tx);
    const names = new Map<string, string>(templates.map(({ id, name }) => [id, name]));
    const runs = await listJobRuns(tx, { limit: 50 });
    const busy = new Set(runs.filter(isAtWork).map((run) => run.subjectId));
    return ok({
      mayWrite: tx.role !== "viewer",
      items: batches.map((batch) =>
        itemOf(batch, busy.has(batch.id), names.get(batch.templateId ?? "")),
      ),
      templates: templates.map(({ id, name, savedAt }) => ({ id, name, savedAt })),
      forms: (await listFormTotals(tx)).map(totalsView),
      families: SOURCE_NAMES,
    });
  });
}

/** One import as the list shows it. `template`: the name of the layout a person told, where it is read by one. */
export function itemOf(batch: ImportBatch, isBusy: boolean, template?: string): ImportItem {
  const { id, fileName, state, rowsRead, rowsAccepted, rowsKnown } = batch;
  const { rowsQuarantined, rowsQuestion, rowsRejected, rowsSkipped } = batch;
  return {
    id,
    fileName,
    state,
    isBusy,
    source: template ?? sourceLabel(batch.source),
    rowsRead,
    rowsAccepted,
    rowsKnown,
    rowsQuarantined,
    rowsQuestion,
    rowsRejected,
    rowsSkipped,
    at: batch.undoneAt ?? batch.committedAt ?? batch.createdAt,
  };
}
