/** One cell of a column as it travels: text that needs no quotes inside an array, or null. Free text goes through `textCell`. */
export type Cell = string | null;

const SPECIAL = /["\\]/;
const SPECIALS = /["\\]/g;

/** Free text as a cell: quoted, so that commas, braces and the word NULL stay what they are. */
export function textCell(text: string | null): Cell {
  if (text === null) {
    return null;
  }
  return SPECIAL.test(text) ? `"${text.replace(SPECIALS, "\\$&")}"` : `"${text}"`;
}

/**
 * A column as the text of a PostgreSQL array. Nothing but nulls becomes the empty array: `unnest` of several arrays fills the shorter
 * ones up with nulls.
 */
export function arrayText(cells: readonly Cell[]): string {
  return columnText(cells, (cell) => cell);
}

/** The same of rows, each asked for its cell. */
export function columnText<Row>(rows: readonly Row[], cellOf: (row: Row) => Cell): string {
  const texts: string[] = [];
  let isEmpty = true;
  for (const row of rows) {
    const cell = cellOf(row);
    isEmpty &&= cell === null;
    texts.push(cell ?? "NULL");
  }
  return isEmpty ? "{}" : `{${texts.join(",")}}`;
}

/** The cell that all these rows say alike; undefined where two differ, and where there is no row. */
export function sameCell<Row>(rows: readonly Row[], cellOf: (row: Row) => Cell): Cell | undefined {
  const [first] = rows;
  if (first === undefined) {
    return undefined;
  }
  const cell = cellOf(first);
  return rows.every((row) => cellOf(row) === cell) ? cell : undefined;
}
