import type { ImportBatch } from "@/db/queries/import-batches";
import { detect } from "@/lib/importers/detect";
import type { ReadFile } from "@/lib/importers/read-file";

/** How a waiting file is read, and what of it a person can say otherwise. */
export interface ReadingView {
  /** "UTF-8", "Excel workbook". */
  readonly encoding: string;
  /** "commas", "semicolons", "tabs"; null for a workbook. */
  readonly delimiter: string | null;
  readonly headerLine: number;
  /** What can be said: the questions its layout asks, and those that were answered. */
  readonly asks: readonly string[];
  /** What was answered, by the names of the form's fields; "" where nothing was. */
  readonly dateOrder: string;
  readonly timeZone: string;
  readonly asset: string;
  readonly source: string;
  readonly addresses: readonly string[];
  readonly textEncoding: string;
  /** The programs that write this layout, where several do. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

const DELIMITERS: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
};

const ENCODINGS: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  "windows-1252": "Windows-1252",
  macintosh: "Mac Roman",
  xlsx: "Excel workbook",
};

/** Says how the head of a batch's file was read. */
export function readingView(batch: ImportBatch, { kind, encoding }: ReadFile): ReadingView {
  const { answers } = batch;
  const isText = encoding !== "xlsx";
  const choices = choicesFor(kind.header);
  const asked = kind.source.asks?.(kind.version, kind.header, batch.fileName) ?? [];
  const given: readonly (readonly [string, unknown])[] = [
    ["date-order", answers.dateOrder],
    ["time-zone", answers.timeZone],
    ["asset", answers.asset],
    ["own-addresses", answers.addresses],
  ];
  const answered = given.flatMap(([ask, said]) => (said === undefined ? [] : [ask]));
  return {
    encoding: ENCODINGS[encoding] ?? encoding,
    delimiter: isText ? (DELIMITERS[kind.delimiter] ?? null) : null,
    headerLine: kind.headerLine,
    asks: [
      ...new Set([
        ...(choices.length > 0 ? ["source"] : []),
        ...asked,
        ...answered,
        ...(isText ? ["encoding"] : []),
      ]),
    ],
    dateOrder: answers.dateOrder ?? "",
    timeZone: answers.timeZone ?? "",
    asset: answers.asset ?? "",
    addresses: answers.addresses ?? [],
    source: answers.source ?? kind.source.id,
    textEncoding: answers.encoding ?? "",
    choices,
  };
}

/** Programs that write one header; none where only one does. */
function choicesFor(header: readonly string[]): ReadingView["choices"] {
  // A name that tells nothing: what is asked then is what can be chosen.
  const found = detect(header, { file: "-", source: null });
  return found?.is === "shared" ? found.choices.map(({ id, label }) => ({ value: id, label })) : [];
}
