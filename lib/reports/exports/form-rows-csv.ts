import { textCell } from "@/lib/reports/csv";
import type { Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import { plainCents } from "./txf";

/** The layout TaxAct takes for Form 8949 transactions, as its help names the columns (taxact.com/support/882, "Create Your Own Spreadsheet"). */
export const TAXACT_HEADER =
  "Description,Date Acquired,Date Sold,Sales Proceeds,Cost or Other Basis,Wash Sale,Adjustment Code,Adjustment Amount,Reporting Category";

/** The layout for everything else: the eight columns with box, term, account, lot and transaction. */
export const GENERIC_HEADER =
  "Box,Term,Description,Date Acquired,Date Sold,Proceeds,Cost Basis,Adjustment Codes,Adjustment Amount,Gain or Loss,Account,Lot,Transaction";

/** A file, and what the program that takes it cannot be told by it. */
export interface RowsCsv {
  readonly text: string;
  /** True when rows of boxes G to L are in it: programs made before 2025 know A to F only. */
  readonly hasDigitalBoxes: boolean;
}

const file = (
  header: string,
  lines: readonly string[],
  parts: readonly Form8949Part[],
): RowsCsv => ({
  text: `${[header, ...lines].join("\r\n")}\r\n`,
  hasDigitalBoxes: parts.some(({ box }) => box >= "G"),
});

/** Transactions TaxAct takes at most; with more its help says to enter totals and attach the statement (taxact.com/support/22389). */
export const TAXACT_ROWS = 2000;

/**
 * The rows of Form 8949 as TaxAct imports them: dates MM/DD/YYYY, plain decimals with cents. A wash sale is said by "W" in a column of its own,
 * its loss in the column of adjustments (taxact.com/support/882 and 21707).
 */
export function taxActCsv(parts: readonly Form8949Part[]): RowsCsv {
  const line = (row: Form8949Row): string => {
    return [
      textCell(row.description),
      textCell(row.acquired),
      textCell(row.sold),
      plainCents(row.proceeds),
      plainCents(row.basis),
      row.codes.includes("W") ? "W" : "",
      row.codes === "W" ? "" : textCell(row.codes),
      row.codes === "" ? "" : plainCents(row.adjustment),
      row.box,
    ].join(",");
  };
  return file(
    TAXACT_HEADER,
    parts.flatMap(({ rows }) => rows.map(line)),
    parts,
  );
}

/** The rows of Form 8949 for any program that maps columns: plain decimals with a minus sign, no currency sign; `nameOf` names accounts. */
export function genericCsv(
  parts: readonly Form8949Part[],
  nameOf: (row: Form8949Row) => string,
): RowsCsv {
  const line = (part: Form8949Part, row: Form8949Row): string =>
    [
      part.box,
      part.term,
      textCell(row.description),
      textCell(row.acquired),
      textCell(row.sold),
      plainCents(row.proceeds),
      plainCents(row.basis),
      textCell(row.codes),
      plainCents(row.adjustment),
      plainCents(row.gain),
      textCell(nameOf(row)),
      textCell([...new Set(row.parts.map(({ lot }) => lot ?? ""))].join(" ")),
      textCell([...new Set(row.parts.map(({ disposal }) => disposal))].join(" ")),
    ].join(",");
  return file(
    GENERIC_HEADER,
    parts.flatMap((part) => part.rows.map((row) => line(part, row))),
    parts,
  );
}
