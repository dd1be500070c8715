import { looksLikeForm } from "@/lib/importers/form-mapping/columns";
import { readNumber } from "@/lib/importers/number";
import { readTable } from "@/lib/importers/read-table";
import type { CsvInput } from "@/lib/importers/reading";
import { type FileRefusal, RefusedError } from "@/lib/importers/refusal";
import { err, ok, type Result } from "@/lib/result";
import { formsOf } from "./dates";
import { isHeader } from "./read";

/** One row of a table: the line of the file it begins on and its cells. */
export interface SampleRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The beginning of a table nobody knows: enough to say how it is read. Plain data. */
export interface TableSample {
  readonly header: readonly string[];
  readonly rows: readonly SampleRow[];
  /** The different words of each column in order of appearance; null where there are more than 80. */
  readonly words: readonly (readonly string[] | null)[];
  /** True when `words` are those of the whole file. */
  readonly isWhole: boolean;
}

const ROWS = 200;
const CHARACTERS = 300_000;
const WORDS = 80;
const WORD_LENGTH = 60;

/**
 * The header, first rows and words of a table that no source knows. The header is the widest of the first lines that hold names alone.
 * null: there is no such line, or under it nothing that has dates and numbers, so that nobody could say how it is read (a broker's form may tell no
 * day). `scan`: rows
 * looked at for words.
 */
export async function sampleTable(
  open: () => CsvInput,
  scan: number,
): Promise<Result<TableSample | null, FileRefusal>> {
  let widest: readonly string[] = [];
  const looked = await readTable(open(), (cells) => {
    if (cells.length > widest.length && isHeader(cells)) {
      widest = cells;
    }
    return null;
  });
  if (!looked.ok && looked.error.code !== "unknown-layout") {
    return looked;
  }
  if (widest.length === 0) {
    return ok(null);
  }
  const key = JSON.stringify(widest);
  const reading = await readTable(open(), (cells) => (JSON.stringify(cells) === key ? true : null));
  return reading.ok ? sampleOf(widest, reading.value.batches, scan) : reading;
}

async function sampleOf(
  header: readonly string[],
  batches: AsyncGenerator<{ readonly rows: readonly SampleRow[] }>,
  scan: number,
): Promise<Result<TableSample | null, FileRefusal>> {
  const gathering = gather(header.length);
  let isWhole = true;
  try {
    for await (const batch of batches) {
      batch.rows.forEach(gathering.row);
      if (gathering.seen() >= scan) {
        isWhole = false;
        break;
      }
    }
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
  const { rows, words } = gathering;
  const told = words.map((set) => (set.size > WORDS ? null : [...set]));
  const isRead = isUsable(rows, header.length) || (rows.length > 0 && looksLikeForm(header));
  return ok(isRead ? { header, rows, words: told, isWhole } : null);
}

/** The first rows as they came, and the words of all rows. */
function gather(width: number) {
  const rows: SampleRow[] = [];
  const words = Array.from({ length: width }, () => new Set<string>());
  let seen = 0;
  let room = CHARACTERS;
  const row = ({ line, cells }: SampleRow) => {
    seen += 1;
    words.forEach((set, column) => {
      note(set, (cells[column] ?? "").trim());
    });
    if (rows.length < ROWS && room > 0) {
      room -= cells.reduce((sum, cell) => sum + cell.length, 0);
      rows.push({ line, cells: [...cells] });
    }
  };
  return { row, rows, words, seen: () => seen };
}

/** A column with a long cell, or with more words than can be answered, is no column of kinds: its set is overfull and stops growing. */
function note(set: Set<string>, word: string): void {
  if (set.size > WORDS) {
    return;
  }
  if (word.length <= WORD_LENGTH) {
    set.add(word);
    return;
  }
  for (let count = 0; count <= WORDS; count += 1) {
    set.add(`\0${count}`);
  }
}

const LOOKED_AT = 5;

/** One column begins with dates, another with numbers: else no template could read it. */
function isUsable(rows: readonly SampleRow[], width: number): boolean {
  let dates = 0;
  let numbers = 0;
  for (let column = 0; column < width; column += 1) {
    const cells = rows
      .map((row) => (row.cells[column] ?? "").trim())
      .filter((cell) => cell !== "")
      .slice(0, LOOKED_AT);
    if (cells.some(isDate)) {
      dates += 1;
    } else if (cells.some(isNumber)) {
      numbers += 1;
    }
  }
  return dates > 0 && numbers > 0;
}

const isDate = (cell: string): boolean =>
  cell.length >= 6 && cell.length <= 40 && /\d/.test(cell) && formsOf([cell]).fits.length > 0;

/** A decimal comma counts as well: which style it is comes later. */
const isNumber = (cell: string): boolean =>
  readNumber(cell, "thousands").kind === "number" || /^[-+(]?[\d.,' ]*\d[\d.,' )]*$/.test(cell);
