import { CsvError, parse } from "csv-parse/sync";
import { accountNameField } from "../typed-text";

/** A line of a list of clients that was not understood. */
export interface ListProblem {
  readonly line: number;
  readonly text: string;
  readonly says: string;
}

/** What a list of clients says: names in its order, and the lines that need another look. */
export interface ClientList {
  readonly names: readonly { readonly line: number; readonly name: string }[];
  readonly problems: readonly ListProblem[];
}

/** Clients added at once. */
export const LIST_MAX = 500;

/** Characters of a list, all of it. */
export const LIST_SIZE = 100_000;

const HEADINGS = ["name", "client", "client name", "taxpayer", "taxpayer name"];

/**
 * Reads a list of clients: a CSV with a column called Name, Client or Taxpayer, or plain lines with one name each (then commas belong to
 * the name). `taken`: names of clients there are. A name that comes twice or is taken is a problem, never a second client.
 */
export function readClientList(text: string, taken: readonly string[]): ClientList {
  const seen = new Set(taken.map(folded));
  const names: { line: number; name: string }[] = [];
  const problems: ListProblem[] = [];
  const cells = cellsOf(text);
  if (cells === null) {
    const says = "No CSV that can be read: a quote is never closed, or a line is too long.";
    return { names, problems: [{ line: 1, text: "", says }] };
  }
  for (const { line, cell } of cells) {
    const read = accountNameField.safeParse(cell);
    const says = read.success
      ? repeated(seen, read.data, taken)
      : "A name of 1 to 80 plain characters.";
    if (read.success && says === null) {
      seen.add(folded(read.data));
      names.push({ line, name: read.data });
    } else {
      problems.push({ line, text: cell.slice(0, 80), says: says ?? "" });
    }
  }
  return names.length > LIST_MAX
    ? {
        names: [],
        problems: [{ line: LIST_MAX + 1, text: "", says: `At most ${LIST_MAX} clients at once.` }],
      }
    : { names, problems };
}

function repeated(
  seen: ReadonlySet<string>,
  name: string,
  taken: readonly string[],
): string | null {
  if (!seen.has(folded(name))) {
    return null;
  }
  return taken.some((one) => folded(one) === folded(name))
    ? "Is a client already."
    : "Stands in the list twice.";
}

const folded = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

/** The cells that hold names, with their lines; blank ones left out. null: a CSV that cannot be read. */
function cellsOf(text: string): { line: number; cell: string }[] | null {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const first = (lines[0] ?? "").split(/[,;\t]/).map((cell) => folded(cell.replaceAll('"', "")));
  const column = first.findIndex((cell) => HEADINGS.includes(cell));
  const cells =
    column === -1
      ? lines.map((cell, index) => ({ line: index + 1, cell }))
      : inColumn(text, column);
  return (
    cells
      ?.map(({ line, cell }) => ({ line, cell: cell.trim() }))
      .filter(({ cell }) => cell !== "") ?? null
  );
}

function inColumn(text: string, column: number): { line: number; cell: string }[] | null {
  const delimiter = /[,;\t]/.exec(text.split(/[\r\n]/, 1)[0] ?? "")?.[0] ?? ",";
  const cells: { line: number; cell: string }[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 10_000,
      skip_empty_lines: true,
      on_record: (record: readonly string[], { lines }) => {
        cells.push({ line: lines, cell: record[column] ?? "" });
        return null;
      },
    });
    return cells.slice(1);
  } catch (error) {
    if (error instanceof CsvError) {
      return null;
    }
    throw error;
  }
}
