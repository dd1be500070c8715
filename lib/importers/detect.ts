import type { HeaderVersion, Source } from "./source";
import { NOT_LEDGERS, SOURCES } from "./sources";

/** What a header row is: a source and version that is read, or a known report that must not be imported. */
export type Detected =
  | { readonly is: "source"; readonly source: Source; readonly version: string }
  | { readonly is: "not-a-ledger"; readonly reason: string };

/** Finds the source by its exact header (cells trimmed, trailing blanks dropped); null when it is not known. */
export function detect(header: readonly string[]): Detected | null {
  for (const source of SOURCES) {
    const exact = source.headers.find((known) => isSame(known.header, header));
    const version = exact?.version ?? source.recognise?.(header) ?? null;
    if (version !== null) {
      return { is: "source", source, version };
    }
  }
  const other = NOT_LEDGERS.find((known) => isSame(known.header, header));
  return other === undefined ? null : { is: "not-a-ledger", reason: other.reason };
}

/** Labels and headers of everything that is read, for telling people what is known. */
export function knownSources(): readonly {
  readonly label: string;
  readonly headers: readonly HeaderVersion[];
}[] {
  return SOURCES.map(({ label, headers }) => ({ label, headers }));
}

function isSame(known: readonly string[], header: readonly string[]): boolean {
  return known.length === header.length && known.every((cell, index) => cell === header[index]);
}
