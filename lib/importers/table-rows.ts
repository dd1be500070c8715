import type { TableHeader } from "./csv-header";
import type { Row, RowProblem, SkippedRow } from "./source";

/** A batch being filled: see `CsvBatch`. */
export interface MutableBatch {
  readonly rows: Row[];
  readonly unread: Row[];
  readonly skipped: SkippedRow[];
  readonly rejected: RowProblem[];
}

/** Starts a batch. */
export function emptyBatch(): MutableBatch {
  return { rows: [], unread: [], skipped: [], rejected: [] };
}

/**
 * Puts one record where it belongs: a data row as wide as the header, a repeated header (skipped) or a row of another width
 * (rejected). Blank records do not count. `isCut`: the file ends inside it.
 */
export function place<Match>(
  batch: MutableBatch,
  header: TableHeader<Match>,
  row: Row,
  isCut: boolean,
): void {
  const cells = withoutTrailingBlanks(row.cells, header.cells.length);
  if (cells.every(isBlank)) {
    return;
  }
  const reason = repeated(header, cells);
  if (reason === null && cells.length === header.cells.length) {
    batch.rows.push(cells === row.cells ? row : { line: row.line, cells, raw: row.raw });
    return;
  }
  batch.unread.push(row);
  if (reason !== null) {
    batch.skipped.push({ line: row.line, reason });
  } else {
    const cut = isCut ? "; the file ends inside it" : "";
    const at = Math.min(cells.length, header.cells.length - 1);
    const name = header.cells[at] ?? "";
    batch.rejected.push({
      line: row.line,
      column: name === "" ? `column ${at + 1}` : name,
      value: row.raw.slice(0, 200),
      reason: `The row has ${cells.length} cells, the header ${header.cells.length}${cut}.`,
    });
  }
}

const isBlank = (cell: string): boolean => cell.trim() === "";

function repeated<Match>(header: TableHeader<Match>, cells: readonly string[]): string | null {
  // `trim` drops a byte order mark as well: to JavaScript it is white space (ECMA-262, 12.2).
  const first = cells[0]?.trim() ?? "";
  if (
    cells.length === header.cells.length &&
    first === header.cells[0] &&
    cells.every((cell, index) => cell.trim() === header.cells[index])
  ) {
    return "The header again, in the middle of the file.";
  }
  return cells.length < header.cells.length && header.preamble.has(first)
    ? "The lines above the header again, in the middle of the file."
    : null;
}

function withoutTrailingBlanks(cells: readonly string[], width: number): readonly string[] {
  let length = cells.length;
  while (length > width && (cells[length - 1] ?? "").trim() === "") {
    length -= 1;
  }
  return length === cells.length ? cells : cells.slice(0, length);
}
