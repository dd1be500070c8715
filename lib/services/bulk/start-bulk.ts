import { type FirmRefusal, withFirm } from "@/db/firm-gate";
import { type BulkRunId, bulkRunId, isUuid } from "@/db/ids";
import { type BulkKey, type BulkWork, insertBulkRun, stopBulkRun } from "@/db/queries/bulk-runs";
import { listClients } from "@/db/queries/clients";
import { type Asking, withUser } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";
import { firmOf } from "../firm/firm-of";
import type { FieldErrors } from "../transaction-form";

/** Clients of one run, and pieces of it. */
export const BULK_CLIENTS = 500;
const BULK_ITEMS = 2000;

/** What each kind of work makes of a client's year. */
const KINDS: Readonly<Record<BulkWork, readonly BulkKey["kind"][]>> = {
  recompute: ["figures"],
  preliminary: ["year-end"],
  final: ["year-end", "audit-pack"],
};

/** Why nothing was begun. */
export type BulkRefusal =
  | FirmRefusal
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

/**
 * Begins something for many clients and years: each piece is a job of its own, done one after the other behind what people wait for, and
 * goes on from where it was whatever is stopped or restarted. Clients the user may not open are none of it.
 */
export async function startBulk(
  user: Asking,
  told: {
    readonly what: BulkWork;
    readonly years: readonly number[];
    readonly clients: readonly string[];
  },
): Promise<Result<BulkRunId, BulkRefusal>> {
  const firm = await firmOf(user);
  if (firm === null) {
    return err({ code: "not-found" });
  }
  const seen = (await withUser(user, listClients)).filter(({ archivedAt }) => archivedAt === null);
  const chosen = new Set(told.clients);
  const clients = seen.filter(({ id }) => chosen.has(id));
  const years = [...new Set(told.years)].sort((a, b) => a - b);
  const wrong = wrongWith(clients.length, years.length, KINDS[told.what].length);
  if (wrong !== null) {
    return err({ code: "invalid-input", fields: wrong });
  }
  const runId = bulkRunId(crypto.randomUUID());
  const items = clients.flatMap(({ id: clientId }) =>
    years.flatMap((year) => KINDS[told.what].map((kind) => ({ clientId, runId, year, kind }))),
  );
  return withFirm<BulkRunId, never>(user, firm, "bulk", async (tx) => {
    await insertBulkRun(tx, { id: runId, what: told.what }, items);
    for (const item of items) {
      await enqueue(
        tx,
        "bulk-item",
        { ...item, userId: tx.userId },
        // One after the other, behind everything somebody looks at.
        { queue: `bulk:${tx.firmId}`, priority: 20 },
      );
    }
    return ok(runId);
  });
}

function wrongWith(clients: number, years: number, kinds: number): FieldErrors | null {
  if (clients === 0) {
    return { clients: "Choose a client." };
  }
  if (years === 0) {
    return { years: "Choose a year." };
  }
  if (clients > BULK_CLIENTS) {
    return { clients: `At most ${BULK_CLIENTS} clients at once.` };
  }
  return clients * years * kinds > BULK_ITEMS
    ? { years: `At most ${BULK_ITEMS.toLocaleString("en-US")} papers at once: choose fewer years.` }
    : null;
}

/** Stops a run of the user's. What is made stays; what is not begun is left. */
export async function stopBulk(
  user: Asking,
  run: string,
): Promise<Result<null, { readonly code: "not-found" }>> {
  const isStopped = isUuid(run) && (await withUser(user, (tx) => stopBulkRun(tx, bulkRunId(run))));
  return isStopped ? ok(null) : err({ code: "not-found" });
}
