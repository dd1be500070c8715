import { CsvError, parse } from "csv-parse/sync";
import { Email } from "@/lib/auth/email";
import { accountNameField } from "../typed-text";

/** A line of a list of clients that was not understood. */
export interface ListProblem {
  readonly line: number;
  readonly text: string;
  readonly says: string;
}

/** A client of a list; `email` where a column tells where they are invited. */
export interface ListedClient {
  readonly line: number;
  readonly name: string;
  readonly email: string | null;
}

/** What a list of clients says: names in its order, and the lines that need another look. */
export interface ClientList {
  readonly names: readonly ListedClient[];
  readonly problems: readonly ListProblem[];
}

/** Clients added at once. */
export const LIST_MAX = 500;

/** Characters of a list, all of it. */
export const LIST_SIZE = 100_000;

const HEADINGS = ["name", "client", "client name", "taxpayer", "taxpayer name"];
const EMAILS = ["email", "e-mail", "email address", "e-mail address", "mail"];

/**
 * Reads a list of clients: a CSV with a column called Name, Client or Taxpayer, or plain lines with one name each (then commas belong to
 * the name). A column called E-mail tells where each is invited. `taken`: names of clients there are. A name that comes twice or is taken is a
 * problem, never a second client, and so is an e-mail that is none.
 */
export function readClientList(text: string, taken: readonly string[]): ClientList {
  const seen = new Set(taken.map(folded));
  const names: ListedClient[] = [];
  const problems: ListProblem[] = [];
  const cells = cellsOf(text);
  if (cells === null) {
    const says = "No CSV that can be read: a quote is never closed, or a line is too long.";
    return { names, problems: [{ line: 1, text: "", says }] };
  }
  for (const one of cells) {
    const client = clientOf(one, (name) => repeated(seen, name, taken));
    if (typeof client === "string") {
      problems.push({ line: one.line, text: (one.cell || one.mail).slice(0, 80), says: client });
    } else {
      seen.add(folded(client.name));
      names.push(client);
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

/** The client a line tells of, or in one sentence what is wrong with it. `isTaken` says so of a name. */
function clientOf(
  { line, cell, mail }: Cell,
  isTaken: (name: string) => string | null,
): ListedClient | string {
  const name = accountNameField.safeParse(cell);
  if (!name.success) {
    return "A name of 1 to 80 plain characters.";
  }
  const email = mail === "" ? null : Email.safeParse(mail);
  if (email?.success === false) {
    return isTaken(name.data) ?? "The e-mail is not complete.";
  }
  return isTaken(name.data) ?? { line, name: name.data, email: email?.data ?? null };
}

const folded = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

interface Cell {
  readonly line: number;
  readonly cell: string;
  /** Empty: none told. */
  readonly mail: string;
}

/** The cells that hold names, with their lines; lines without a name and an e-mail left out. null: a CSV that cannot be read. */
function cellsOf(text: string): Cell[] | null {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const first = (lines[0] ?? "").split(/[,;\t]/).map((cell) => folded(cell.replaceAll('"', "")));
  const column = first.findIndex((cell) => HEADINGS.includes(cell));
  const mails = first.findIndex((cell) => EMAILS.includes(cell));
  const cells =
    column === -1
      ? lines.map((cell, index) => ({ line: index + 1, cell, mail: "" }))
      : inColumn(text, column, mails);
  return (
    cells
      ?.map(({ line, cell, mail }) => ({ line, cell: cell.trim(), mail: mail.trim() }))
      .filter(({ cell, mail }) => cell !== "" || mail !== "") ?? null
  );
}

function inColumn(text: string, column: number, mails: number): Cell[] | null {
  const delimiter = /[,;\t]/.exec(text.split(/[\r\n]/, 1)[0] ?? "")?.[0] ?? ",";
  const cells: Cell[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 10_000,
      skip_empty_lines: true,
      on_record: (record: readonly string[], { lines }) => {
        cells.push({ line: lines, cell: record[column] ?? "", mail: record[mails] ?? "" });
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
