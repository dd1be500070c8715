import { err, ok, type Result } from "@/lib/result";
import { orReject } from "./cells";
import { type ChainRow, chainKind, chainRowReader } from "./chain-rows";
import { detect } from "./detect";
import type { ChainFile } from "./join-chain-files";
import type { FileKind } from "./read-file";
import { readTable } from "./read-table";
import type { CsvInput } from "./reading";
import { type FileRefusal, RefusedError, refusal } from "./refusal";
import type { ParseOptions, Row, RowProblem, SkippedRow } from "./source";

/** A whole explorer file, ready to be joined with others: every data row is in `chain`, `skipped` or `rejected`. */
export interface OpenChainFile {
  readonly kind: FileKind;
  readonly decoding: { readonly encoding: string; readonly notes: readonly string[] };
  /** All data rows as they came, those that cannot be read as well. */
  readonly rows: readonly Row[];
  readonly chain: ChainFile;
  readonly skipped: readonly SkippedRow[];
  readonly rejected: readonly RowProblem[];
}

/** The source whose files are joined. */
export const CHAIN_SOURCE = "etherscan";

/**
 * Reads one explorer file whole, row by row and without saying what its rows mean: that is told by all files of the address together.
 * `id` names the file in what is joined. Refused like any file; also when it is no file of an explorer.
 */
export async function openChainFile(
  id: string,
  input: CsvInput,
  options: ParseOptions,
): Promise<Result<OpenChainFile, FileRefusal>> {
  const hints = { file: input.file, source: options.answers?.source ?? null };
  const reading = await readTable(input, (header) => detect(header, hints));
  if (!reading.ok) {
    return reading;
  }
  const { header, decoding, batches } = reading.value;
  const found = header.match;
  if (found.is !== "source" || found.source.id !== CHAIN_SOURCE) {
    return err(refusal("unknown-layout", input.file, "This is no file of an explorer."));
  }
  const read = chainRowReader(header.cells, found.version, options);
  const into = { rows: [] as Row[], chain: [] as ChainRow[] };
  const skipped: SkippedRow[] = [];
  const rejected: RowProblem[] = [];
  try {
    for await (const batch of batches) {
      into.rows.push(...batch.rows, ...batch.unread);
      skipped.push(...batch.skipped);
      rejected.push(...batch.rejected);
      for (const row of batch.rows) {
        orReject(rejected, () => {
          into.chain.push(read(row));
        });
      }
    }
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
  const kind: FileKind = {
    file: input.file,
    source: found.source,
    version: found.version,
    header: header.cells,
    headerLine: header.headerLine,
    delimiter: header.delimiter,
  };
  const chain = { file: id, kind: chainKind(found.version), rows: into.chain };
  return ok({ kind, decoding, rows: into.rows, chain, skipped, rejected });
}
