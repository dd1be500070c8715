import { BROKER_FORM_REASON, isBrokerForm } from "./form-1099-da";
import type { Source } from "./source";
import { NOT_LEDGERS, SOURCES } from "./sources";

/** What a header row is: a source and version that is read, or a known report that must not be imported. */
export type Detected =
  | { readonly is: "source"; readonly source: Source; readonly version: string }
  | { readonly is: "not-a-ledger"; readonly reason: string };

/** What is known of a file besides its header: its name (with its folders, where there are any) and what a person said it is. */
export interface DetectHints {
  readonly file: string;
  readonly source: string | null;
  /** Layouts a person told (mapping.ts), for headers nobody else knows, or when `source` names one of them. */
  readonly also?: readonly Source[];
}

const NO_HINTS: DetectHints = { file: "", source: null };

/**
 * Finds the source by its exact header (cells trimmed, trailing blanks dropped); null when it is not known. A header that several
 * programs write is the one's whom the file's name or a person names, else its owner's.
 */
export function detect(header: readonly string[], hints: DetectHints = NO_HINTS): Detected | null {
  const also = hints.also ?? [];
  const named =
    sharedBy(header, hints) ??
    among(
      also.filter(({ id }) => id === hints.source),
      header,
    );
  if (named !== null) {
    return named;
  }
  const known = among(SOURCES, header);
  if (known !== null) {
    return known;
  }
  if (isBrokerForm(header)) {
    return { is: "not-a-ledger", reason: BROKER_FORM_REASON };
  }
  const other = NOT_LEDGERS.find((each) => isSame(each.header, header));
  return other === undefined ? among(also, header) : { is: "not-a-ledger", reason: other.reason };
}

function among(sources: readonly Source[], header: readonly string[]): Detected | null {
  for (const source of sources) {
    const exact = source.headers.find((known) => isSame(known.header, header));
    const version = exact?.version ?? source.recognise?.(header) ?? null;
    if (version !== null) {
      return { is: "source", source, version };
    }
  }
  return null;
}

function sharedBy(header: readonly string[], hints: DetectHints): Detected | null {
  const name = hints.file.split(/[\\/]/).slice(-2).join("/");
  for (const source of SOURCES) {
    const known = source.shared?.find(
      (each) =>
        isSame(each.header, header) &&
        (hints.source === null ? each.named.test(name) : hints.source === source.id),
    );
    if (known !== undefined) {
      return { is: "source", source, version: known.version };
    }
  }
  return null;
}

function isSame(known: readonly string[], header: readonly string[]): boolean {
  return known.length === header.length && known.every((cell, index) => cell === header[index]);
}
