import { numberText, serialText, unescaped } from "./cell-text";
import { damaged } from "./limits";
import type { Workbook } from "./workbook";

/** What a person should hear of a sheet; grows while it is read. */
export interface SheetFacts {
  formulas: number;
  firstFormula: string;
  uncomputed: number;
  errors: number;
  hiddenRows: number;
  merged: string[];
}

/** Starts with nothing seen. */
export function emptyFacts(): SheetFacts {
  return { formulas: 0, firstFormula: "", uncomputed: 0, errors: 0, hiddenRows: 0, merged: [] };
}

/** A cell as the part tells it, not yet read. */
export interface Cell {
  readonly column: number;
  readonly place: string;
  readonly type: string;
  readonly style: number;
  value: string;
  formula: string | null;
}

/** A cell as the text a CSV would hold. A formula tells the value it last came to; one that was never computed tells itself. */
export function textOf(book: Workbook, cell: Cell, facts: SheetFacts): string {
  if (cell.formula !== null) {
    facts.formulas += 1;
    facts.firstFormula = facts.firstFormula === "" ? cell.place : facts.firstFormula;
    // A text that came to nothing was computed: only numbers must have a value.
    if (cell.value === "" && cell.type !== "str") {
      facts.uncomputed += 1;
      return `=${cell.formula}`;
    }
  }
  switch (cell.type) {
    case "s":
      return sharedText(book, cell);
    case "b":
      return cell.value === "" ? "" : isTrue(cell.value) ? "TRUE" : "FALSE";
    case "e":
      facts.errors += 1;
      return cell.value;
    case "d":
      return cell.value.replace(/^(\d{4}-\d{2}-\d{2})T/, "$1 ");
    case "str":
    case "inlineStr":
      return unescaped(cell.value);
    default:
      return numericText(book, cell);
  }
}

function sharedText(book: Workbook, { value, place }: Cell): string {
  const text = /^\d{1,9}$/.test(value) ? book.strings[Number(value)] : undefined;
  if (text === undefined && value !== "") {
    throw damaged(book.archive.file, `cell ${place} refers to a text that is not there`);
  }
  return text ?? "";
}

function numericText(book: Workbook, { value, style }: Cell): string {
  const stored = value.trim();
  return stored === ""
    ? ""
    : (serialText(stored, book.styles[style] ?? "number", book.is1904) ?? numberText(stored));
}

/** True for the two spellings of true. */
export const isTrue = (value: string | undefined): boolean => value === "1" || value === "true";
