import { assetText } from "@/lib/assets/label";
import { formatQuantity, formatUsd } from "@/lib/money/format";
import type { Evidence } from "@/lib/tax/review/open-item";
import { accountNameOf, type ComputedBooks, placeOf } from "../gains/books";

/** A sentence that speaks for one way, and the row it rests on. */
export interface EvidenceView {
  readonly text: string;
  /** Null where no row says it but a price that is kept. */
  readonly transactionId: string | null;
  /** File and line of that row. */
  readonly place: string;
}

/** What the books say about an item, in words. */
export function evidenceView(books: ComputedBooks, evidence: Evidence): EvidenceView {
  if (evidence.what === "market-price") {
    return { text: marketWords(evidence), transactionId: null, place: "" };
  }
  const { transaction } = evidence;
  return {
    text: sentence(books, evidence),
    transactionId: transaction,
    place: placeOf(books, transaction),
  };
}

/** "The price of that hour, BTC-USD at Coinbase Exchange, puts them at $30,000.00." */
function marketWords({ value, price }: Pick<MarketEvidence, "value" | "price">): string {
  const source = price.toldBy === "person" ? price.source : `${price.pair} at ${price.source}`;
  return `The price of that ${price.span}, ${source}, puts them at ${formatUsd(value)}.`;
}

type MarketEvidence = Extract<Evidence, { what: "market-price" }>;

function sentence(books: ComputedBooks, evidence: Exclude<Evidence, MarketEvidence>): string {
  if (evidence.what === "price") {
    return priceWords(books, evidence);
  }
  const { what, quantity, asset, account, before, isSameAmount } = evidence;
  const units = `${formatQuantity(quantity)} ${assetText(asset)}${isSameAmount ? ", the same amount," : ""}`;
  const name = accountNameOf(books, account);
  const when = `${span(before)} ${before >= 0 ? "earlier" : "later"}`;
  switch (what) {
    case "withdrawal":
      return `An unmatched withdrawal of ${units} ${when} from ${name}.`;
    case "purchase":
      return `A purchase of ${units} ${when} in ${name}.`;
    default:
      return `An unmatched deposit of ${units} ${when} into ${name}.`;
  }
}

function priceWords(
  books: ComputedBooks,
  { value, transaction, isOwn }: Extract<Evidence, { what: "price" }>,
): string {
  if (!isOwn) {
    return `Your own trade nearest in time that day puts them at ${formatUsd(value)}.`;
  }
  const price = books.valued.get(transaction)?.find(({ name }) => name === "value")?.price;
  return price === undefined
    ? `The row itself puts them at ${formatUsd(value)}.`
    : marketWords({ value, price });
}

const UNITS = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1_000, "second"],
] as const;

const SMALL = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** A span of time in its largest whole unit: "three hours", "12 minutes". */
export function span(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  const [length, unit] = UNITS.find(([each]) => size >= each) ?? [1_000, "second"];
  const count = Math.floor(size / length);
  return count === 0 ? "a moment" : `${SMALL[count] ?? count} ${unit}${count === 1 ? "" : "s"}`;
}
