import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { BrokerLine } from "@/lib/tax/facts";
import type { Form8949Box, Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import { accountNameOf, type ComputedBooks, placeOf } from "./books";
import { plainQuantity, plainUsd } from "./plain";

/** How a lot was chosen, as people say it. */
export const METHOD_WORDS = {
  fifo: "FIFO",
  lifo: "LIFO",
  hifo: "HIFO",
  lofo: "LOFO",
  "lowest-gain": "Lowest gain",
  identified: "Identified",
} as const;

/** Columns (d) to (h) of a box or of a page. */
export interface BoxTotals {
  readonly proceeds: string;
  readonly basis: string;
  readonly adjustment: string;
  readonly gain: string;
}

/** One row of Form 8949 in printed cents, with where it comes from. */
export interface RowView extends BoxTotals {
  /** Its place in the box from 0: names the row in `?why=row:I:12`. */
  readonly index: number;
  readonly description: string;
  readonly asset: string;
  readonly acquired: string | null;
  /** null: not known. */
  readonly sold: string | null;
  readonly codes: string;
  readonly account: string;
  readonly method: string;
  readonly transactionId: string;
  readonly place: string;
  /** The form whose line the row answers, as addresses name it; null for a sale. */
  readonly form: string | null;
}

/** What each box means, in one sentence (2025 Instructions for Form 8949). */
export const BOX_WORDS: Readonly<Record<Form8949Box, string>> = {
  A: "Short-term, on a 1099-B with basis reported",
  B: "Short-term, on a 1099-B without basis reported",
  C: "Short-term, no 1099-B received",
  D: "Long-term, on a 1099-B with basis reported",
  E: "Long-term, on a 1099-B without basis reported",
  F: "Long-term, no 1099-B received",
  G: "Short-term digital assets, on a 1099-DA with basis reported",
  H: "Short-term digital assets, on a 1099-DA without basis reported",
  I: "Short-term digital assets, no 1099-DA received",
  J: "Long-term digital assets, on a 1099-DA with basis reported",
  K: "Long-term digital assets, on a 1099-DA without basis reported",
  L: "Long-term digital assets, no 1099-DA received",
};

/** Totals as decimal text. */
export function totalsOf(of: Form8949Part | Form8949Row): BoxTotals {
  return {
    proceeds: plainUsd(of.proceeds),
    basis: plainUsd(of.basis),
    adjustment: plainUsd(of.adjustment),
    gain: plainUsd(of.gain),
  };
}

/** One printed row; a row merged of several lots names the first and says so. */
export function rowView(books: ComputedBooks, row: Form8949Row, index: number): RowView {
  const [first] = row.parts;
  if (row.line !== null) {
    return answerRow(row, row.line, index);
  }
  return {
    index,
    description: row.description,
    asset: first?.asset ?? "",
    acquired: first?.acquired ?? null,
    sold: first?.sold ?? row.sold,
    codes: row.codes,
    account: first === undefined ? "" : accountNameOf(books, first.account),
    method: first === undefined ? "" : METHOD_WORDS[first.method],
    transactionId: first?.disposal ?? "",
    place: first === undefined ? "" : placeOf(books, first.disposal),
    form: null,
    ...totalsOf(row),
  };
}

/** A row that answers a broker's line: no sale of the books is behind it. */
function answerRow(row: Form8949Row, line: BrokerLine, index: number): RowView {
  return {
    index,
    description: row.description,
    asset: line.asset ?? line.name,
    acquired: line.acquired,
    sold: line.sold,
    codes: row.codes,
    account: line.payer,
    method: "",
    transactionId: "",
    place: "",
    form: `${line.taxYear} ${line.payer}`,
    ...totalsOf(row),
  };
}

/** A sale that is in no total because an amount is not known. */
export interface UnknownRowView {
  readonly key: string;
  readonly asset: string;
  readonly quantity: string;
  readonly account: string;
  readonly acquired: string | null;
  readonly sold: string;
  readonly proceeds: string | null;
  readonly basis: string | null;
  /** True when the acquisition itself is missing from the books. */
  readonly acquisitionMissing: boolean;
  readonly transactionId: string;
  readonly place: string;
}

/** A closed lot whose proceeds or basis is not known. */
export function unknownRowView(
  books: ComputedBooks,
  lot: ClosedLot,
  index: number,
): UnknownRowView {
  return {
    key: `${lot.disposal}-${index}`,
    asset: lot.asset,
    quantity: plainQuantity(lot.quantity),
    account: accountNameOf(books, lot.account),
    acquired: lot.acquired,
    sold: lot.sold,
    proceeds: plainUsd(lot.proceeds),
    basis: plainUsd(lot.basis),
    acquisitionMissing: lot.lot === null,
    transactionId: lot.disposal,
    place: placeOf(books, lot.disposal),
  };
}
