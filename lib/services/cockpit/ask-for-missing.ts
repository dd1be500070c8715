import type { BoardRow } from "@/db/queries/client-summaries";
import type { Client } from "@/db/queries/clients";
import { withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";

/** Asked for at once at most, so that one look at a board never becomes a thousand statements; the rest come with the next looks. */
const AT_ONCE = 50;

/**
 * Asks for summaries that no change asked for: of books that came onto the user's board without one. Those of a day that is over are the
 * worker's to find (`findStaleSummaries`). In the name of who looks: where they may only read, the job ends without a trace.
 */
export async function askForMissing(
  user: Asking,
  clients: readonly Client[],
  rows: readonly BoardRow[],
): Promise<void> {
  const known = new Set(rows.map(({ clientId }) => clientId));
  const missing = clients.filter(({ id, ledgerVersion }) => ledgerVersion > 0 && !known.has(id));
  if (missing.length === 0) {
    return;
  }
  await withSystem(async (tx) => {
    for (const { id } of missing.slice(0, AT_ONCE)) {
      await enqueue(
        tx,
        "summarise-client",
        { clientId: id, userId: user.id },
        { key: `summary:${id}`, queue: "summaries", priority: 10 },
      );
    }
  });
}
