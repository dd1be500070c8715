import type { Quantity } from "@/lib/money/quantity";
import { isZeroUsd, type Usd } from "@/lib/money/usd";
import type { AssetId } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import {
  CellError,
  type Cells,
  cellReader,
  decimalIn,
  dollars,
  problemIn,
  requiredAmountIn,
  textIn,
} from "./cells";
import { readDateTime } from "./date-time";
import { coveredWord, termWord, tickerAtEnd, tickWord } from "./form-cells";
import { isPersonal } from "./form-privacy";
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
  /** Box 1e; null where it is blank or says VARIOUS: brokers may tell a year's sales of stablecoins or NFTs on one form (i1099da, Box 1e). */
  readonly sold: CalendarDate | null;
  /** Box 1a and 1b: the code and name of the Digital Token Identifier Foundation, as printed. */
  readonly code: string;
  readonly name: string;
  /** The ticker at the end of the name ("Bitcoin Cash BCH" is BCH); null where the name ends with none. */
  readonly asset: AssetId | null;
  /** Box 1c. */
  readonly units: Quantity;
  /** Box 1f, already less the costs the broker knows (rules.md 2); box 11c where `firstSale`. */
  readonly proceeds: Usd;
  /** The proceeds stand in box 11c: first sales of NFTs by whoever made them, on a form whose box 1f is blank (i1099da, Optional reporting methods). */
  readonly firstSale: boolean;
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

/** What became of one line: kept as a row of the form, left out with the reason, or not readable. */
export interface FormLine {
  readonly line: number;
  readonly raw: string;
  readonly row: BrokerFormRow | null;
  readonly leftOut: string | null;
  readonly problem: RowProblem | null;
}

/** A problem of a whole line. */
export function lineProblem({ line, raw }: Row, reason: string): RowProblem {
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

/** Reads one line of a form under its section's header; throws `CellError` for what cannot be read. */
export function formRowOf(row: Row, header: readonly string[] | undefined): BrokerFormRow {
  if (header === undefined) {
    throw new CellError(lineProblem(row, "The header of this section is missing."));
  }
  if (
    row.cells.length > header.length &&
    row.cells.slice(header.length).some((cell) => cell !== "")
  ) {
    throw new CellError(
      lineProblem(row, `The line has ${row.cells.length} cells, its header ${header.length}.`),
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
    sold: soldIn(cells),
    code: textIn(cells, "DTIF CODE"),
    name,
    asset: tickerAtEnd(name),
    units: requiredAmountIn(cells, "DTIF UNITS"),
    ...proceedsIn(cells, header),
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

function soldIn(cells: Cells): CalendarDate | null {
  const text = textIn(cells, "SALE DATE").toUpperCase();
  return text === "" || text === "VARIOUS" ? null : dayIn(cells, "SALE DATE");
}

function dollarsAt(cells: Cells, column: string | null): Usd | null {
  const text = column === null ? null : decimalIn(cells, column);
  if (text?.startsWith("-")) {
    throw new CellError(problemIn(cells, column ?? "", "The amount is negative."));
  }
  return text === null ? null : dollars(text);
}

const FIRST_SALES = /\b11C\b|FIRST SALE|PRIMARY SALE/;

/** Box 1f "must be completed, except when box 11c is" (i1099da, Reporting on Form 1099-DA); a broker with both sends two forms. */
function proceedsIn(
  cells: Cells,
  header: readonly string[],
): Pick<BrokerFormRow, "proceeds" | "firstSale"> {
  const column = columnLike(header, FIRST_SALES);
  const [sales, first] = [dollarsAt(cells, "SALES PRICE"), dollarsAt(cells, column)];
  if (first === null || (isZeroUsd(first) && sales !== null)) {
    return { proceeds: requiredDollars(cells, "SALES PRICE"), firstSale: false };
  }
  if (sales !== null && !isZeroUsd(sales)) {
    const both =
      "The line tells proceeds in box 1f and in box 11c: a broker sends a form for each. Type the two lines from paper.";
    throw new CellError(problemIn(cells, column ?? "", both));
  }
  return { proceeds: first, firstSale: true };
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
  const term = termWord(text);
  if (term === undefined) {
    throw new CellError(problemIn(cells, "TERM", "The term is neither short nor long."));
  }
  return term;
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
  const text = toldAt(cells, column);
  if (text === null || column === null) {
    return null;
  }
  const worded = coveredWord(text);
  if (worded !== null) {
    return worded;
  }
  const ticked = tickWord(text);
  if (ticked === undefined) {
    throw new CellError(problemIn(cells, column, "This is neither yes nor no."));
  }
  return ticked === null || !/NON|NOT|UN/.test(column) ? ticked : !ticked;
}

function moreOf(cells: Cells, header: readonly string[]): BrokerFormRow["more"] {
  return header
    .filter(
      (name) =>
        !(
          KNOWN.has(name) ||
          COVERED.test(name) ||
          FIRST_SALES.test(name) ||
          /WASH|8949/.test(name)
        ),
    )
    .filter((name) => !isPersonal(name))
    .map((column) => ({ column, value: textIn(cells, column) }))
    .filter(({ value }) => value !== "");
}
