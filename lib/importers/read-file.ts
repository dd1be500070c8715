import { err, ok, type Result } from "@/lib/result";
import { type Detected, detect } from "./detect";
import { withNamedAssets } from "./named-assets";
import { readTable } from "./read-table";
import type { CsvBatch, CsvInput, CsvReading } from "./reading";
import { type FileRefusal, RefusedError, refusal } from "./refusal";
import type { Ask, Collector, Parsed, ParseOptions, Row, Source } from "./source";
import { ALL_SOURCE_NAMES } from "./source-names";

/** What a file is, known before its rows are read. */
export interface FileKind {
  readonly file: string;
  readonly source: Source;
  readonly version: string;
  readonly header: readonly string[];
  readonly headerLine: number;
  readonly delimiter: string;
}

/** A piece of a file read: its data rows as they came (unread ones last), and what was made of them (a row's transaction may come in a later piece). */
export interface FileBatch extends Parsed {
  readonly rows: readonly Row[];
}

/** An opened file whose pieces are still to be pulled. */
export interface OpenedFile {
  readonly kind: FileKind;
  /** Final when all batches were pulled. */
  readonly decoding: { readonly encoding: string; readonly notes: readonly string[] };
  /** Throws `RefusedError` (with a `FileRefusal`) when the rest of the file turns out unreadable: then nothing of it counts. */
  readonly batches: AsyncGenerator<FileBatch>;
}

/** A whole file read: its kind, all rows as they came, and what they say. */
export interface ReadFile extends FileBatch {
  readonly kind: FileKind;
  readonly encoding: string;
  /** Sentences about the file as a whole that the person should see. */
  readonly notes: readonly string[];
}

/**
 * Opens a file of any size for reading in pieces: decodes it, finds the source by its header, gives batches with bounded memory
 * (32 MB of identities for a million rows, one piece of text, 2,000 Kraken rows or 64 Coinbase rows held back). `also`: layouts
 * a person told, for headers that no source of ours knows.
 */
export async function openFile(
  input: CsvInput,
  options: ParseOptions,
  also: readonly Source[] = [],
): Promise<Result<OpenedFile, FileRefusal>> {
  return open(input, options, also, Number.POSITIVE_INFINITY);
}

async function open(
  input: CsvInput,
  options: ParseOptions,
  also: readonly Source[],
  rows: number,
): Promise<Result<OpenedFile, FileRefusal>> {
  const hints = { file: input.file, source: options.answers?.source ?? null, also };
  const reading = await readTable(input, (header) => detect(header, hints));
  if (!reading.ok) {
    return err({ ...reading.error, known: ALL_SOURCE_NAMES });
  }
  const { header, decoding } = reading.value;
  const found = header.match;
  if (found.is === "not-a-ledger") {
    return err(refusal("not-a-ledger", input.file, found.reason, { line: header.headerLine }));
  }
  if (found.is === "shared") {
    const names = found.choices.map(({ label }) => label).join(", ");
    const reason = `Several programs write this layout (${names}), and they do not mean the same by it.`;
    const place = { line: header.headerLine, asks: ["source"], choices: found.choices } as const;
    return err(refusal("needs-answer", input.file, reason, place));
  }
  const asked = unanswered(found, header.cells, input.file, options);
  if (asked.length > 0) {
    const open = asked.map((ask) => LEFT_OPEN[ask]).join(" and ");
    const reason = `${found.source.label}: the file does not tell ${open}. It is never guessed.`;
    const line = header.headerLine;
    return err(refusal("needs-answer", input.file, reason, { line, asks: asked }));
  }
  const kind: FileKind = {
    file: input.file,
    source: found.source,
    version: found.version,
    header: header.cells,
    headerLine: header.headerLine,
    delimiter: header.delimiter,
  };
  const told = { fileName: input.file, ...options };
  return ok({
    kind,
    decoding,
    batches: parseBatches(firstRows(reading.value.batches, rows), kind, told),
  });
}

const LEFT_OPEN: Readonly<Record<Ask, string>> = {
  "date-order": "whether its dates begin with the day or the month",
  "time-zone": "the time zone of its times",
  "own-addresses": "which of its addresses are yours",
  asset: "which coin it is about",
  source: "which program wrote it",
  encoding: "which encoding its text is in",
};

/** What the layout asks and nobody has said yet. */
function unanswered(
  { source, version }: { readonly source: Source; readonly version: string },
  header: readonly string[],
  file: string,
  { answers = {} }: ParseOptions,
): readonly Ask[] {
  const said: Readonly<Record<Ask, unknown>> = {
    "date-order": answers.dateOrder,
    "time-zone": answers.timeZone,
    "own-addresses": answers.addresses,
    asset: answers.asset,
    source: answers.source,
    encoding: answers.encoding,
  };
  return (source.asks?.(version, header, file) ?? []).filter((ask) => said[ask] === undefined);
}

