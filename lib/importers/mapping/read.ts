import { mappedSource, mappedSourceId } from "@/lib/importers/mapping";
import { readNumber } from "@/lib/importers/number";
import { type ReadFile, readHead } from "@/lib/importers/read-file";
import { readTable } from "@/lib/importers/read-table";
import type { CsvInput } from "@/lib/importers/reading";
import { type FileRefusal, RefusedError } from "@/lib/importers/refusal";
import { err, ok, type Result } from "@/lib/result";
import { formsOf } from "./dates";
import type { MappingTemplate } from "./template";

/** Rows shown while a person says how a file is read. */
const PREVIEW_ROWS = 20;

/** The first rows of a file as a template reads them, though a source of ours may know its header. */
export function readWith(
  template: MappingTemplate,
  input: CsvInput,
  rows = PREVIEW_ROWS,
): Promise<Result<ReadFile, FileRefusal>> {
  const options = { timeZone: template.dates.zone, answers: { source: mappedSourceId(template) } };
  return readHead(input, options, rows, [mappedSource(template)]);
}

/** The head of an unknown table. */
export interface TableHead {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The header of a table nobody knows, which is its first row of at least two cells that are all names (no numbers, no dates, none
 * empty), and the first rows under it. Text or workbook.
 */
export async function readTableHead(
  input: CsvInput,
  count: number,
): Promise<Result<TableHead, FileRefusal>> {
  const reading = await readTable(input, (cells) => (isHeader(cells) ? true : null));
  if (!reading.ok) {
    return reading;
  }
  const rows: (readonly string[])[] = [];
  try {
    for await (const batch of reading.value.batches) {
      rows.push(...batch.rows.map(({ cells }) => cells));
      if (rows.length >= count) {
        break;
      }
    }
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
  return ok({ header: reading.value.header.cells, rows: rows.slice(0, count) });
}

/** True for a row of names alone: no numbers, no dates, none empty. */
export function isHeader(cells: readonly string[]): boolean {
  return cells.every(
    (cell) =>
      /\p{L}/u.test(cell) &&
      readNumber(cell).kind !== "number" &&
      formsOf([cell]).fits.length === 0,
  );
}
