import { type CsvError, parse } from "csv-parse";
import { err, ok, type Result } from "@/lib/result";
import { type CsvHeader, findHeader, type Recognise } from "./csv-header";
import { countLines, type Decoding, decodeText } from "./encoding";
import { type FileRefusal, RefusedError, refusal } from "./refusal";
import type { Row, RowProblem, SkippedRow } from "./source";

/** Longest record read, in bytes: longer means a quote that is never closed (reliability.md F4). */
const CSV_MAX_RECORD_SIZE = 128 * 1024;

/** What a piece of the file held: good rows, rows left out and rows that cannot be read, each exactly once. */
export interface CsvBatch {
  readonly rows: readonly Row[];
  /** The rows behind `skipped` and `rejected`, as they came. */
  readonly unread: readonly Row[];
  readonly skipped: readonly SkippedRow[];
  readonly rejected: readonly RowProblem[];
}

/** An opened file: its header is known, its rows are still to be pulled. */
export interface CsvReading<Match> {
  readonly header: CsvHeader<Match>;
  /** Filled while batches are pulled; `encoding` and `notes` are final at the end. */
  readonly decoding: Decoding;
  /** Throws `RefusedError` when the rest of the file turns out unreadable. */
  readonly batches: AsyncGenerator<CsvBatch>;
}

/** What is read: the name people see, its bytes in pieces of any size, and the encoding when a person has said it. */
export interface CsvInput {
  readonly file: string;
  readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  readonly encoding?: string | null;
}

/**
 * Opens a CSV: decodes it, finds the header row `recognise` knows among the first lines (delimiter `,` `;` or tab) and gives the
 * rows after it in batches, strictly: quotes must be right, every row as wide as the header. Memory is bounded by one record
 * (128 KiB) and one piece (64 KiB), whatever the file. Repeated headers and preambles are skipped, blank lines do not count.
 */
