import { type Cell, isTrue, type SheetFacts, textOf } from "./cell-value";
import { damaged, LIMITS, tooLarge } from "./limits";
import type { Sheet, Workbook } from "./workbook";
import { createXmlReader, type XmlListener } from "./xml";

/** One row with something in it: its number in the sheet and the texts of its cells from column A on. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a sheet that hold something, piece by piece as it is unpacked: one piece (64 KiB) and its rows are in memory. `cap`:
 * bytes unpacked at most. Throws `RefusedError`.
 */
export async function* readSheet(
  book: Workbook,
  sheet: Sheet,
  facts: SheetFacts,
  cap: number,
): AsyncGenerator<readonly SheetRow[]> {
  const state = createState(book, facts);
  const reader = createXmlReader(book.archive.file, sheet.part.name, state.listener);
  for await (const piece of book.archive.unpack(sheet.part, cap)) {
    reader.write(piece);
    yield state.take();
  }
  reader.end();
  yield state.take();
}

interface State {
  readonly listener: XmlListener;
  readonly take: () => readonly SheetRow[];
}

const TEXTS = new Set(["v", "f", "t"]);

/** Where the reader stands. */
interface Run {
  readonly book: Workbook;
  readonly facts: SheetFacts;
  rows: SheetRow[];
  line: number;
  /** Rows and characters so far. */
  count: number;
  chars: number;
  cells: string[];
  /** The column after the last cell told, empty or not. */
  next: number;
  cell: Cell | null;
  /** "v", "f" or "t" while its text is told. */
  part: string;
  /** Inside a reading aid (furigana), which is no part of a text. */
  isAid: boolean;
}

type Attributes = Readonly<Record<string, string>>;

function createState(book: Workbook, facts: SheetFacts): State {
  const run: Run = {
    book,
    facts,
    rows: [],
    line: 0,
    count: 0,
    chars: 0,
    cells: [],
    next: 0,
    cell: null,
    part: "",
    isAid: false,
  };
  return {
    listener: {
      open: (name, attributes) => {
        run.part = TEXTS.has(name) && !run.isAid ? name : "";
        OPENS.get(name)?.(run, attributes);
      },
      text: (value) => {
        if (run.cell !== null && run.part !== "") {
          take(book.archive.file, run.cell, run.part, value);
        }
      },
      close: (name) => {
        run.part = "";
        CLOSES.get(name)?.(run);
      },
    },
    take: () => {
      const full = run.rows;
      run.rows = [];
      return full;
    },
  };
}

const OPENS: ReadonlyMap<string, (run: Run, attributes: Attributes) => void> = new Map([
  [
    "row",
    (run, attributes) => {
      run.line = rowNumber(run.book.archive.file, attributes["r"], run.line);
      run.cells = [];
      run.next = 0;
      run.facts.hiddenRows += isTrue(attributes["hidden"]) ? 1 : 0;
    },
  ],
  [
    "c",
    (run, attributes) => {
      run.cell = startCell(run, attributes);
      run.next = run.cell.column + 1;
    },
  ],
  [
    "f",
    (run) => {
      if (run.cell !== null) {
        run.cell.formula = "";
      }
    },
  ],
  [
    "mergeCell",
    ({ facts }, attributes) => {
      if (facts.merged.length < 100) {
        facts.merged.push(attributes["ref"] ?? "");
      }
    },
  ],
  [
    "rPh",
    (run) => {
      run.isAid = true;
    },
  ],
]);

const CLOSES: ReadonlyMap<string, (run: Run) => void> = new Map([
  [
    "c",
    (run) => {
      if (run.cell !== null) {
        put(run, run.cell.column, textOf(run.book, run.cell, run.facts));
        run.cell = null;
      }
    },
  ],
  ["row", endRow],
  [
    "rPh",
    (run) => {
      run.isAid = false;
    },
  ],
]);

function endRow(run: Run): void {
  const length = run.cells.reduce((sum, text) => sum + text.length, 0);
  if (length > 0) {
    run.count += 1;
    run.chars += length;
    refuseSize(run.book.archive.file, run, length);
    run.rows.push({ line: run.line, cells: run.cells });
  }
}

function take(file: string, cell: Cell, part: string, value: string): void {
  if (part === "f") {
    cell.formula = `${cell.formula ?? ""}${value}`.slice(0, 200);
    return;
  }
  cell.value += value;
  if (cell.value.length > LIMITS.cellChars) {
    throw tooLarge(file, `cell ${cell.place} holds over ${LIMITS.cellChars} characters`);
  }
}

function refuseSize(file: string, { count, chars, line }: Run, length: number): void {
  if (count > LIMITS.rows) {
    throw tooLarge(file, `it has more than ${LIMITS.rows.toLocaleString("en-US")} rows`);
  }
  if (length > LIMITS.rowChars) {
    throw tooLarge(file, `row ${line} is longer than 128 KiB`);
  }
  if (chars > LIMITS.sheetChars) {
    throw tooLarge(file, "its cells hold more than 256 MB of text");
  }
}

const LAST_ROW = 1_048_576;

/** Rows count up; a number may be left out. */
function rowNumber(file: string, told: string | undefined, before: number): number {
  const line = told === undefined ? before + 1 : /^\d{1,7}$/.test(told) ? Number(told) : 0;
  if (line <= before || line > LAST_ROW) {
    throw damaged(file, `row "${(told ?? "").slice(0, 20)}" follows row ${before}`);
  }
  return line;
}

function startCell({ book, line, next }: Run, attributes: Attributes): Cell {
  const told = attributes["r"];
  const column = told === undefined ? next : columnOf(told, line);
  if (column < next) {
    const place = (told ?? "").slice(0, 20);
    throw damaged(book.archive.file, `cell "${place}" stands out of order in row ${line}`);
  }
  return {
    column,
    place: told ?? `${column + 1} of row ${line}`,
    type: attributes["t"] ?? "n",
    style: Number(attributes["s"] ?? "0"),
    value: "",
    formula: null,
  };
}

/** 0 for "A7" in row 7; -1 when it is not a place in that row. */
function columnOf(place: string, line: number): number {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(place);
  if (match === null || Number(match[2]) !== line) {
    return -1;
  }
  return [...(match[1] ?? "")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Empty cells (formats, borders) take no room. */
function put({ book, cells }: Run, column: number, text: string): void {
  if (text === "") {
    return;
  }
  if (column >= LIMITS.columns) {
    throw tooLarge(book.archive.file, `it has more than ${LIMITS.columns} columns`);
  }
  while (cells.length < column) {
    cells.push("");
  }
  cells.push(text);
}
