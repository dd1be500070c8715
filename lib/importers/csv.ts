import { type CsvError, Parser } from "csv-parse";
import { err, ok, type Result } from "@/lib/result";
import { type CsvHeader, findHeader, type Recognise } from "./csv-header";
import { type Decoding, decodeText } from "./encoding";
import type { CsvBatch, CsvInput, CsvReading } from "./reading";
import { type FileRefusal, RefusedError, refusal } from "./refusal";
import { emptyBatch, place } from "./table-rows";

/** Longest record read, in bytes: longer means a quote that is never closed (reliability.md F4). */
const CSV_MAX_RECORD_SIZE = 128 * 1024;

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
  const parser = new RecordParser(header.delimiter, state);
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

/**
 * csv-parse as it reads every file here. Records go straight to where they are wanted: its `on_record` would make two copies of what it
 * counts for each, and its queue would hold them a second time.
 */
class RecordParser extends Parser {
  readonly #taker: Pick<RowState, "record">;

  constructor(delimiter: string, taker: Pick<RowState, "record">) {
    super({
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: CSV_MAX_RECORD_SIZE,
    });
    this.#taker = taker;
  }

  /** What a stream does with what it made; null is its end. */
  override push(cells: readonly string[] | null): boolean {
    if (cells === null) {
      return super.push(null);
    }
    this.#taker.record(cells, this.info.bytes);
    return true;
  }
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
      const text = window.toString("utf8", end - start, to - start);
      const [from, until] = withoutBreaks(text);
      const at = line + lineBreaks(text, 0, from);
      end = to;
      line = at + lineBreaks(text, from, text.length);
      if (isFirst) {
        isFirst = false;
        return;
      }
      place(
        batch,
        header,
        { line: at, cells, raw: text.slice(from, until) },
        until === text.length,
      );
    },
    take: () => {
      const full = batch;
      batch = emptyBatch();
      return full;
    },
    line: () => line + leadingBreaks(window.subarray(end - start)),
  };
}

/** Where a record's own text begins and ends among the line breaks around it. */
function withoutBreaks(text: string): readonly [from: number, until: number] {
  let from = 0;
  while (isBreak(text.charCodeAt(from))) {
    from += 1;
  }
  let until = text.length;
  while (until > from && isBreak(text.charCodeAt(until - 1))) {
    until -= 1;
  }
  return [from, until];
}

const isBreak = (code: number): boolean => code === 10 || code === 13;

/** Lines that end within a part of a text, whichever way they are broken. */
function lineBreaks(text: string, from: number, until: number): number {
  let count = 0;
  for (let at = from; at < until; at += 1) {
    const code = text.charCodeAt(at);
    // "\r\n" is one break, told by its second half.
    if (code === 10 || (code === 13 && !(at + 1 < until && text.charCodeAt(at + 1) === 10))) {
      count += 1;
    }
  }
  return count;
}

function leadingBreaks(bytes: Buffer): number {
  let count = 0;
  while (bytes[count] === 10 || bytes[count] === 13) {
    count += 1;
  }
  return lineBreaks(bytes.toString("latin1", 0, count), 0, count);
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
