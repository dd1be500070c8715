import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readChainFile } from "@/lib/importers/chain-file";
import { type ChainFile, type JoinedChain, joinChainFiles } from "@/lib/importers/join-chain-files";
import { readFile } from "@/lib/importers/read-file";
import type { RowProblem } from "@/lib/importers/source";
import { optionsFor } from "./import-answers";
import type { Event } from "./import-events";

/** Files of one address that one expectation tells together. */
export interface JoinedSet {
  readonly folder: string;
  readonly files: readonly string[];
  readonly ownAddress: string;
}

interface Covering {
  readonly covers_files?: readonly string[];
  readonly own_address?: string;
  readonly events?: readonly Event[];
}

/** The set a sample belongs to: its own expectation names the files, or another one in its folder does. Null: it stands alone. */
export function joinedSetOf(sample: string): JoinedSet | null {
  const folder = dirname(sample);
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".expected.json"))) {
    const { covers_files: files, own_address: ownAddress } = expectationAt(join(folder, name));
    if (files?.includes(basename(sample)) && ownAddress !== undefined) {
      return { folder, files, ownAddress };
    }
  }
  return null;
}

const expectationAt = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Covering;

/** Events of the set's expectations, whichever file's they are. */
export function eventsOfSet({ folder, files }: JoinedSet): readonly Event[] {
  return files.flatMap((file) => {
    const path = join(folder, `${file}.expected.json`);
    return existsSync(path) ? (expectationAt(path).events ?? []) : [];
  });
}

/** A set read and joined by the product; `rows` by file. */
export interface ReadSet extends JoinedChain {
  readonly rows: ReadonlyMap<string, number>;
  readonly rejected: readonly RowProblem[];
}

/** Reads every file of a set and joins them; a text: why one is refused. */
export async function readSet({ folder, files, ownAddress }: JoinedSet): Promise<ReadSet | string> {
  const rows = new Map<string, number>();
  const rejected: RowProblem[] = [];
  const chainFiles: ChainFile[] = [];
  for (const file of files) {
    const options = optionsFor(`${basename(folder)}/${file}`, ownAddress);
    const chunks = createReadStream(join(folder, file));
    const read = await readFile({ file, chunks }, options);
    if (!read.ok) {
      return `${file}: ${read.error.reason}`;
    }
    const { kind } = read.value;
    const made = readChainFile(
      { file, header: kind.header, version: kind.version },
      read.value.rows,
      options,
    );
    rows.set(file, read.value.rowCount);
    rejected.push(...made.rejected);
    chainFiles.push(made.chainFile);
  }
  const addresses = new Set([ownAddress.toLowerCase()]);
  return { ...joinChainFiles(chainFiles, { addresses }), rows, rejected };
}

/** Rows of the set that are not in exactly one place. */
export function misplacedIn({ rows, events, leftOut }: ReadSet): readonly string[] {
  const places = [
    ...events.flatMap(({ parts }) =>
      parts.flatMap(({ file, lines }) => lines.map((line) => `${file}:${line}`)),
    ),
    ...leftOut.map(({ file, line }) => `${file}:${line}`),
  ];
  const count = [...rows.values()].reduce((sum, each) => sum + each, 0);
  const isWhole = new Set(places).size === places.length && places.length === count;
  return isWhole ? [] : [`${count} rows stand in ${places.length} places`];
}
