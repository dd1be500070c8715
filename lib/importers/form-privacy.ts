import { err, ok, type Result } from "@/lib/result";
import { formRoleOf } from "./form-mapping/columns";
import { readTable } from "./read-table";
import type { CsvInput } from "./reading";
import { type FileRefusal, RefusedError } from "./refusal";
import type { Row } from "./source";

/** What stands where something was not kept. */
export const NOT_KEPT = "(not kept)";

/** A consolidated form without what says who somebody is. */
export interface KeptForm {
  /** The file as text, line for line: every kept line stands where it stood. Lines above the first header are blank. */
  readonly text: string;
  /** Names of the columns whose cells were not kept, each once. */
  readonly dropped: readonly string[];
}

const PERSONAL =
  /\b(?:TIN|SSN|EIN|ITIN|SOCIAL|TAXPAYER|TAX ID|RECIPIENT|PAYEE|CUSTOMER|OWNER|NAME|ADDRESS|STREET|CITY|ZIP|POSTAL|BIRTH|PHONE|E-?MAIL)\b/;
/** Names of things and of the broker. */
const HARMLESS = /^(?:DTIF|ASSET|TOKEN|SECURITY|PAYER|BROKER)(?:'?S)? NAME$/;

/** True for a column that says who somebody is: names, addresses, numbers of taxpayers. */
export function isPersonal(column: string): boolean {
  const name = column.trim().toUpperCase().replaceAll("_", " ");
  return PERSONAL.test(name) && !HARMLESS.test(name) && formRoleOf(column) === null;
}

/** A social security number, or a number of an employer, in the shape people write them. */
const TAXPAYER_NUMBER = /\b(?:\d{3}-\d{2}-\d{4}|\d{2}-\d{7})\b/g;

const SECTION_HEADER = /^1099-[A-Z]{1,4}$/;

/**
 * Takes out of a consolidated Form 1099 in CSV what must not be kept: the cells of personal columns in every section, whatever is
 * written like a taxpayer's number anywhere, and the lines above the first header. Nothing else changes.
 */
export function withoutPersonal(input: CsvInput): Promise<Result<KeptForm, FileRefusal>> {
  return keepRest(input, isSection, (cells) => cells[0] ?? "");
}

/** The same for a table of a form whose one header is known; of a workbook, its sheet as text. */
export function tableWithoutPersonal(
  input: CsvInput,
  header: readonly string[],
): Promise<Result<KeptForm, FileRefusal>> {
  const key = JSON.stringify(header);
  const isHeader = (cells: readonly string[]) =>
    JSON.stringify(cells.map((cell) => cell.trim())) === key;
  return keepRest(input, isHeader, () => "");
}

/** `partOf`: which header's columns a row has. */
async function keepRest(
  input: CsvInput,
  isHeader: (cells: readonly string[]) => boolean,
  partOf: (cells: readonly string[]) => string,
): Promise<Result<KeptForm, FileRefusal>> {
  const reading = await readTable(input, (cells) => (isHeader(cells) ? true : null));
  if (!reading.ok) {
    return reading;
  }
  const { header } = reading.value;
  const page = createPage(header.delimiter, isHeader, partOf);
  page.put({ line: header.headerLine, cells: header.cells, raw: "" });
  try {
    for await (const { rows, unread } of reading.value.batches) {
      for (const row of [...rows, ...unread].sort((one, other) => one.line - other.line)) {
        page.put(row);
      }
    }
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
  return ok(page.done());
}

const isSection = (cells: readonly string[]): boolean =>
  SECTION_HEADER.test((cells[0] ?? "").trim()) && (cells[1] ?? "").trim() === "ACCOUNT NUMBER";

/** Writes rows at the lines they stood on. */
function createPage(
  delimiter: string,
  isHeader: (cells: readonly string[]) => boolean,
  partOf: (cells: readonly string[]) => string,
) {
  const headers = new Map<string, readonly string[]>();
  const dropped = new Set<string>();
  const texts: string[] = [];
  let line = 1;
  const put = (row: Row) => {
    const cells = row.cells.map((cell) => cell.trim());
    if (isHeader(cells)) {
      headers.set(partOf(cells), cells);
    }
    const names = headers.get(partOf(cells)) ?? [];
    const kept = isHeader(cells) ? cells : cells.map((cell, at) => keptCell(cell, names[at] ?? ""));
    const text = kept.map((cell) => quoted(cell, delimiter)).join(delimiter);
    texts.push("\n".repeat(Math.max(0, row.line - line)), text, "\n");
    line = Math.max(line, row.line) + 1 + [...text].filter((sign) => sign === "\n").length;
  };
  const keptCell = (cell: string, column: string): string => {
    if (cell !== "" && isPersonal(column)) {
      dropped.add(column);
      return NOT_KEPT;
    }
    return cell.replace(TAXPAYER_NUMBER, NOT_KEPT);
  };
  return { put, done: (): KeptForm => ({ text: texts.join(""), dropped: [...dropped] }) };
}

const quoted = (cell: string, delimiter: string): string =>
  /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
