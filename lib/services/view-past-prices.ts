import { listJobRuns } from "@/db/queries/job-runs";
import { countMarketPrices } from "@/db/queries/market-prices";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { instantFromEpoch } from "@/lib/time/instant";
import { loadBooks } from "./load-books";
import { type MissingGroup, missingGroups, REASON_WORDS } from "./prices/missing-words";
import { isUnasked } from "./prices/price-requests";
import type { RunView } from "./view-import";

/** Amounts of one asset that lack dollars. */
export interface MissingView extends MissingGroup {
  /** Why, when it was asked or cannot be; empty while nobody was asked. */
  readonly why: string;
}

/** What the rows of the books lack in dollars, what prices gave, and how fetching goes. */
export interface PastPricesView {
  /** Amounts without dollars that a price could give, those for information only left out. */
  readonly missing: number;
  /** The same of deposits and withdrawals: shown, but no tax hangs on them. */
  readonly information: number;
  /** How many of all these somebody can be asked about. */
  readonly askable: number;
  /** By asset and reason, the most first; at most 50. */
  readonly groups: readonly MissingView[];
  /** Amounts valued by a price. */
  readonly valued: number;
  /** Past prices kept, by source, the most first. */
  readonly sources: readonly { readonly source: string; readonly count: number }[];
  /** The latest run; null before the first. */
  readonly run: RunView | null;
  readonly mayWrite: boolean;
}

const GROUPS_SHOWN = 50;

/**
 * Where the dollars of rows come from that no source told: how many are valued by prices, how many still lack one and why, and the
 * run that fetches them. The review queue links here with `?part=prices`.
 */
export async function viewPastPrices(
  user: Asking,
  clientId: string,
  now: () => number = Date.now,
): Promise<Result<PastPricesView, GateRefusal>> {
  const books = await loadBooks(user, clientId);
  if (!books.ok) {
    return books;
  }
  const { unpriced, valued } = books.value;
  const today = instantFromEpoch(now()).slice(0, 10);
  const information = unpriced.filter(({ open }) => open.isInformation).length;
  return withClient<PastPricesView, never>(user, clientId, "read", async (tx) => {
    const [run] = await listJobRuns(tx, { subjectId: tx.clientId, limit: 1 });
    const wasAsked = run?.state === "done";
    let count = 0;
    for (const amounts of valued.values()) {
      count += amounts.length;
    }
    return ok({
      missing: unpriced.length - information,
      information,
      askable: unpriced.filter((need) => !isUnasked(need, today)).length,
      groups: missingGroups(unpriced, today)
        .slice(0, GROUPS_SHOWN)
        .map((group) => ({
          ...group,
          why: group.reason !== "not-found" || wasAsked ? REASON_WORDS[group.reason] : "",
        })),
      valued: count,
      sources: await countMarketPrices(tx),
      run:
        run === undefined
          ? null
          : {
              id: run.id,
              state: run.state,
              done: run.done,
              total: run.total,
              message: run.message === "" ? null : run.message,
            },
      mayWrite: tx.role !== "viewer",
    });
  });
}
