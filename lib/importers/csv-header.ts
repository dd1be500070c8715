import { parse } from "csv-parse/sync";
import { type FileRefusal, RefusedError, refusal } from "./refusal";

/** Says what a header row is, or null. Cells come trimmed, without trailing blanks. */
export type Recognise<Match> = (cells: readonly string[]) => Match | null;

/** The header row found, and what stands before it. */
export interface TableHeader<Match> {
  readonly match: Match;
  readonly cells: readonly string[];
  /** 1-based line of the file, or row of the sheet. */
  readonly headerLine: number;
  /** What stands between the cells of a row's own text. */
  readonly delimiter: "," | ";" | "\t";
  /** First cells of the lines above the header: they may come again in the middle of the file. */
  readonly preamble: ReadonlySet<string>;
}

/** The header row of a CSV. */
export interface CsvHeader<Match> extends TableHeader<Match> {
  /** Text read so far, from the header row on. */
  readonly rest: string;
}

/** Rows among which a header is looked for. */
export const HEAD_LINES = 40;
const HEAD_SIZE = 256 * 1024;
const DELIMITERS = [",", ";", "\t"] as const;

/** Looks for a known header among the first 40 lines (256 KiB). Throws `RefusedError` when there is none. */
export async function findHeader<Match>(
  file: string,
  texts: AsyncGenerator<string>,
  recognise: Recognise<Match>,
): Promise<CsvHeader<Match>> {
  const head = await readHead(texts);
  if (head.trim() === "") {
    throw new RefusedError(refusal("empty-file", file, "The file holds no text."));
  }
  let at = 0;
  const lines = splitLines(head).slice(0, HEAD_LINES);
  for (const [index, line] of lines.entries()) {
    const found = recogniseLine(line.text, recognise);
    if (found !== null) {
      return {
        ...found,
        headerLine: index + 1,
        preamble: preambleOf(lines.slice(0, index), found.delimiter),
        rest: head.slice(at),
      };
    }
    at += line.text.length + line.end.length;
  }
  throw new RefusedError(unknownLayout(file, candidates(lines)));
}

async function readHead(texts: AsyncGenerator<string>): Promise<string> {
  let head = "";
  while (head.length < HEAD_SIZE) {
    const next = await texts.next();
    if (next.done === true) {
      return head;
    }
    head += next.value;
  }
  return head;
}

interface HeadLine {
  readonly text: string;
  readonly end: string;
}

function splitLines(head: string): HeadLine[] {
  return [...head.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)].map((match) => ({
    text: match[1] ?? "",
    end: match[2] ?? "",
  }));
}

function recogniseLine<Match>(
  text: string,
  recognise: Recognise<Match>,
): { match: Match; cells: readonly string[]; delimiter: "," | ";" | "\t" } | null {
  for (const delimiter of DELIMITERS) {
    const cells = headerCells(text, delimiter);
    const match = cells.length > 1 ? recognise(cells) : null;
    if (match !== null) {
      return { match, cells, delimiter };
    }
  }
  return null;
}

/** The cells of one physical line: trimmed, BOM and trailing blanks dropped; none when the line is not CSV. */
function headerCells(text: string, delimiter: string): readonly string[] {
  if (!text.includes(delimiter) || text.length > HEAD_SIZE / 2) {
    return [];
  }
  const options = { delimiter, relax_quotes: true, relax_column_count: true };
  const records: string[][] = parse(text.replace(/^\ufeff/, ""), {
    ...options,
    skip_records_with_error: true,
  });
  const cells = (records[0] ?? []).map((cell) => cell.replace(/^\ufeff/, "").trim());
  while (cells.at(-1) === "") {
    cells.pop();
  }
  return cells;
}

function preambleOf(lines: readonly HeadLine[], delimiter: string): ReadonlySet<string> {
  const firsts = lines.map(
    (line) => headerCells(line.text, delimiter)[0] ?? line.text.replace(/^\ufeff/, "").trim(),
  );
  return new Set(
    firsts.map((text) => text.replace(/^"(.*)"$/, "$1")).filter((text) => text !== ""),
  );
}

function candidates(lines: readonly HeadLine[]): readonly HeadRow[] {
  return lines.flatMap((line, index) =>
    DELIMITERS.map((delimiter) => ({ line: index + 1, cells: headerCells(line.text, delimiter) })),
  );
}

/** A row that might be a header: its 1-based line and its cells, trimmed. */
export interface HeadRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The refusal of a file without a known header row: it lists the cells of the widest row of its head. */
export function unknownLayout(file: string, rows: readonly HeadRow[]): FileRefusal {
  const widest = rows.reduce(
    (best, row) => (row.cells.length > best.cells.length ? row : best),
    rows[0] ?? { line: 1, cells: [] },
  );
  const many =
    widest.cells.length > 40 ? ` (${widest.cells.length} columns, the first 40 shown)` : "";
  return refusal("unknown-layout", file, `No known header row was found${many}.`, {
    line: widest.line,
    headersFound: widest.cells.slice(0, 40).map((cell) => cell.slice(0, 60)),
  });
}
