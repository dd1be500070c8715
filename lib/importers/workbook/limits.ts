import { RefusedError, refusal } from "@/lib/importers/refusal";

/** What is read of a workbook at most. Everything is counted while it is unpacked; what the file says of itself is not trusted. */
export const LIMITS = {
  /** Bytes of the file: it is held in memory, because a zip's table of contents stands at its end. */
  fileBytes: 64 * 1024 * 1024,
  /** Parts of the archive (security.md: 100). */
  entries: 100,
  /** Bytes unpacked of one file, all looks at it together. */
  unpackedBytes: 1024 * 1024 * 1024,
  /** Bytes unpacked of the one sheet that is read. */
  sheetBytes: 512 * 1024 * 1024,
  /** Bytes unpacked of the shared texts. */
  stringBytes: 64 * 1024 * 1024,
  /** Shared texts. */
  strings: 2_000_000,
  /** Bytes unpacked of the small parts: list of sheets, styles, relations. */
  partBytes: 4 * 1024 * 1024,
  /** Unpacked bytes for each packed one, past `freeBytes`. Sheets of exchanges come to 8-15. */
  ratio: 100,
  freeBytes: 256 * 1024,
  /** Rows with something in them. */
  rows: 200_000,
  columns: 1_024,
  /** Characters of one cell: Excel's own limit. */
  cellChars: 32_767,
  /** Characters of one row, as for a record of a CSV. */
  rowChars: 128 * 1024,
  /** Characters of all rows, as for a CSV: one long text may be referred to from every cell. */
  sheetChars: 256 * 1024 * 1024,
  /** Sheets in which a known header is looked for. */
  sheets: 20,
  /** Bytes unpacked of a sheet before its header must have come. */
  headBytes: 4 * 1024 * 1024,
} as const;

/** Stops because a part of the workbook is cut off, changed or not what it should be. */
export function damaged(file: string, what: string, cause: unknown = null): RefusedError {
  const reason = `The workbook is damaged: ${what}. Export it again, or save the sheet as CSV.`;
  return new RefusedError(refusal("workbook-damaged", file, reason), { cause });
}

/** Stops because the workbook holds more than is read. */
export function tooLarge(file: string, what: string): RefusedError {
  const reason = `The workbook is too large to be read safely: ${what}. Save the sheet as CSV and upload that.`;
  return new RefusedError(refusal("workbook-too-large", file, reason));
}
