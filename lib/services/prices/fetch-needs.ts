import type {
  HistoricPrice,
  HistoryPage,
  HistoryProvider,
  HistoryRequest,
} from "@/lib/prices/history";
import type { QuoteRefusal } from "@/lib/prices/quote";
import type { PriceNeed } from "@/lib/tax/valuation/value-transactions";
import { requestFor, STAGES } from "./price-requests";

/** What came of asking. */
export interface Fetched {
  /** Needs that have a price now. */
  readonly found: number;
  /** Needs nobody had a price for, and those nobody could be asked about. */
  readonly missing: readonly PriceNeed[];
  /** Sources that did not answer, and why. */
  readonly failures: readonly { readonly label: string; readonly refusal: QuoteRefusal }[];
}

/** Where prices go as they come: kept at once, so that a killed run loses none. Answers with those that were believed. */
export type KeepPrices = (prices: readonly HistoricPrice[]) => Promise<readonly HistoricPrice[]>;

/** Refusals in a row after which a source is not asked again in this run. */
const PATIENCE = 2;

/**
 * Asks the providers in their order for what the needs lack: first the hour of the best leg, then its UTC day, then the same of the
 * other side of an exchange. What one provider answers the next is not asked. One that refuses twice in a row is left alone and
 * named. `tell` is called after every question with how many needs are settled.
 */
export async function fetchNeeds(
  needs: readonly PriceNeed[],
  providers: readonly HistoryProvider[],
  keep: KeepPrices,
  tell: (settled: number, words: string) => Promise<void>,
): Promise<Fetched> {
  const failures = new Map<HistoryProvider, QuoteRefusal>();
  const givenUp = new Set<HistoryProvider>();
  let open = needs;
  for (const { leg, span } of STAGES) {
    const asked = byRequest(open, (need) => requestFor(need, leg, span));
    let settled = needs.length - open.length;
    const take = async (prices: readonly HistoricPrice[]) => {
      for (const price of await keep(prices)) {
        settled += asked.get(nameOf(price))?.needs ?? 0;
        asked.delete(nameOf(price));
      }
    };
    for (const provider of providers.filter((one) => !givenUp.has(one))) {
      const pages = provider.plan([...asked.values()].map(({ request }) => request));
      const ended = await askPages(pages, take, () => tell(settled, provider.label));
      if (ended.refusal !== null) {
        failures.set(provider, ended.refusal);
      }
      if (ended.isGivenUp) {
        givenUp.add(provider);
      }
    }
    open = open.filter((need) => {
      const request = requestFor(need, leg, span);
      return request === null || asked.has(nameOf(request));
    });
  }
  return {
    found: needs.length - open.length,
    missing: open,
    failures: [...failures].map(([{ label }, refusal]) => ({ label, refusal })),
  };
}

interface Asked {
  readonly request: HistoryRequest;
  /** How many needs it settles. */
  readonly needs: number;
}

const nameOf = ({ asset, starts, span }: HistoryRequest): string => `${span} ${starts} ${asset}`;

function byRequest(
  needs: readonly PriceNeed[],
  requestOf: (need: PriceNeed) => HistoryRequest | null,
): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const need of needs) {
    const request = requestOf(need);
    if (request !== null) {
      const name = nameOf(request);
      asked.set(name, { request, needs: (asked.get(name)?.needs ?? 0) + 1 });
    }
  }
  return asked;
}

/** Asks page after page; the last refusal, null when all were answered, and whether the rest was not asked for it. */
async function askPages(
  pages: readonly HistoryPage[],
  take: (prices: readonly HistoricPrice[]) => Promise<void>,
  tell: () => Promise<void>,
): Promise<{ readonly refusal: QuoteRefusal | null; readonly isGivenUp: boolean }> {
  let inARow = 0;
  let refusal: QuoteRefusal | null = null;
  for (const page of pages) {
    const answer = await page.fetch();
    if (answer.ok) {
      inARow = 0;
      await take(answer.value);
      await tell();
    } else {
      inARow += 1;
      refusal = answer.error;
    }
    if (inARow === PATIENCE) {
      return { refusal, isGivenUp: true };
    }
  }
  return { refusal, isGivenUp: false };
}
