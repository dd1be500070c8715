import type { Ask } from "./source";

/** Why a whole file is not read. Nothing of it is imported. */
export type FileRefusalCode =
  | "empty-file" // no bytes, or only blank space
  | "not-text" // a PDF, old spreadsheet, archive, picture: `reason` names what it looks like
  | "workbook-damaged" // an .xlsx whose parts are cut off, changed or not what they should be
  | "workbook-too-large" // an .xlsx that unpacks to more than is read: a bomb, or a sheet to be saved as CSV
  | "encoding-unknown" // bytes that are not UTF-8, UTF-16 or plausible Windows-1252: ask the person which encoding it is
  | "unknown-layout" // no known header row in the first lines: `headersFound` and `known` are listed
  | "not-a-ledger" // a known report that must not be imported as transactions: `reason` says which file to take instead
  | "needs-answer" // the layout leaves something open that must not be guessed: `asks` says what
  | "broken-quote" // a quoted cell that goes on after its closing quote, or is never closed
  | "line-too-long"; // one record over 128 KiB: usually a quote that is never closed

/** What may be answered where only some things can be: a program that may have written a file, an encoding it may be in. */
export interface SourceChoice {
  readonly id: string;
  readonly label: string;
}

/** A refusal of one file, with the place where known (1-based line; 1-based column of the table). */
export interface FileRefusal {
  readonly code: FileRefusalCode;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  /** One plain sentence for people. */
  readonly reason: string;
  /** Cells of the row that looks most like a header; at most 40, each at most 60 characters. */
  readonly headersFound: readonly string[];
  /** Names of the sources that are read. */
  readonly known: readonly string[];
  /** What a person must say before the file can be read. */
  readonly asks: readonly Ask[];
  /** What can be answered to "source" (programs that write the layout) or about its encoding. */
  readonly choices: readonly SourceChoice[];
}

/** Builds a refusal; what is not given is not known. */
export function refusal(
  code: FileRefusalCode,
  file: string,
  reason: string,
  place: Partial<
    Pick<FileRefusal, "line" | "column" | "headersFound" | "known" | "asks" | "choices">
  > = {},
): FileRefusal {
  return {
    code,
    file,
    reason,
    line: place.line ?? null,
    column: place.column ?? null,
    headersFound: place.headersFound ?? [],
    known: place.known ?? [],
    asks: place.asks ?? [],
    choices: place.choices ?? [],
  };
}

/** Carries a refusal out of a stream; caught at the border of this folder and returned as a `Result`, never shown. */
export class RefusedError extends Error {
  override name = "RefusedError";
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal, options: ErrorOptions = {}) {
    super(refusal.code, options);
    this.refusal = refusal;
  }
}
