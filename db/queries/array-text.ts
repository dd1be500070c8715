/** One cell of a column as it travels: text that needs no quotes inside an array, or null. Free text goes through `textCell`. */
export type Cell = string | null;

const SPECIAL = /["\\]/g;

/** Free text as a cell: quoted, so that commas, braces and the word NULL stay what they are. */
export function textCell(text: string | null): Cell {
  return text === null ? null : `"${text.replace(SPECIAL, "\\$&")}"`;
}

/**
 * A column as the text of a PostgreSQL array. Nothing but nulls becomes the empty array: `unnest` of several arrays fills the shorter
 * ones up with nulls.
 */
export function arrayText(cells: readonly Cell[]): string {
  return cells.every((cell) => cell === null)
    ? "{}"
    : `{${cells.map((cell) => cell ?? "NULL").join(",")}}`;
}
