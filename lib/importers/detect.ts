import { BROKER_FORM_REASON, isBrokerForm } from "./form-1099-da";
import type { SourceChoice } from "./refusal";
import type { Source } from "./source";
import { NOT_LEDGERS, SOURCES } from "./sources";

/**
 * What a header row is: a source and version that is read, a layout that several programs write without a word of which, or a known report
 * that must not be imported.
 */
export type Detected =
  | { readonly is: "source"; readonly source: Source; readonly version: string }
  | { readonly is: "shared"; readonly choices: readonly SourceChoice[] }
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
 * programs write is the one's whom a person or the file's name names; when neither does, it is asked.
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
    return severalWrite(known, header, hints) ?? known;
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

/** The question which program wrote a file; null when only one writes its layout, or the name or a person says which. */
function severalWrite(
  known: Detected,
  header: readonly string[],
  hints: DetectHints,
): Detected | null {
  const others = SOURCES.filter(({ shared = [] }) =>
    shared.some((each) => isSame(each.header, header)),
  );
  // Without a name there is nothing that could tell: a header alone is its owner's.
  if (known.is !== "source" || others.length === 0 || hints.source !== null || hints.file === "") {
    return null;
  }
  const { source } = known;
  const isNamed = nameOf(hints.file)
    .toLowerCase()
    .includes(source.id.split("-")[0] ?? source.id);
  const choices = [source, ...others].map(({ id, label }) => ({ id, label }));
  return isNamed ? null : { is: "shared", choices };
}

/** A file's name with its folder's: either may name the program. */
const nameOf = (file: string): string => file.split(/[\\/]/).slice(-2).join("/");

function sharedBy(header: readonly string[], hints: DetectHints): Detected | null {
  const name = nameOf(hints.file);
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
