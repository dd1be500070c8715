import { z } from "zod";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertMarketPrices } from "@/db/queries/market-prices";
import { insertQuotes, listLatestQuotes } from "@/db/queries/quotes";
import { getSettings } from "@/db/queries/settings";
import { listFacets } from "@/db/queries/transaction-list";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { isFiat } from "@/lib/importers/assets";
import { plainPrice } from "@/lib/prices/plain-price";
import { type PriceFileProblem, readPriceFile, spanOfQuote } from "@/lib/prices/price-file";
import { quoteProviders } from "@/lib/prices/providers";
import type { AssetQuote, QuoteProvider } from "@/lib/prices/quote";
import { err, ok, type Result } from "@/lib/result";
import type { Quote } from "@/lib/tax/settings";
import { assetId } from "@/lib/tax/transaction";
import { type MarketPrice, spanStart } from "@/lib/tax/valuation/market-price";
import { type Instant, instant } from "@/lib/time/instant";
import type { SettingsRefusal } from "./change-settings";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { instantFromLocal } from "./local-time";
import { refusalWords } from "./prices/missing-words";
import { soundQuotes } from "./prices/sound-quotes";
import { errorsOf, type TypedForm } from "./transaction-form";
import { assetField, dateField, plainDecimal } from "./typed-text";

const QuoteForm = z.object({
  asset: assetField,
  price: z.string().transform((text, context) => {
    const plain = plainPrice(plainDecimal(text) ?? "");
    if (plain === null) {
      context.addIssue({ code: "custom", message: "Dollars for one unit, above zero." });
      return z.NEVER;
    }
    return plain;
  }),
  date: dateField,
  time: z.string().trim(),
});

/**
 * A price entered by hand, for a moment in the tax zone: the newest price of its asset, and the price of rows of that hour. Without a
 * time it is the price of that whole UTC day.
 */
export async function addQuote(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<null, SettingsRefusal>> {
  const read = QuoteForm.safeParse({ time: "", date: "", ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  const { asset, price, date, time } = read.data;
  return withClient<null, SettingsRefusal>(user, clientId, "write", async (tx) => {
    const zone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
    const at = instantFromLocal(date, time || "12:00", zone);
    if (at === null) {
      return err({ code: "invalid-input", fields: { time: "A time such as 14:05." } });
    }
    const told = { asset, price, at, source: "by hand" };
    await keep(tx, [told]);
    await keepPast(tx, [
      time === ""
        ? { ...told, span: "day", starts: instant(`${date}T00:00:00Z`) }
        : { ...told, span: "hour", starts: spanStart("hour", at) },
    ]);
    return ok(null);
  });
}

/** What a price file brought. */
export interface PricesRead {
  readonly added: number;
  /** The first lines that could not be read. */
  readonly problems: readonly PriceFileProblem[];
  /** How many more there are. */
  readonly more: number;
}

const PROBLEMS_TOLD = 20;

/** Longest price file taken, in characters: 10,000 lines. */
const PRICE_FILE_MAX = 800_000;

/**
 * Takes a price file (`asset,price,time`): good lines become quotes and prices of rows of their hour or UTC day, the others are named
 * with line and reason.
 */
export async function addPriceFile(
  user: Asking,
  clientId: string,
  file: { readonly name: string; readonly text: string },
): Promise<Result<PricesRead, SettingsRefusal>> {
  if (file.text.trim() === "" || file.text.length > PRICE_FILE_MAX) {
    const empty = file.text.trim() === "";
    const message = empty ? "Choose a price file." : "At most 10,000 lines.";
    return err({ code: "invalid-input", fields: { file: message } });
  }
  const { quotes, problems } = readPriceFile(file.text, `file ${file.name}`.slice(0, 80));
  return withClient<PricesRead, SettingsRefusal>(user, clientId, "write", async (tx) => {
    await keep(tx, quotes);
    await keepPast(
      tx,
      quotes.map((quote) => {
        const span = spanOfQuote(quote);
        return { ...quote, asset: assetId(quote.asset), span, starts: spanStart(span, quote.at) };
      }),
    );
    const told = problems.slice(0, PROBLEMS_TOLD);
    return ok({ added: quotes.length, problems: told, more: problems.length - told.length });
  });
}

interface Held {
  readonly assets: readonly string[];
  readonly quotes: readonly Quote[];
}

/** What asking the providers brought. */
export interface PricesFetched {
  readonly added: number;
  /** Assets of the books no provider gave a price for: they keep the price they had, or none. */
  readonly without: readonly string[];
  /** "Coinbase Exchange could not be reached", for each provider that did not answer. */
  readonly failures: readonly string[];
}

/**
 * Asks the providers in turn for the assets of the books; the second is asked only for what the first does not know. Whatever
 * fails is said, and what was there stays. No connection to the database is held while others are asked.
 */
export async function fetchQuotes(
  user: Asking,
  clientId: string,
  providers: readonly QuoteProvider[] = quoteProviders(),
  now: () => number = Date.now,
): Promise<Result<PricesFetched, GateRefusal>> {
  const held = await withClient<Held, never>(
    user,
    clientId,
    "write",
    async (tx) =>
      ok({
        assets: (await listFacets(tx)).assets.map(({ asset }) => `${asset}`),
        quotes: await listLatestQuotes(tx),
      }),
    { asksOnly: true },
  );
  if (!held.ok) {
    return held;
  }
  let missing = held.value.assets.filter((asset) => !isFiat(asset));
  const quotes: AssetQuote[] = [];
  const failures: string[] = [];
  for (const provider of providers) {
    const answer = missing.length === 0 ? null : await provider.fetchLatest(missing);
    if (answer?.ok) {
      const { refusal } = answer.value;
      const { sound, doubts } = soundQuotes(answer.value.quotes, held.value.quotes, now());
      quotes.push(...sound);
      failures.push(...doubts.map((doubt) => `${provider.label}: ${doubt}.`));
      if (refusal !== undefined) {
        failures.push(`${provider.label} ${refusalWords(refusal)}.`);
      }
      const found = new Set(sound.map((quote) => quote.asset));
      missing = missing.filter((asset) => !found.has(asset));
    } else if (answer !== null) {
      failures.push(`${provider.label} ${refusalWords(answer.error)}.`);
    }
  }
  return withClient<PricesFetched, never>(user, clientId, "write", async (tx) => {
    await keep(tx, quotes);
    return ok({ added: quotes.length, without: missing, failures });
  });
}

/** Prices a person told, as prices of the past: they value rows without dollars, before those of the market. */
async function keepPast(
  tx: ClientWriteTx,
  prices: readonly Pick<MarketPrice, "asset" | "price" | "span" | "starts" | "at" | "source">[],
): Promise<void> {
  await insertMarketPrices(
    tx,
    prices.map((price) => ({ ...price, pair: "", toldBy: "person" })),
  );
}

async function keep(
  tx: ClientWriteTx,
  quotes: readonly (Omit<AssetQuote, "at"> & { readonly at: Instant })[],
): Promise<void> {
  await insertQuotes(
    tx,
    quotes.map((quote) => ({ ...quote, asset: assetId(quote.asset) })),
  );
  await insertAuditEvent(tx, { deed: "quotes.add", detail: { quotes: quotes.length } });
}
