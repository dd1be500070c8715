import { listStaleSummaries } from "@/db/queries/client-summaries";
import { withSystem } from "@/db/system";
import { enqueue } from "@/lib/jobs/enqueue";
import { ENGINE_VERSION } from "@/lib/tax/version";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";

/**
 * Asks for the summaries of every client whose day is over in its tax zone, that an earlier engine made, or whose job was lost. Run every
 * ten minutes by any number of workers: a client has at most one job waiting.
 */
export async function findStaleSummaries(
  now: Instant = instantFromEpoch(Date.now()),
): Promise<void> {
  await withSystem(async (tx) => {
    for (const { clientId, userId } of await listStaleSummaries(tx, ENGINE_VERSION, now)) {
      await enqueue(
        tx,
        "summarise-client",
        { clientId, userId },
        { key: `summary:${clientId}`, queue: "summaries", priority: 10 },
      );
    }
  });
}
