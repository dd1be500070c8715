import type { Result } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";

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
}

/** One source of current quotes. Asks fixed hosts only; times out; never follows redirects. */
export interface QuoteProvider {
  readonly id: string;
  readonly label: string;
  readonly fetchLatest: (assets: readonly string[]) => Promise<Result<QuoteAnswer, QuoteRefusal>>;
}
