import { readAsset } from "@/lib/importers/assets";
import { CellError, dollars } from "@/lib/importers/cells";
import {
  type BrokerFormRow,
  type FormAcquired,
  lineProblem,
} from "@/lib/importers/form-1099-da-row";
import {
  assetCalled,
  coveredWord,
  isSpecifiedNfts,
  termWord,
  tickerAtEnd,
  tickWord,
} from "@/lib/importers/form-cells";
import { isPersonal } from "@/lib/importers/form-privacy";
import { readForm } from "@/lib/importers/mapping/dates";
import { columnNames } from "@/lib/importers/mapping/template";
import { readNumber } from "@/lib/importers/number";
import type { Row } from "@/lib/importers/source";
import { isZeroQuantity, parseQuantity, type Quantity } from "@/lib/money/quantity";
import { isZeroUsd, type Usd, usdText } from "@/lib/money/usd";
import type { AssetId } from "@/lib/tax/transaction";
import { type CalendarDate, calendarDate, yearOf } from "@/lib/time/calendar-date";
import type { FormRole } from "./columns";
import type { FormTemplate } from "./template";

/** The first year of the form. */
const FIRST_YEAR = 2025;

/** Boxes that have no column of their own in the books, under names of ours: read back where the line is compared. */
export const WITHHELD_CELL = "FEDERAL TAX WITHHELD (BOX 4)";
export const REPORTED_CELL = "BASIS REPORTED (BOX 2)";

/** One line of a table with what a person said of its columns. */
interface Line {
  readonly row: Row;
  readonly template: FormTemplate;
}

/**
 * Reads one line of a table as Form 1099-DA: amounts as US forms write them (a comma groups thousands), days in the one way that was told.
 * Throws `CellError` naming line and column for what cannot be read.
 */
export function mappedFormRow(row: Row, template: FormTemplate): BrokerFormRow {
  const line: Line = { row, template };
  const { header } = template;
  const beyond = row.cells.slice(header.length);
  if (row.cells.length < header.length || beyond.some((cell) => cell.trim() !== "")) {
    const reason = `The line has ${row.cells.length} cells, its header ${header.length}.`;
    throw new CellError(lineProblem(row, reason));
  }
  const sold = soldIn(line);
  return {
    line: row.line,
    section: "1099-DA",
    account: textAt(line, "account"),
    taxYear: yearIn(line, sold),
    acquired: acquiredIn(line),
    sold,
    code: textAt(line, "code"),
    ...assetIn(line),
    units: unitsIn(line),
    ...proceedsIn(line),
    basis: dollarsAt(line, "basis"),
    term: termIn(line),
    washDisallowed: dollarsAt(line, "wash"),
    covered: coveredIn(line),
    box: boxIn(line),
    more: moreOf(line),
  };
}

/** True for a line that sums others up: it says so, and names no asset and no day of sale. */
export function isTotal(row: Row, template: FormTemplate): boolean {
  const line: Line = { row, template };
  const says = row.cells.some((cell) => /^\s*(?:grand |sub ?)?totals?\b/i.test(cell));
  return says && textAt(line, "sold") === "" && textAt(line, "units") === "";
}

const at = ({ template }: Line, role: FormRole): number => template.roles.indexOf(role);

function textAt(line: Line, role: FormRole): string {
  return (line.row.cells[at(line, role)] ?? "").trim();
}

function refused(line: Line, role: FormRole, reason: string): CellError {
  const column = columnNames(line.template.header)[at(line, role)] ?? "";
  return new CellError({
    line: line.row.line,
    column,
    value: textAt(line, role).slice(0, 200),
    reason,
  });
}

function decimalAt(line: Line, role: FormRole): string | null {
  const read = readNumber(textAt(line, role), "thousands");
  if (read.kind === "bad") {
    throw refused(line, role, `The amount cannot be read: ${read.reason}.`);
  }
  if (read.kind === "number" && read.text.startsWith("-")) {
    throw refused(line, role, "The amount is negative.");
  }
  return read.kind === "empty" ? null : read.text;
}

function dollarsAt(line: Line, role: FormRole): Usd | null {
  const text = decimalAt(line, role);
  return text === null ? null : dollars(text);
}

function unitsIn(line: Line): Quantity {
  const text = decimalAt(line, "units");
  const units = text === null ? null : parseQuantity(text);
  if (units === null) {
    throw refused(
      line,
      "units",
      text === null ? "The amount is missing." : "The amount has more than 24 decimals.",
    );
  }
  if (isZeroQuantity(units)) {
    throw refused(line, "units", "A sale of no units is none.");
  }
  return units;
}

/** Box 1f "must be completed, except when box 11c is" (i1099da, Reporting on Form 1099-DA); a broker with both sends two forms. */
function proceedsIn(line: Line): Pick<BrokerFormRow, "proceeds" | "firstSale"> {
  const [sales, first] = [dollarsAt(line, "proceeds"), dollarsAt(line, "first-sales")];
  if (first === null || (isZeroUsd(first) && sales !== null)) {
    if (sales === null) {
      throw refused(line, "proceeds", "The amount is missing.");
    }
    return { proceeds: sales, firstSale: false };
  }
  if (sales !== null && !isZeroUsd(sales)) {
    throw refused(
      line,
      "first-sales",
      "The line tells proceeds in box 1f and in box 11c: a broker sends a form for each. Type the two lines from paper.",
    );
  }
  return { proceeds: first, firstSale: true };
}

