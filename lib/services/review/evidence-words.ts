import { formatQuantity, formatUsd } from "@/lib/money/format";
import type { Evidence } from "@/lib/tax/review/open-item";
import { accountNameOf, type ComputedBooks, placeOf } from "../gains/books";

/** A sentence that speaks for one way, and the row it rests on. */
export interface EvidenceView {
  readonly text: string;
  readonly transactionId: string;
  /** File and line of that row. */
  readonly place: string;
}

/** What the books say about an item, in words. */
export function evidenceView(books: ComputedBooks, evidence: Evidence): EvidenceView {
  const { transaction } = evidence;
  return {
    text: sentence(books, evidence),
    transactionId: transaction,
    place: placeOf(books, transaction),
  };
}

function sentence(books: ComputedBooks, evidence: Evidence): string {
  if (evidence.what === "price") {
    const value = formatUsd(evidence.value);
    return evidence.isOwn
      ? `The row itself puts them at ${value}.`
      : `Your own trade nearest in time that day puts them at ${value}.`;
  }
  const { what, quantity, asset, account, before, isSameAmount } = evidence;
  const units = `${formatQuantity(quantity)} ${asset}${isSameAmount ? ", the same amount," : ""}`;
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
