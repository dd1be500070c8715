import { z } from "zod";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertQuotes } from "@/db/queries/quotes";
import { getSettings } from "@/db/queries/settings";
import { listFacets } from "@/db/queries/transaction-list";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { isFiat } from "@/lib/importers/assets";
import { type PriceFileProblem, readPriceFile } from "@/lib/prices/price-file";
import { quoteProviders } from "@/lib/prices/providers";
import type { AssetQuote, QuoteProvider, QuoteRefusal } from "@/lib/prices/quote";
import { err, ok, type Result } from "@/lib/result";
import { assetId } from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";
import type { SettingsRefusal } from "./change-settings";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { instantFromLocal } from "./local-time";
import { errorsOf, type TypedForm } from "./transaction-form";
import { assetField, dateField, plainDecimal } from "./typed-text";

const QuoteForm = z.object({
  asset: assetField,
  price: z.string().transform((text, context) => {
    const plain = plainDecimal(text);
    if (plain === null || !/[1-9]/.test(plain) || plain.startsWith("-")) {
      context.addIssue({ code: "custom", message: "Dollars for one unit, above zero." });
      return z.NEVER;
    }
    return plain;
  }),
  date: dateField,
  time: z.string().trim(),
});

/** A price entered by hand, for a moment in the tax zone. */
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
    await keep(tx, [{ asset, price, at, source: "by hand" }]);
    return ok(null);
  });
}

/** What a price file brought. */
export interface PricesRead {
  readonly added: number;
  readonly problems: readonly PriceFileProblem[];
}

/** Longest price file taken, in characters: 10,000 lines. */
export const PRICE_FILE_MAX = 800_000;

/** Takes a price file (`asset,price,time`): good lines become quotes, the others are named with line and reason. */
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
    return ok({ added: quotes.length, problems: problems.slice(0, 20) });
  });
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
  providers: readonly QuoteProvider[] = quoteProviders(Date.now),
): Promise<Result<PricesFetched, GateRefusal>> {
  const held = await withClient<readonly string[], never>(user, clientId, "write", async (tx) =>
    ok((await listFacets(tx)).assets.map(({ asset }) => `${asset}`)),
  );
  if (!held.ok) {
    return held;
  }
  let missing = held.value.filter((asset) => !isFiat(asset));
  const quotes: AssetQuote[] = [];
  const failures: string[] = [];
  for (const provider of providers) {
    const answer = missing.length === 0 ? null : await provider.fetchLatest(missing);
    if (answer?.ok) {
      quotes.push(...answer.value.quotes);
      const found = new Set(answer.value.quotes.map((quote) => quote.asset));
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

function refusalWords(refusal: QuoteRefusal): string {
  switch (refusal.code) {
    case "unreachable":
      return "could not be reached";
    case "rate-limited":
      return "asks to wait before the next question";
    case "unexpected-answer":
      return "answered something that is not a price";
    default:
      return refusal satisfies never;
  }
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
