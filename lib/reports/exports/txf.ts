import { toCents } from "@/lib/money/round";
import { isZeroUsd, type Usd, usdText } from "@/lib/money/usd";
import { formDate } from "@/lib/tax/forms/form-8949";
import type { Form8949Box, Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";

/** One sale of a TXF file. */
export interface TxfRecord {
  readonly ref: number;
  readonly description: string;
  /** MM/DD/YYYY, VARIOUS, INHERITED, or blank. */
  readonly acquired: string;
  readonly sold: string;
  readonly basis: Usd;
  readonly proceeds: Usd;
  /** Loss denied by a wash sale; null for records without that line. */
  readonly disallowed: Usd | null;
}

/**
 * Reference numbers of TXF v042 (Intuit, 2011): Form 8949 copies A, B and C. The format knows no boxes G to L, so they go to
 * the copy whose basis reporting is theirs; the person moves them to the digital-asset boxes afterwards.
 */
const REFS: Readonly<Record<Form8949Box, number>> = {
  A: 321,
  B: 711,
  C: 712,
  D: 323,
  E: 713,
  F: 714,
  G: 321,
  H: 711,
  I: 712,
  J: 323,
  K: 713,
  L: 714,
};

/** Copy A records may carry the disallowed wash sale loss (record format 5). */
const FORMAT_5 = new Set([321, 323]);

/** The reference number of a box. */
export function txfRef(box: Form8949Box): number {
  return REFS[box];
}

/** The lines of one sale, in the order of the specification, without line ends. */
export function txfLines(record: TxfRecord): readonly string[] {
  return [
    "TD",
    `N${record.ref}`,
    "C1",
    "L1",
    `P${asciiText(record.description)}`,
    `D${record.acquired}`,
    `D${record.sold}`,
    `$${plainCents(record.basis)}`,
    `$${plainCents(record.proceeds)}`,
    ...(record.disallowed === null ? [] : [`$${plainCents(record.disallowed)}`]),
    "^",
  ];
}

/** A TXF file, and what it cannot say. */
export interface TxfFile {
  readonly text: string;
  /** Rows whose columns (f) and (g) have to be entered by hand: the format has no place for them. */
  readonly byHand: readonly Form8949Row[];
  /** True when rows of boxes G to L are in it: they arrive in the boxes for securities. */
  readonly hasDigitalBoxes: boolean;
}

/** The rows of Form 8949 as TXF v042: ASCII, CRLF, the program's name and the day of the export in its head. */
export function txfFile(
  parts: readonly Form8949Part[],
  made: { readonly program: string; readonly on: CalendarDate },
): TxfFile {
  const rows = parts.flatMap((part) => part.rows);
  const head = ["V042", `A${asciiText(made.program)}`, `D ${formDate(made.on)}`, "^"];
  const lines = [...head, ...rows.flatMap((row) => txfLines(recordOf(row)))];
  return {
    text: `${lines.join("\r\n")}\r\n`,
    byHand: rows.filter((row) => row.codes !== "" && !isSaid(row)),
    hasDigitalBoxes: parts.some(({ box }) => box >= "G"),
  };
}

function recordOf(row: Form8949Row): TxfRecord {
  return {
    ref: txfRef(row.box),
    description: row.description,
    acquired: row.acquired,
    sold: row.sold,
    basis: row.basis,
    proceeds: row.proceeds,
    disallowed: isSaid(row) && !isZeroUsd(row.adjustment) ? row.adjustment : null,
  };
}

/** True when the format can carry the row's adjustment: a wash sale and nothing else, under copy A. */
function isSaid(row: Form8949Row): boolean {
  return row.codes === "W" && FORMAT_5.has(txfRef(row.box));
}

/** "1234.50": two decimals, no separators, a minus sign. */
export function plainCents(amount: Usd): string {
  const [whole = "0", cents = ""] = usdText(toCents(amount)).split(".");
  return `${whole}.${cents.padEnd(2, "0")}`;
}

/** Printable ASCII on one line: the format knows nothing else. */
function asciiText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?");
}
