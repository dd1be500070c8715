import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import { type AssetId, assetId } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import {
  CellError,
  type Cells,
  cellReader,
  decimalIn,
  dollars,
  orReject,
  problemIn,
  requiredAmountIn,
  textIn,
} from "./cells";
import { readCsv } from "./csv";
import { readDateTime } from "./date-time";
import type { CsvInput } from "./reading";
import { type FileRefusal, RefusedError } from "./refusal";
import type { Row, RowProblem } from "./source";

/** What the broker says it knows of the days its units were bought. */
export type FormAcquired = CalendarDate | "various" | null;

/** One sale as a broker's Form 1099-DA tells it, figures as printed: to compare with the books, never to book. */
export interface BrokerFormRow {
  /** Line of the file, 1-based. */
  readonly line: number;
  readonly section: "1099-DA";
  readonly account: string;
  readonly taxYear: number;
  /** Box 1d; null where it is blank. */
  readonly acquired: FormAcquired;
  /** Box 1e. */
  readonly sold: CalendarDate;
  /** Box 1a and 1b: the code and name of the Digital Token Identifier Foundation, as printed. */
  readonly code: string;
  readonly name: string;
  /** The ticker at the end of the name ("Bitcoin Cash BCH" is BCH); null where the name ends with none. */
  readonly asset: AssetId | null;
  /** Box 1c. */
  readonly units: Quantity;
  /** Box 1f, already less the costs the broker knows (rules.md 2). */
  readonly proceeds: Usd;
  /** Box 1g; null where it is blank, which is not zero. */
  readonly basis: Usd | null;
  readonly term: "short" | "long" | "ordinary" | null;
  /** Box 1i; null where the file has no such column or it is blank. */
  readonly washDisallowed: Usd | null;
  /** Whether the broker calls the units covered, where a column says so (box 9 says the opposite). */
  readonly covered: boolean | null;
  /** The box of Form 8949 the broker names, where a column does. */
  readonly box: string | null;
  /** Cells of columns that are not known, so that nothing of the line is lost. */
  readonly more: readonly { readonly column: string; readonly value: string }[];
}

/** What a file of forms says. Every line is a row, a problem, or counted with its section. */
export interface BrokerForm {
  readonly rows: readonly BrokerFormRow[];
  readonly problems: readonly RowProblem[];
  /** Lines of other forms in the file ("1099-DIV"), which are not about sales of coins. */
  readonly otherSections: ReadonlyMap<string, number>;
}

/** Why a broker's form is not imported, and what to do with it. */
export const BROKER_FORM_REASON =
  "This is a broker's tax form (Form 1099): what the broker reports about sales that its transaction history holds already. Importing it " +
  "would count every sale twice. Upload the account's transaction history, and enter the form's lines beside those sales " +
  "(Ledger, a sale, Broker's form) instead.";

const SECTION = /^1099-[A-Z]{1,4}$/;

/** True for the header of a section of a consolidated Form 1099 in CSV. */
export function isBrokerForm(header: readonly string[]): boolean {
  return SECTION.test(header[0] ?? "") && header[1] === "ACCOUNT NUMBER";
}

/**
 * Reads the 1099-DA lines of a consolidated Form 1099 in CSV (Robinhood's layout, formats.md 31: the first column names the form, the
 * header of a section comes before its lines and may come again; columns behind TERM vary). Dates are 12/31/2025 or 20251231.
 */