export async function readCsv<Match>(
  input: CsvInput,
  recognise: Recognise<Match>,
): Promise<Result<CsvReading<Match>, FileRefusal>> {
  const decoding: Decoding = { encoding: "utf-8", notes: [] };
  const texts = decodeText(input.file, input.chunks, decoding, input.encoding ?? null);
  try {
    const header = await findHeader(input.file, texts, recognise);
    return ok({ header, decoding, batches: readRows(input.file, header, texts) });
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
}

/** Pulls rows from `header.rest` and then from `texts`, yielding to other work after each piece. */
async function* readRows<Match>(
  file: string,
  header: CsvHeader<Match>,
  texts: AsyncGenerator<string>,
): AsyncGenerator<CsvBatch> {
  const state = createState(header);
  let failure: CsvError | Error | null = null;
  const parser = parse({
    delimiter: header.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: CSV_MAX_RECORD_SIZE,
    on_record: (cells: string[]) => {
      state.record(cells, parser.info.bytes);
      return null;
    },
  });
  parser.on("error", (error) => {
    failure ??= error;
  });
  const check = () => {
    if (failure !== null) {
      throw new RefusedError(explain(file, failure, state.line()));
    }
  };
  for await (const text of chain(header.rest, texts)) {
    const bytes = Buffer.from(text);
    state.feed(bytes);
    parser.write(bytes);
    await pause();
    check();
    yield state.take();
  }
  await new Promise<void>((resolve) => {
    parser.once("close", resolve);
    parser.end();
    parser.resume();
  });
  check();
  yield state.take();
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

async function* chain(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

interface RowState {
  readonly feed: (bytes: Buffer) => void;
  readonly record: (cells: readonly string[], end: number) => void;
  readonly take: () => CsvBatch;
  readonly line: () => number;
}

/** Turns records into rows with their line and own text, which csv-parse does not give cheaply (its line count doubles CRLF in quotes). */
function createState<Match>(header: CsvHeader<Match>): RowState {
  let window: Buffer = Buffer.alloc(0);
  let start = 0;
  let end = 0;
  let line = header.headerLine;
  let isFirst = true;
  let batch = emptyBatch();
  return {
    feed: (bytes) => {
      window = Buffer.concat([window.subarray(end - start), bytes]);
      start = end;
    },
    record: (cells, to) => {
      const text = window.subarray(end - start, to - start).toString();
      const raw = text.replace(/^[\r\n]+/, "");
      const at = line + lineBreaks(text.slice(0, text.length - raw.length));
      end = to;
      line += lineBreaks(text);
      if (isFirst) {
        isFirst = false;
        return;
      }
      place(batch, header, { line: at, cells, raw: raw.replace(/[\r\n]+$/, "") }, raw);
    },
    take: () => {
      const full = batch;
      batch = emptyBatch();
      return full;
    },
    line: () => line + leadingBreaks(window.subarray(end - start)),
  };
}

interface MutableBatch {
  readonly rows: Row[];
  readonly unread: Row[];
  readonly skipped: SkippedRow[];
  readonly rejected: RowProblem[];
}

function emptyBatch(): MutableBatch {
  return { rows: [], unread: [], skipped: [], rejected: [] };
}

function place<Match>(batch: MutableBatch, header: CsvHeader<Match>, row: Row, raw: string): void {
  const cells = withoutTrailingBlanks(row.cells, header.cells.length);
  if (cells.every((cell) => cell.trim() === "")) {
    return;
  }
  const reason = repeated(header, cells);
  if (reason === null && cells.length === header.cells.length) {
    batch.rows.push({ ...row, cells });
    return;
  }
  batch.unread.push(row);
  if (reason !== null) {
    batch.skipped.push({ line: row.line, reason });
  } else {
    const cut = raw === row.raw ? "; the file ends inside it" : "";
    batch.rejected.push({
      line: row.line,
      column: header.cells[Math.min(cells.length, header.cells.length - 1)] ?? "",
      value: row.raw.slice(0, 200),
      reason: `The row has ${cells.length} cells, the header ${header.cells.length}${cut}.`,
    });
  }
}

function repeated<Match>(header: CsvHeader<Match>, cells: readonly string[]): string | null {
  const first = cells[0]?.replace(/^\ufeff/, "").trim() ?? "";
  if (
    cells.length === header.cells.length &&
    cells.every((cell, index) => cell.replace(/^\ufeff/, "").trim() === header.cells[index])
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

/** Lines a text ends or holds, whichever way they are broken. */
function lineBreaks(text: string): number {
  return text.includes("\r") ? (text.match(/\r\n|\n|\r/g) ?? []).length : countLines(text);
}

function leadingBreaks(bytes: Buffer): number {
  let count = 0;
  while (bytes[count] === 10 || bytes[count] === 13) {
    count += 1;
  }
  return lineBreaks(bytes.subarray(0, count).toString());
}

/** A csv-parse error as a refusal; anything else is a fault and thrown on. */
function explain(file: string, error: CsvError | Error, line: number): FileRefusal {
  const code = "code" in error ? error.code : "";
  const index = "index" in error ? error["index"] : null;
  const at = typeof index === "number" ? index + 1 : null;
  const place = { line, column: at };
  if (code === "CSV_MAX_RECORD_SIZE") {
    const reason = `The row that begins on line ${line} is longer than 128 KiB: a quote is probably never closed.`;
    return refusal("line-too-long", file, reason, place);
  }
  if (code === "CSV_QUOTE_NOT_CLOSED") {
    const reason = `A quote on line ${line} is never closed: the file may be cut off.`;
    return refusal("broken-quote", file, reason, place);
  }
  if (code === "CSV_INVALID_CLOSING_QUOTE" || code === "INVALID_OPENING_QUOTE") {
    const reason = `A quote in the row that begins on line ${line} stands where none may be.`;
    return refusal("broken-quote", file, reason, place);
  }
  throw error;
}
