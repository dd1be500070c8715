import { orReject } from "./cells";
import { chainKind, chainRowReader } from "./chain-rows";
import type { ChainFile } from "./join-chain-files";
import type { ParseOptions, Row, RowProblem } from "./source";

/** What is known of a file once its header was recognised. */
export interface ChainFileHead {
  readonly file: string;
  readonly header: readonly string[];
  readonly version: string;
}

/** Rows of one explorer file, as they were kept when it was uploaded, made ready to be joined; and those that cannot be read. */
export function readChainFile(
  { file, header, version }: ChainFileHead,
  rows: Iterable<Row>,
  options: ParseOptions,
): { readonly chainFile: ChainFile; readonly rejected: readonly RowProblem[] } {
  const read = chainRowReader(header, version, options);
  const rejected: RowProblem[] = [];
  const all: ChainFile["rows"][number][] = [];
  for (const row of rows) {
    orReject(rejected, () => {
      all.push(read(row));
    });
  }
  return { chainFile: { file, kind: chainKind(version), rows: all }, rejected };
}