export async function readForm1099Da(input: CsvInput): Promise<Result<BrokerForm, FileRefusal>> {
  const reading = await readCsv(input, (header) => (isBrokerForm(header) ? header : null));
  if (!reading.ok) {
    return reading;
  }
  const sections = createSections();
  sections.header(reading.value.header.match);
  try {
    for await (const { rows, unread } of reading.value.batches) {
      // Sections differ in width, so a row that is not as wide as the first header is as good as one that is.
      for (const row of [...rows, ...unread].sort((one, other) => one.line - other.line)) {
        sections.row(row);
      }
    }
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
  return ok(sections.form);
}

/** Tells the lines of a file apart by the form their first cell names. */
function createSections() {
  const rows: BrokerFormRow[] = [];
  const problems: RowProblem[] = [];
  const otherSections = new Map<string, number>();
  const headers = new Map<string, readonly string[]>();
  const header = (cells: readonly string[]) => {
    headers.set(cells[0] ?? "", cells);
  };
  const row = (each: Row) => {
    const cells = each.cells.map((cell) => cell.trim());
    const section = cells[0] ?? "";
    if (isBrokerForm(cells)) {
      header(cells);
    } else if (section === "1099-DA") {
      orReject(problems, () => rows.push(rowOf(each, headers.get(section))));
    } else if (SECTION.test(section)) {
      otherSections.set(section, (otherSections.get(section) ?? 0) + 1);
    } else {
      problems.push(problem(each, "The line does not begin with the name of a form."));
    }
  };
  const form: BrokerForm = { rows, problems, otherSections };
  return { header, row, form };
}

function problem({ line, raw }: Row, reason: string): RowProblem {
  return { line, column: "", value: raw.slice(0, 200), reason };
}

/** Columns with a place of their own. */
const KNOWN = new Set([
  "1099-DA",
  "ACCOUNT NUMBER",
  "TAX YEAR",
  "DATE ACQUIRED",
  "SALE DATE",
  "DTIF CODE",
  "DTIF NAME",
  "DTIF UNITS",
  "COST BASIS",
  "SALES PRICE",
  "TERM",
]);

function rowOf(row: Row, header: readonly string[] | undefined): BrokerFormRow {
  if (header === undefined) {
    throw new CellError(problem(row, "The header of this section is missing."));
  }
  if (
    row.cells.length > header.length &&
    row.cells.slice(header.length).some((cell) => cell !== "")
  ) {
    throw new CellError(
      problem(row, `The line has ${row.cells.length} cells, its header ${header.length}.`),
    );
  }
  const cells = cellReader(header, "thousands")(row);
  const name = textIn(cells, "DTIF NAME");
  return {
    line: row.line,
    section: "1099-DA",
    account: textIn(cells, "ACCOUNT NUMBER"),
    taxYear: yearIn(cells),
    acquired: acquiredIn(cells),
    sold: dayIn(cells, "SALE DATE"),
    code: textIn(cells, "DTIF CODE"),
    name,
    asset: assetNamed(name),
    units: requiredAmountIn(cells, "DTIF UNITS"),
    proceeds: requiredDollars(cells, "SALES PRICE"),
    basis: dollarsAt(cells, "COST BASIS"),
    term: termIn(cells),
    washDisallowed: dollarsAt(cells, columnLike(header, /WASH/)),
    covered: coveredIn(cells, header),
    box: toldAt(cells, columnLike(header, /8949/)),
    more: moreOf(cells, header),
  };
}

function yearIn(cells: Cells): number {
  const text = textIn(cells, "TAX YEAR");
  if (!/^20\d\d$/.test(text)) {
    throw new CellError(problemIn(cells, "TAX YEAR", "This is not a year."));
  }
  return Number(text);
}

function dayIn(cells: Cells, column: string): CalendarDate {
  const text = textIn(cells, column);
  const shape = /^\d{8}$/.test(text) ? "YMD" : "M/D/Y";
  const date = readDateTime(text, [shape], "UTC")?.date ?? null;
  if (date === null) {
    throw new CellError(problemIn(cells, column, "This is not a day like 12/31/2025 or 20251231."));
  }
  return date;
}

function acquiredIn(cells: Cells): FormAcquired {
  const text = textIn(cells, "DATE ACQUIRED");
  if (text === "") {
    return null;
  }
  return text.toUpperCase() === "VARIOUS" ? "various" : dayIn(cells, "DATE ACQUIRED");
}

/** The whole name counts: only its last word is the ticker, so Bitcoin Cash is never Bitcoin. */
function assetNamed(name: string): AssetId | null {
  const last = name.split(/\s+/).at(-1) ?? "";
  return /^[A-Z0-9]{2,10}$/.test(last) ? assetId(last) : null;
}

function dollarsAt(cells: Cells, column: string | null): Usd | null {
  const text = column === null ? null : decimalIn(cells, column);
  if (text?.startsWith("-")) {
    throw new CellError(problemIn(cells, column ?? "", "The amount is negative."));
  }
  return text === null ? null : dollars(text);
}

function requiredDollars(cells: Cells, column: string): Usd {
  const amount = dollarsAt(cells, column);
  if (amount === null) {
    throw new CellError(problemIn(cells, column, "The amount is missing."));
  }
  return amount;
}

function termIn(cells: Cells): BrokerFormRow["term"] {
  const text = textIn(cells, "TERM");
  const term = /^(short|long|ordinary)\b/i.exec(text)?.[1]?.toLowerCase();
  if (term === "short" || term === "long" || term === "ordinary") {
    return term;
  }
  if (text !== "") {
    throw new CellError(problemIn(cells, "TERM", "The term is neither short nor long."));
  }
  return null;
}

function columnLike(header: readonly string[], pattern: RegExp): string | null {
  return header.find((name) => pattern.test(name)) ?? null;
}

function toldAt(cells: Cells, column: string | null): string | null {
  const text = column === null ? "" : textIn(cells, column);
  return text === "" ? null : text;
}

const COVERED = /COVERED/;

/** A column may ask whether units are covered or whether they are not; a blank says neither. */
function coveredIn(cells: Cells, header: readonly string[]): boolean | null {
  const column = columnLike(header, COVERED);
  const text = toldAt(cells, column)?.toUpperCase() ?? null;
  if (text === null || column === null) {
    return null;
  }
  if (COVERED.test(text)) {
    return !/NON|NOT|UN/.test(text);
  }
  const isYes = /^(Y|YES|TRUE|X|1|CHECKED)$/.test(text);
  if (!isYes && !/^(N|NO|FALSE|0)$/.test(text)) {
    throw new CellError(problemIn(cells, column, "This is neither yes nor no."));
  }
  return /NON|NOT|UN/.test(column) ? !isYes : isYes;
}

function moreOf(cells: Cells, header: readonly string[]): BrokerFormRow["more"] {
  return header
    .filter((name) => !(KNOWN.has(name) || COVERED.test(name) || /WASH|8949/.test(name)))
    .map((column) => ({ column, value: textIn(cells, column) }))
    .filter(({ value }) => value !== "");
}
