import { assetText } from "@/lib/assets/label";
import { counted } from "@/lib/reports/text";
import type { OpenItem } from "@/lib/tax/review/open-item";
import { dayText } from "@/lib/time/day-text";
import type { Books } from "../gains/books";

/** A price older than this says little of a coin's value today. */
const FRESH_MS = 24 * 3_600_000;

/**
 * One item for all held assets whose price is older than a day or missing: nothing on a return, but every unrealised figure and
 * the harvest rest on it. A look back takes the prices of its day as they were.
 */
export function stalePriceItems(books: Books): readonly OpenItem[] {
  if (books.asOf.date < books.today) {
    return [];
  }
  const latest = new Map(books.quotes.map((quote) => [quote.asset, quote]));
  const now = Math.min(Date.parse(books.asOf.at), Date.now());
  const held = [...new Set(books.ledger.openLots.map(({ asset }) => asset))];
  const missing = held.filter((asset) => !latest.has(asset));
  const old = held.filter((asset) => {
    const quote = latest.get(asset);
    return quote !== undefined && now - Date.parse(quote.at) > FRESH_MS;
  });
  if (missing.length + old.length === 0) {
    return [];
  }
  const oldest = old.map((asset) => latest.get(asset)?.at ?? "").sort()[0];
  const parts = [
    old.length === 0
      ? ""
      : `The ${old.length === 1 ? "price" : "prices"} of ${named(old)} ${old.length === 1 ? "is" : "are"} more than a day old${oldest === undefined ? "" : ` (the oldest of ${dayText(oldest)})`}.`,
    missing.length === 0
      ? ""
      : `${named(missing)} ${missing.length === 1 ? "has" : "have"} no price.`,
  ];
  return [
    {
      // Another day's oldness is another item: putting this one aside does not silence the next.
      key: `stale-price~${books.asOf.date}`,
      kind: "stale-price",
      code: null,
      severity: "check",
      rows: [],
      account: null,
      asset: null,
      date: books.asOf.date,
      quantity: null,
      message: parts.filter((part) => part !== "").join(" "),
      remedy:
        "Fetch prices, or enter them: unrealised gains and the harvest are only as good as they are.",
      evidence: [],
      effect: { is: "none", why: "unrealised-only" },
      clearedBy: null,
      clears: 0,
    },
  ];
}

/** Names listed before "and so many more". */
const NAMED = 6;

function named(assets: readonly string[]): string {
  const first = assets.slice(0, NAMED).map(assetText).join(", ");
  const rest = assets.length - NAMED;
  return rest > 0 ? `${first} and ${counted(rest, "more")}` : first;
}
