import type { FormLine } from "@/lib/reconcile/form-line";
import type { DecidedDifference } from "@/lib/reconcile/reconcile";
import type { Form8949Row } from "@/lib/tax/year-result";
import { type Books, yearOfBooks } from "../gains/books";
import { plainUsd } from "../gains/plain";

/** The row of Form 8949 that answers a line which is no sale; its (h) is zero. */
export interface AnswerView {
  readonly box: string;
  readonly year: number;
  readonly proceeds: string;
  readonly basis: string;
  readonly code: string;
  readonly adjustment: string;
  readonly gain: string;
  /** The row's name for `?why=`. */
  readonly why: string;
}

/** The row a decided line has on the year's Form 8949; null where it has none of its own. */
export function answerView(
  books: Books,
  { kind, lines, decided }: DecidedDifference,
): AnswerView | null {
  const [line] = lines;
  if (line === undefined || kind !== "no-sale" || decided?.settles !== true) {
    return null;
  }
  const found = rowOfLine(books, line);
  return found === null
    ? null
    : {
        box: found.row.box,
        year: line.taxYear,
        proceeds: plainUsd(found.row.proceeds),
        basis: plainUsd(found.row.basis),
        code: found.row.codes,
        adjustment: plainUsd(found.row.adjustment),
        gain: plainUsd(found.row.gain),
        why: `row:${found.row.box}:${found.index}`,
      };
}

function rowOfLine(
  books: Books,
  { id, taxYear }: FormLine,
): { readonly row: Form8949Row; readonly index: number } | null {
  for (const { rows } of yearOfBooks(books, taxYear)?.parts ?? []) {
    const index = rows.findLastIndex(({ line }) => line?.id === id);
    const row = rows[index];
    if (row !== undefined) {
      return { row, index };
    }
  }
  return null;
}