/** Reads a whole file into memory: for previews, tests and the command line. All of it or a refusal, never a part. */
export async function readFile(
  input: CsvInput,
  options: ParseOptions,
  also: readonly Source[] = [],
): Promise<Result<ReadFile, FileRefusal>> {
  const opened = await openFile(input, options, also);
  return opened.ok ? collect(opened.value) : opened;
}

/** Reads the first `rows` data rows of a file as if it ended there, and no more of its bytes than that needs. */
export async function readHead(
  input: CsvInput,
  options: ParseOptions,
  rows: number,
  also: readonly Source[] = [],
): Promise<Result<ReadFile, FileRefusal>> {
  const opened = await open(input, options, also, rows);
  return opened.ok ? collect(opened.value) : opened;
}

async function collect(opened: OpenedFile): Promise<Result<ReadFile, FileRefusal>> {
  const rows: Row[] = [];
  const all = { ...emptyCollector(), rows };
  let rowCount = 0;
  try {
    for await (const batch of opened.batches) {
      append(all.rows, batch.rows);
      append(all.transactions, batch.transactions);
      append(all.skipped, batch.skipped);
      append(all.rejected, batch.rejected);
      rowCount += batch.rowCount;
    }
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
  const { encoding, notes } = opened.decoding;
  return ok({ ...all, rowCount, kind: opened.kind, encoding, notes });
}

/** The batches up to and with the `count`th row. */
async function* firstRows(
  batches: CsvReading<Detected>["batches"],
  count: number,
): AsyncGenerator<CsvBatch> {
  let left = count;
  for await (const batch of batches) {
    const last = batch.rows[left - 1];
    if (last !== undefined) {
      const isBefore = ({ line }: { readonly line: number }) => line <= last.line;
      yield {
        rows: batch.rows.slice(0, left),
        unread: batch.unread.filter(isBefore),
        skipped: batch.skipped.filter(isBefore),
        rejected: batch.rejected.filter(isBefore),
      };
      return;
    }
    left -= batch.rows.length;
    yield batch;
  }
}

async function* parseBatches(
  batches: AsyncGenerator<CsvBatch>,
  kind: FileKind,
  options: ParseOptions,
): AsyncGenerator<FileBatch> {
  const out = emptyCollector();
  const reader = kind.source.open(kind.header, kind.version, options, out);
  for await (const batch of batches) {
    for (const row of batch.rows) {
      reader.row(row);
    }
    yield named(drain(out, withoutFooters(batch, kind.source)), kind, options);
  }
  reader.end();
  yield named(drain(out, { rows: [], unread: [], skipped: [], rejected: [] }), kind, options);
}

/** What was read, in our ids of assets. */
function named(
  batch: FileBatch,
  { source }: FileKind,
  { assetChoices = [] }: ParseOptions,
): FileBatch {
  const { rows, transactions, skipped, rejected, rowCount } = batch;
  return {
    rows,
    transactions: transactions.map((one) => withNamedAssets(one, source.id, assetChoices)),
    skipped,
    rejected,
    rowCount,
  };
}

/** Rows that are no data by the source's own rule are left out with that reason instead of rejected for their width. */
function withoutFooters(batch: CsvBatch, { leavesOut }: Source): CsvBatch {
  if (leavesOut === undefined || batch.rejected.length === 0) {
    return batch;
  }
  const reasons = new Map(batch.unread.map((row) => [row.line, leavesOut(row.cells)]));
  const skipped = [...batch.skipped];
  const rejected = batch.rejected.filter((problem) => {
    const reason = reasons.get(problem.line) ?? null;
    if (reason !== null) {
      skipped.push({ line: problem.line, reason });
    }
    return reason === null;
  });
  return { ...batch, skipped, rejected };
}

function drain(out: Collector, batch: CsvBatch): FileBatch {
  return {
    rows: [...batch.rows, ...batch.unread],
    rowCount: batch.rows.length + batch.unread.length,
    transactions: out.transactions.splice(0),
    skipped: [...batch.skipped, ...out.skipped.splice(0)],
    rejected: [...batch.rejected, ...out.rejected.splice(0)],
  };
}

function emptyCollector(): Collector {
  return { transactions: [], skipped: [], rejected: [] };
}

function append<T>(to: T[], from: readonly T[]): void {
  for (const item of from) {
    to.push(item);
  }
}
