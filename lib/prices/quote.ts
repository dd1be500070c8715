import { err, ok, type Result } from "@/lib/result";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";

/** The price of one asset in US dollars at a stated moment, and who stated it. `price` is plain decimal text. */
export interface AssetQuote {
  readonly asset: string;
  readonly price: string;
  readonly at: Instant;
  readonly source: string;
}

/** Why a provider gave no answer: it may be tried later, or never for this asset. */
export type QuoteRefusal =
  | { readonly code: "unreachable"; readonly detail: string }
  | { readonly code: "rate-limited"; readonly retryAfterSeconds: number | null }
  | { readonly code: "unexpected-answer"; readonly detail: string };

/** What a provider said: quotes for the assets it knows; the others are simply absent, never zero. */
export interface QuoteAnswer {
  readonly quotes: readonly AssetQuote[];
  readonly unknown: readonly string[];
  /** What ended the asking early; the assets not asked for are among the unknown. */
  readonly refusal?: QuoteRefusal;
}

/** One source of current quotes. Asks fixed hosts only; times out; never follows redirects. */
export interface QuoteProvider {
  readonly id: string;
  readonly label: string;
  readonly fetchLatest: (assets: readonly string[]) => Promise<Result<QuoteAnswer, QuoteRefusal>>;
}

/** A present price by a provider's own key of the asset; `at` in seconds since 1970. */
export interface KeyedPrice {
  readonly price: string;
  readonly at: number;
}

/**
 * For providers that answer many keys at once: asks for at most `max` in one question. Assets without a key, and those a provider
 * does not tell, are unknown. The first refusal ends it: what came before is kept.
 */
export async function askInParts(
  assets: readonly string[],
  keyOf: (asset: string) => string | null,
  max: number,
  ask: (keys: readonly string[]) => Promise<Result<ReadonlyMap<string, KeyedPrice>, QuoteRefusal>>,
  source: string,
): Promise<Result<QuoteAnswer, QuoteRefusal>> {
  const keyed = assets.flatMap((asset) => {
    const key = keyOf(asset);
    return key === null ? [] : [{ asset, key }];
  });
  const quotes: AssetQuote[] = [];
  for (let from = 0; from < keyed.length; from += max) {
    const part = keyed.slice(from, from + max);
    const answer = await ask(part.map(({ key }) => key));
    if (!answer.ok) {
      return endedEarly(quotes, assets, answer.error);
    }
    for (const { asset, key } of part) {
      const told = answer.value.get(key);
      if (told !== undefined) {
        quotes.push({ asset, price: told.price, at: instantFromEpoch(told.at * 1000), source });
      }
    }
  }
  return ok({ quotes, unknown: without(quotes, assets) });
}

const without = (quotes: readonly AssetQuote[], assets: readonly string[]): readonly string[] => {
  const found = new Set(quotes.map(({ asset }) => asset));
  return assets.filter((asset) => !found.has(asset));
};

/** What came in before a refusal, with the refusal; the refusal alone where nothing did. */
function endedEarly(
  quotes: readonly AssetQuote[],
  assets: readonly string[],
  refusal: QuoteRefusal,
): Result<QuoteAnswer, QuoteRefusal> {
  return quotes.length === 0
    ? err(refusal)
    : ok({ quotes, unknown: without(quotes, assets), refusal });
}

/**
 * Asks for each asset in turn, for providers that answer one at a time; `ask` gives null for an asset it does not know. The
 * first refusal ends it, for what refused one asset would refuse the rest: what came before is kept.
 */
export async function askEach(
  assets: readonly string[],
  ask: (asset: string) => Promise<Result<AssetQuote | null, QuoteRefusal>>,
): Promise<Result<QuoteAnswer, QuoteRefusal>> {
  const quotes: AssetQuote[] = [];
  for (const asset of assets) {
    const answer = await ask(asset);
    if (!answer.ok) {
      return endedEarly(quotes, assets, answer.error);
    }
    if (answer.value !== null) {
      quotes.push(answer.value);
    }
  }
  return ok({ quotes, unknown: without(quotes, assets) });
}
