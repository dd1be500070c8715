import {
  HEAD_LINES,
  type HeadRow,
  type Recognise,
  type TableHeader,
  unknownLayout,
} from "@/lib/importers/csv-header";
import type { Decoding } from "@/lib/importers/encoding";
import type { CsvBatch, CsvReading } from "@/lib/importers/reading";
import { RefusedError } from "@/lib/importers/refusal";
import { emptyBatch, place } from "@/lib/importers/table-rows";
import { emptyFacts, type SheetFacts } from "./cell-value";
import { LIMITS } from "./limits";
import { readSheet, type SheetRow } from "./sheet";
import { openWorkbook, type Sheet, type Workbook } from "./workbook";

/**
 * Opens a workbook: the first sheet (visible ones first, in the order of their tabs) that holds a header row `recognise` knows among
 * its first 40 rows is read, its rows as those of a CSV: `line` is the row's number in the sheet, `raw` its texts as a CSV line.
 * Memory: the packed file, its shared texts (both bounded by `LIMITS`) and one unpacked piece of 64 KiB with its rows. Throws
 * `RefusedError`.
 */
export async function readXlsx<Match>(
  file: string,
  bytes: Buffer,
  recognise: Recognise<Match>,
): Promise<CsvReading<Match>> {
  const book = await openWorkbook(file, bytes);
  const { found, others } = await findSheet(book, recognise);
  const decoding: Decoding = { encoding: "xlsx", notes: choiceNotes(book, found.sheet, others) };
  return { header: found.header, decoding, batches: readRows(book, found, decoding) };
}

interface Found<Match> {
  readonly sheet: Sheet;
  readonly header: TableHeader<Match>;
}

/** The sheet to read, and the names of others whose header is known too. */
async function findSheet<Match>(
  book: Workbook,
  recognise: Recognise<Match>,
): Promise<{ readonly found: Found<Match>; readonly others: readonly string[] }> {
  const known: Found<Match>[] = [];
  const seen: HeadRow[] = [];
  for (const sheet of book.sheets.slice(0, LIMITS.sheets)) {
    const head = await readHead(book, sheet);
    const header = headerOf(head, recognise);
    if (header !== null) {
      known.push({ sheet, header });
    }
    seen.push(...head.map(trimmed));
  }
  const [found, ...others] = known;
  if (found === undefined) {
    throw new RefusedError(unknownLayout(book.archive.file, seen));
  }
  return { found, others: others.map(({ sheet }) => sheet.name) };
}

/** The first rows of a sheet; a sheet over 4 MB of nothing has no head. */
async function readHead(book: Workbook, sheet: Sheet): Promise<readonly SheetRow[]> {
  const head: SheetRow[] = [];
  let pieces = 0;
  for await (const rows of readSheet(book, sheet, emptyFacts(), LIMITS.sheetBytes)) {
    head.push(...rows);
    pieces += 1;
    if (head.length >= HEAD_LINES || pieces * 65_536 >= LIMITS.headBytes) {
      break;
    }
  }
  return head.slice(0, HEAD_LINES);
}

function headerOf<Match>(
  head: readonly SheetRow[],
  recognise: Recognise<Match>,
): TableHeader<Match> | null {
  for (const [index, row] of head.entries()) {
    const { cells, line } = trimmed(row);
    const match = cells.length > 1 ? recognise(cells) : null;
    if (match !== null) {
      const above = head.slice(0, index).map((one) => (one.cells[0] ?? "").trim());
      const preamble = new Set(above.filter((text) => text !== ""));
      return { match, cells, headerLine: line, delimiter: ",", preamble };
    }
  }
  return null;
}

function trimmed({ line, cells: told }: SheetRow): HeadRow {
  const cells = told.map((cell) => cell.trim());
  while (cells.at(-1) === "") {
    cells.pop();
  }
  return { line, cells };
}

async function* readRows<Match>(
  book: Workbook,
  { sheet, header }: Found<Match>,
  decoding: Decoding,
): AsyncGenerator<CsvBatch> {
  const facts = emptyFacts();
  for await (const rows of readSheet(book, sheet, facts, LIMITS.sheetBytes)) {
    const batch = emptyBatch();
    for (const row of rows) {
      if (row.line > header.headerLine) {
        const cells = padded(row.cells, header.cells.length);
        place(batch, header, { line: row.line, cells, raw: cells.map(quoted).join(",") }, false);
      }
    }
    await pause();
    yield batch;
  }
  decoding.notes.push(...factNotes(sheet, header.headerLine, facts));
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** A sheet does not store the empty cells at the end of a row. */
function padded(cells: readonly string[], width: number): readonly string[] {
  return cells.length >= width
    ? cells
    : [...cells, ...Array.from({ length: width - cells.length }, () => "")];
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function choiceNotes(book: Workbook, sheet: Sheet, others: readonly string[]): string[] {
  const rest = book.sheets.filter((one) => one !== sheet && !others.includes(one.name));
  const notes: string[] = [];
  if (book.sheets.length > 1 || sheet.isHidden) {
    const why = sheet.isHidden
      ? "It is hidden, but"
      : "It is the first sheet whose columns are known:";
    notes.push(
      `The sheet "${sheet.name}" was read. ${why} its header row is one of a known source.`,
    );
  }
  if (others.length > 0) {
    notes.push(
      `${listed(others)} ${others.length === 1 ? "holds" : "hold"} a known layout too and ${others.length === 1 ? "was" : "were"} not read: save each as a file of its own and upload it.`,
    );
  }
  if (rest.length > 0) {
    notes.push(`${listed(rest.map(({ name }) => name))}: no known columns, not read.`);
  }
  return notes;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `"${name}"`);
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : "";
  return `${names.length === 1 ? "The sheet" : "The sheets"} ${shown.join(", ")}${more}`;
}

function factNotes(sheet: Sheet, headerLine: number, facts: SheetFacts): string[] {
  const notes: string[] = [];
  const cells = (count: number) =>
    `${count.toLocaleString("en-US")} ${count === 1 ? "cell" : "cells"}`;
  if (facts.formulas > facts.uncomputed) {
    notes.push(
      `${cells(facts.formulas - facts.uncomputed)} of "${sheet.name}" hold formulas (the first: ${facts.firstFormula}); the values last computed were read.`,
    );
  }
  if (facts.uncomputed > 0) {
    notes.push(
      `${cells(facts.uncomputed)} hold formulas that were never computed: open the workbook in a spreadsheet program, save it and upload it again.`,
    );
  }
  if (facts.errors > 0) {
    notes.push(
      `${cells(facts.errors)} hold an error such as #N/A: it is read as that text, never as a number.`,
    );
  }
  if (facts.hiddenRows > 0) {
    notes.push(
      `${facts.hiddenRows.toLocaleString("en-US")} hidden rows (a filter?) were read like the others.`,
    );
  }
  const merged = facts.merged.filter((ref) => Number(/\d+/.exec(ref)?.[0]) > headerLine);
  if (merged.length > 0) {
    notes.push(
      `Cells are merged (${merged.slice(0, 5).join(", ")}): only the first cell of each holds a value, the others are read as empty.`,
    );
  }
  return notes;
}
