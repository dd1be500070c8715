import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertMarketPrices, listMarketPrices } from "@/db/queries/market-prices";
import { withClient } from "@/db/tenant";
import { type ClientJob, JobRefused } from "@/lib/jobs/client-job";
import type { HistoricPrice, HistoryProvider } from "@/lib/prices/history";
import { historyProviders } from "@/lib/prices/providers";
import { ok, type Result } from "@/lib/result";
import { assetId } from "@/lib/tax/transaction";
import type { MarketPrice } from "@/lib/tax/valuation/market-price";
import { instantFromEpoch } from "@/lib/time/instant";
import { loadBooks } from "./load-books";
import { startBelief } from "./prices/believe";
import { type Fetched, fetchNeeds, type KeepPrices } from "./prices/fetch-needs";
import { missingSentence, refusalWords } from "./prices/missing-words";

/** A job may load a long history. */
const DEADLINE_MS = 60_000;

/**
 * The worker's part of fetching past prices: asks for what the rows of the books lack, keeps each answer at once and ends with what
 * is still missing and why. Killed and run again it asks only for what is not there yet. Books stay usable all the while; without
 * a network nothing changes and the run says so.
 */
export async function runPriceFetch(
  job: ClientJob,
  providers: readonly HistoryProvider[] = historyProviders(),
  now: () => number = Date.now,
): Promise<void> {
  const books = opened(await loadBooks(job.user, job.clientId, { deadlineMs: DEADLINE_MS }));
  const needs = books.unpriced;
  const known = opened(
    await withClient<MarketPrice[], never>(job.user, job.clientId, "read", async (tx) =>
      ok(await listMarketPrices(tx)),
    ),
  );
  const belief = startBelief(known);
  const keep: KeepPrices = async (prices) => {
    const sound = belief.believe(prices);
    await store(job, sound);
    return sound;
  };
  await job.progress(0, needs.length, "");
  const fetched = await fetchNeeds(needs, providers, keep, (settled, label) =>
    job.progress(settled, needs.length, `Asking ${label}`),
  );
  await note(job, fetched);
  await job.progress(needs.length, needs.length, summary(fetched, belief.doubted(), now()));
}

async function store(job: ClientJob, prices: readonly HistoricPrice[]): Promise<void> {
  if (prices.length === 0) {
    return;
  }
  const told = prices.map(
    (price): MarketPrice => ({ ...price, asset: assetId(price.asset), toldBy: "market" }),
  );
  opened(
    await withClient<null, never>(job.user, job.clientId, "write", async (tx) => {
      await insertMarketPrices(tx, told);
      return ok(null);
    }),
  );
}

/** Each price keeps who had it fetched and when; the run itself is noted once. */
async function note(job: ClientJob, { found, missing }: Fetched): Promise<void> {
  opened(
    await withClient<null, never>(job.user, job.clientId, "write", async (tx) => {
      await insertAuditEvent(tx, {
        deed: "prices.fetch",
        detail: { found, missing: missing.length },
      });
      return ok(null);
    }),
  );
}

function opened<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) {
    throw new JobRefused("These books are no longer open to you.");
  }
  return result.value;
}

/** What a run says at its end. */
function summary({ found, missing, failures }: Fetched, doubted: number, now: number): string {
  const all = found + missing.length;
  const today = instantFromEpoch(now).slice(0, 10);
  return [
    `${found} of ${all} amounts have a price now.`,
    ...failures.map(({ label, refusal }) => `${label} ${refusalWords(refusal)}.`),
    doubted === 0
      ? ""
      : `${doubted} prices were a thousand times away from known ones and were not taken.`,
    missingSentence(missing, today),
  ]
    .filter((text) => text !== "")
    .join(" ");
}
