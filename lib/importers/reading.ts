import type { TableHeader } from "./csv-header";
import type { Decoding } from "./encoding";
import type { Row, RowProblem, SkippedRow } from "./source";

/** What a piece of the file held: good rows, rows left out and rows that cannot be read, each exactly once. */
export interface CsvBatch {
  readonly rows: readonly Row[];
  /** The rows behind `skipped` and `rejected`, as they came. */
  readonly unread: readonly Row[];
  readonly skipped: readonly SkippedRow[];
  readonly rejected: readonly RowProblem[];
}

/** An opened file, text or workbook: its header is known, its rows are still to be pulled. */
export interface CsvReading<Match> {
  readonly header: TableHeader<Match>;
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
