import { textCell } from "@/lib/reports/csv";
import type { Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import { plainCents } from "./txf";

/** The layout TurboTax takes for crypto sales, as public programs write it; there is no official document of it. */
export const TURBOTAX_HEADER = "Currency Name,Purchase Date,Cost Basis,Date Sold,Proceeds";

/** The file, and what it cannot say. */
export interface TurboTaxCsv {
  readonly text: string;
  /** Rows with a code, whose columns (f) and (g) have to be entered by hand. */
  readonly byHand: readonly Form8949Row[];
  /** Rows without one date in column (b): VARIOUS, INHERITED or not known. */
  readonly undated: readonly Form8949Row[];
}

/**
 * The rows of digital assets as TurboTax takes them: one line a row, dates MM/DD/YYYY, amounts as plain decimals with cents.
 * `isDigital` leaves rows of securities out. Text cells are made safe for spreadsheets.
 */
export function turboTaxCsv(
  parts: readonly Form8949Part[],
  isDigital: (row: Form8949Row) => boolean = () => true,
): TurboTaxCsv {
  const rows = parts.flatMap((part) => part.rows).filter(isDigital);
  const lines = [TURBOTAX_HEADER, ...rows.map(lineOf)];
  return {
    text: `${lines.join("\r\n")}\r\n`,
    byHand: rows.filter(({ codes }) => codes !== ""),
    undated: rows.filter(({ acquired }) => !/^\d/.test(acquired)),
  };
}

function lineOf(row: Form8949Row): string {
  return [
    textCell(row.parts[0]?.asset ?? row.line?.asset ?? row.line?.name ?? ""),
    row.acquired,
    plainCents(row.basis),
    row.sold,
    plainCents(row.proceeds),
  ].join(",");
}
