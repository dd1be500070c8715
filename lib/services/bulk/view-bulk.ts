import { bulkRunId, isUuid } from "@/db/ids";
import {
  type BulkItem,
  type BulkRun,
  getBulkRun,
  listBulkItems,
  listBulkRuns,
} from "@/db/queries/bulk-runs";
import { listClients } from "@/db/queries/clients";
import { type Asking, withUser } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";

/** A piece of a run as people read it. */
export interface BulkItemView {
  readonly key: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly year: number;
  readonly kind: BulkItem["kind"];
  readonly state: BulkItem["state"];
  readonly reportId: string | null;
  readonly failure: string | null;
}

/** A run with what became of each piece. */
export interface BulkRunView {
  readonly id: string;
  readonly what: BulkRun["what"];
  readonly requestedAt: string;
  readonly isStopped: boolean;
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  /** Papers that can be taken away. */
  readonly papers: number;
  /** Those that failed first, then by name and year. */
  readonly items: readonly BulkItemView[];
}

/** One of the user's runs. */
export async function viewBulkRun(
  user: Asking,
  run: string,
): Promise<Result<BulkRunView, { readonly code: "not-found" }>> {
  if (!isUuid(run)) {
    return err({ code: "not-found" });
  }
  const id = bulkRunId(run);
  const found = await withUser(user, async (tx) => {
    const kept = await getBulkRun(tx, id);
    return kept === null
      ? null
      : { run: kept, items: await listBulkItems(tx, id), clients: await listClients(tx) };
  });
  if (found === null) {
    return err({ code: "not-found" });
  }
  const names = new Map(found.clients.map(({ id: client, name }) => [client, name]));
  const items = found.items.map(({ clientId, year, kind, state, reportId, failure }) => ({
    key: `${clientId} ${year} ${kind}`,
    clientId,
    clientName: names.get(clientId) ?? "",
    year,
    kind,
    state,
    reportId,
    failure,
  }));
  const count = (state: BulkItem["state"]) => items.filter((item) => item.state === state).length;
  return ok({
    id,
    what: found.run.what,
    requestedAt: found.run.requestedAt,
    isStopped: found.run.stoppedAt !== null,
    done: count("done"),
    failed: count("failed"),
    total: items.length,
    papers: items.filter(({ state, reportId }) => state === "done" && reportId !== null).length,
    items: items.sort(
      (a, b) =>
        Number(b.state === "failed") - Number(a.state === "failed") ||
        byName.compare(a.clientName, b.clientName) ||
        a.year - b.year ||
        (a.kind < b.kind ? 1 : -1),
    ),
  });
}

const byName = new Intl.Collator("en");

/** Where a run stands, for its progress bar: no names are opened for it. */
export async function bulkProgress(
  user: Asking,
  run: string,
): Promise<
  Result<{ readonly done: number; readonly total: number }, { readonly code: "not-found" }>
> {
  const items = isUuid(run) ? await withUser(user, (tx) => listBulkItems(tx, bulkRunId(run))) : [];
  return items.length === 0
    ? err({ code: "not-found" })
    : ok({ done: items.filter(({ state }) => state !== "queued").length, total: items.length });
}

/** The user's latest runs. */
export async function viewBulkRuns(user: Asking): Promise<readonly BulkRun[]> {
  return withUser(user, (tx) => listBulkRuns(tx, 10));
}