function dayAt(line: Line, role: FormRole): CalendarDate {
  const { day } = line.template;
  const time = day === null ? null : readForm(textAt(line, role), [day], "UTC");
  if (time === null) {
    throw refused(line, role, "This is not a day as you said days are written.");
  }
  return time.date ?? calendarDate(time.at.slice(0, 10));
}

function soldIn(line: Line): CalendarDate | null {
  return /^(?:various)?$/i.test(textAt(line, "sold")) ? null : dayAt(line, "sold");
}

/** "INHERITED" is no day: it is kept beside the line as it stands. */
function acquiredIn(line: Line): FormAcquired {
  const text = textAt(line, "acquired").toLowerCase();
  if (text === "" || text === "inherited") {
    return null;
  }
  return text === "various" ? "various" : dayAt(line, "acquired");
}

function yearIn(line: Line, sold: CalendarDate | null): number {
  const text = textAt(line, "tax-year");
  if (text !== "" && !/^20\d\d$/.test(text)) {
    throw refused(line, "tax-year", "This is not a year.");
  }
  const told = text === "" ? null : Number(text);
  const year = sold === null ? told : yearOf(sold);
  if (year === null) {
    throw refused(
      line,
      "sold",
      "The line tells no day of sale and no tax year. Type it from paper, with its year.",
    );
  }
  if (told !== null && told !== year) {
    throw refused(line, "tax-year", `The day of sale is in ${year}.`);
  }
  if (year < FIRST_YEAR) {
    throw refused(
      line,
      sold === null ? "tax-year" : "sold",
      "Form 1099-DA began with sales of 2025.",
    );
  }
  return year;
}

/** The symbol where the file has one; else our own list's name, or the ticker the name ends with. */
function assetIn(line: Line): { readonly name: string; readonly asset: AssetId | null } {
  const [symbol, told] = [textAt(line, "symbol"), textAt(line, "name")];
  const name = told === "" ? symbol : told;
  if (name === "") {
    throw refused(line, at(line, "symbol") >= 0 ? "symbol" : "name", "The asset is missing.");
  }
  if (isSpecifiedNfts(name)) {
    return { name, asset: null };
  }
  const sign = /\s/.test(symbol) ? null : (assetCalled(symbol) ?? readAsset(symbol));
  return { name, asset: sign ?? assetCalled(name) ?? tickerAtEnd(name) };
}

function termIn(line: Line): BrokerFormRow["term"] {
  const term = termWord(textAt(line, "term"));
  if (term === undefined) {
    throw refused(line, "term", "The term is neither short, long nor ordinary.");
  }
  return term;
}

function tickAt(line: Line, role: FormRole): boolean | null {
  const ticked = tickWord(textAt(line, role));
  if (ticked === undefined) {
    throw refused(line, role, "This is neither yes nor no.");
  }
  return ticked;
}

/** Box 9 says noncovered; a column may ask the other way round, or say it in words. A blank says neither. */
function coveredIn(line: Line): boolean | null {
  const role = at(line, "covered") >= 0 ? "covered" : "noncovered";
  const worded = coveredWord(textAt(line, role));
  if (worded !== null) {
    return worded;
  }
  const ticked = tickAt(line, role);
  return ticked === null || role === "covered" ? ticked : !ticked;
}

/** Box letters G, H, J, K and Y; the words around them do not count ("Box H"). */
function boxIn(line: Line): string | null {
  const text = textAt(line, "box");
  const box = /^(?:box )?([A-LY])$/i.exec(text)?.[1]?.toUpperCase();
  if (text !== "" && box === undefined) {
    throw refused(line, "box", "This is no box of Form 8949.");
  }
  return box ?? null;
}

/** What has no place of its own: boxes 2 and 4 under names of ours, then every column nobody said anything of, but for personal ones. */
function moreOf(line: Line): BrokerFormRow["more"] {
  const { header, roles } = line.template;
  const withheld = dollarsAt(line, "withheld");
  const reported = tickAt(line, "basis-reported");
  const inherited = /^inherited$/i.test(textAt(line, "acquired"));
  const own = [
    { column: WITHHELD_CELL, value: withheld === null ? "" : usdText(withheld) },
    { column: REPORTED_CELL, value: reported === null ? "" : reported ? "YES" : "NO" },
    { column: "DATE ACQUIRED (BOX 1D)", value: inherited ? "INHERITED" : "" },
  ];
  const others = columnNames(header).flatMap((column, index) =>
    roles[index] !== null || isPersonal(column)
      ? []
      : [{ column, value: (line.row.cells[index] ?? "").trim() }],
  );
  return [...own, ...others].filter(({ value }) => value !== "");
}
