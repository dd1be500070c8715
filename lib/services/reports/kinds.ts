/** What can be asked for of a year; each kind has versions of its own. */
export const REPORT_KINDS = ["year-end", "audit-pack", "books", "filed-year"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** A kind as it was stored; anything unknown is the first there was. */
export function reportKind(stored: string): ReportKind {
  return REPORT_KINDS.find((kind) => kind === stored) ?? "year-end";
}

/** Beginnings of the names of files that are not the paper itself nor its statement as CSV, which are told by their ends. */
const NAMED = [
  "open-items",
  "form-8949",
  "schedule-d",
  "by-hand",
  "turbotax",
  "taxact",
  "rows",
  "txf",
  "audit-pack",
  "books",
  "hledger",
  "beancount",
  "changes",
  "form-1040x",
] as const;

/** The files of a report, in the order they are shown. */
export const FILE_KINDS = ["pdf", "csv", ...NAMED] as const;
export type ReportFileKind = (typeof FILE_KINDS)[number];

/** Which of them a file is, by its name. */
export function kindOfFile(name: string): ReportFileKind {
  const named = NAMED.find((kind) => name.startsWith(`${kind}-`));
  return named ?? (name.endsWith(".pdf") ? "pdf" : "csv");
}

/** A picture of a page of a report, the first page being 1; `file`: null is the report's own paper. */
export interface Preview {
  readonly file: ReportFileKind | null;
  readonly page: number;
}

/** The name a picture is kept under: "preview-1.png", "preview-form-8949-2.png". */
export const previewName = ({ file, page }: Preview): string =>
  `preview-${file === null ? "" : `${file}-`}${page}.png`;

/** Which picture a name is of; null for a file that is none. */
export function previewOf(name: string): Preview | null {
  const [whole, kind, page] = /^preview-(?:(.+)-)?([1-9])\.png$/.exec(name) ?? [];
  const file = kind === undefined ? null : fileKind(kind);
  return whole === undefined || (kind !== undefined && file === null)
    ? null
    : { file, page: Number(page) };
}

/** A kind as an address names it; null when there is none of that name. */
export function fileKind(asked: string): ReportFileKind | null {
  return FILE_KINDS.find((kind) => kind === asked) ?? null;
}

/** A file that was made, before it is kept. */
export interface NewFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Pictures of the first pages of a file. */
export function pictureFiles(
  file: Preview["file"],
  pictures: readonly Uint8Array[],
): readonly NewFile[] {
  return pictures.map((bytes, index) => ({
    name: previewName({ file, page: index + 1 }),
    contentType: "image/png",
    bytes,
  }));
}

/** A file of text in UTF-8. */
export function textFile(name: string, type: string, text: string): NewFile {
  return {
    name,
    contentType: `${type}; charset=utf-8`,
    bytes: new TextEncoder().encode(text),
  };
}
