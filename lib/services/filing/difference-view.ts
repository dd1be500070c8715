import { causeWords } from "@/lib/reports/cause-words";
import { figureWords } from "@/lib/reports/filed-figures";
import {
  type CausedChange,
  movedAmounts,
  taxChangeOf,
  type YearDifference,
} from "@/lib/tax/amend/difference";
import type { FiledRow } from "@/lib/tax/amend/filed-year";
import type { Books } from "../gains/books";
import { plainUsd } from "../gains/plain";

/** Changed rows on one page. */
const CHANGES_PER_PAGE = 50;

/** One version of a row. */
export interface ChangedRow {
  readonly box: string;
  readonly term: "short" | "long";
  readonly description: string;
  readonly acquired: string;
  readonly sold: string;
  readonly proceeds: string;
  readonly basis: string;
  readonly codes: string;
  readonly adjustment: string;
  readonly gain: string;
}

/** A row added, removed or changed, with what did it. */
export interface ChangeView {
  readonly key: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before: ChangedRow | null;
  readonly after: ChangedRow | null;
  readonly causes: readonly string[];
  /** The disposal, when it is in the books still. */
  readonly transactionId: string | null;
}

/** What one cause does. */
export interface EffectView {
  readonly key: string;
  readonly words: string;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly short: string;
  readonly long: string;
  readonly tax: string | null;
}

/** One figure as filed and now. */
export interface AmountView {
  readonly name: string;
  readonly line: string;
  readonly label: string;
  readonly filed: string | null;
  readonly now: string | null;
  readonly change: string | null;
}

/** How the books differ from what was filed. */
export interface DifferenceView {
  readonly isEqual: boolean;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly terms: readonly {
    readonly term: "short" | "long";
    readonly filed: string;
    readonly now: string;
    readonly change: string;
  }[];
  /** Figures that differ. */
  readonly amounts: readonly AmountView[];
  readonly causes: readonly EffectView[];
  readonly taxChange: string | null;
  readonly rows: readonly ChangeView[];
  readonly rowCount: number;
  readonly page: number;
  readonly pages: number;
}

/** A difference as the page shows it, one page of its rows. */
export function differenceView(
  books: Books,
  difference: YearDifference,
  wanted: number,
): DifferenceView {
  const { rows, year } = difference;
  const pages = Math.max(1, Math.ceil(rows.length / CHANGES_PER_PAGE));
  const page = Math.min(Math.max(1, wanted), pages);
  const from = (page - 1) * CHANGES_PER_PAGE;
  const count = (kind: CausedChange["kind"]) => rows.filter((row) => row.kind === kind).length;
  return {
    isEqual: difference.isEqual,
    added: count("added"),
    removed: count("removed"),
    changed: count("changed"),
    terms: difference.terms.map(({ term, filed, now, change }) => ({
      term,
      filed: plainUsd(filed),
      now: plainUsd(now),
      change: plainUsd(change),
    })),
    amounts: movedAmounts(difference).map(({ name, filed, now, change }) => ({
      name,
      ...figureWords(year, name),
      filed: plainUsd(filed),
      now: plainUsd(now),
      change: plainUsd(change),
    })),
    causes: difference.causes.map(({ cause, short, long, tax, ...counts }) => ({
      key: cause.key,
      words: causeWords(cause),
      ...counts,
      short: plainUsd(short),
      long: plainUsd(long),
      tax: plainUsd(tax),
    })),
    taxChange: plainUsd(taxChangeOf(difference)),
    rows: rows
      .slice(from, from + CHANGES_PER_PAGE)
      .map((row, index) => changeView(books, row, from + index)),
    rowCount: rows.length,
    page,
    pages,
  };
}

function changeView(books: Books, row: CausedChange, index: number): ChangeView {
  const disposal = (row.after ?? row.before)?.disposal ?? null;
  return {
    key: String(index),
    kind: row.kind,
    before: row.before === null ? null : rowOf(row.before),
    after: row.after === null ? null : rowOf(row.after),
    causes: row.causes.map(causeWords),
    transactionId: disposal !== null && books.transactions.has(disposal) ? disposal : null,
  };
}

function rowOf(row: FiledRow): ChangedRow {
  return {
    box: row.box,
    term: row.term,
    description: row.description,
    acquired: row.acquired,
    sold: row.sold,
    proceeds: plainUsd(row.proceeds),
    basis: plainUsd(row.basis),
    codes: row.codes,
    adjustment: plainUsd(row.adjustment),
    gain: plainUsd(row.gain),
  };
}
