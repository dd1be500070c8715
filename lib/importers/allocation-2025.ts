import { compareQuantity, type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { err, ok, type Result } from "@/lib/result";
import type { AssetId } from "@/lib/tax/transaction";
import { type CalendarDate, parseCalendarDate } from "@/lib/time/calendar-date";
import {
  assetIn,
  CellError,
  type Cells,
  cellReader,
  problemIn,
  requiredAmountIn,
  textIn,
} from "./cells";
import { readCsv } from "./csv";
import type { CsvBatch } from "./reading";
import { type FileRefusal, RefusedError } from "./refusal";
import type { Row, RowProblem } from "./source";

/** Columns of an allocation file. "Basis USD" is for people to read and has no effect. */
export const ALLOCATION_COLUMNS = [
  "Account",
  "Asset",
  "Acquired",
  "Quantity",
  "Lot",
  "Basis USD",
] as const;

/** Lines an allocation file may have. */
export const ALLOCATION_LINES_MAX = 10_000;

/** One line: so many units of a lot, named by its id or by asset and day, placed in an account. */
export interface AllocationLine {
  readonly line: number;
  readonly account: string;
  readonly quantity: Quantity;
  /** The lot's id (`asset` says which, when it was renamed); null: `asset` and `acquired` name it. */
  readonly lot: string | null;
  readonly asset: AssetId | null;
  readonly acquired: CalendarDate | null;
}

/** What an allocation file says: every line is either good or a problem. */
export interface AllocationFile {
  readonly lines: readonly AllocationLine[];
  readonly problems: readonly RowProblem[];
}

const BY_NAME = new Map(ALLOCATION_COLUMNS.map((name) => [name.toLowerCase(), name]));

/** Reads a completed allocation (docs/importing.md): columns in any order, numbers plain, nothing guessed. */
export async function readAllocationFile(
  file: string,
  text: string,
): Promise<Result<AllocationFile, FileRefusal>> {
  const reading = await readCsv({ file, chunks: [new TextEncoder().encode(text)] }, recognise);
  if (!reading.ok) {
    return reading;
  }
  const { header, batches } = reading.value;
  const read = cellReader(
    header.cells.map((cell) => BY_NAME.get(cell.toLowerCase()) ?? cell),
    "ambiguous",
  );
  try {
    return ok(await gather(batches, read));
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
}

async function gather(
  batches: AsyncIterable<CsvBatch>,
  read: (row: Row) => Cells,
): Promise<AllocationFile> {
  const lines: AllocationLine[] = [];
  const problems: RowProblem[] = [];
  for await (const batch of batches) {
    problems.push(...batch.rejected);
    for (const row of batch.rows) {
      const one = lines.length < ALLOCATION_LINES_MAX ? readLine(row, read) : tooMany(row);
      if ("reason" in one) {
        problems.push(one);
      } else {
        lines.push(one);
      }
    }
  }
  return { lines, problems };
}

function recognise(cells: readonly string[]): "1" | null {
  const names = cells.map((cell) => BY_NAME.get(cell.toLowerCase()));
  const has = (name: (typeof ALLOCATION_COLUMNS)[number]) => names.includes(name);
  const namesLots = has("Lot") || (has("Asset") && has("Acquired"));
  const isKnown = !names.includes(undefined) && new Set(names).size === names.length;
  return has("Account") && has("Quantity") && namesLots && isKnown ? "1" : null;
}

const tooMany = (row: Row): RowProblem => ({
  line: row.line,
  column: "",
  value: "",
  reason: "An allocation has at most 10,000 lines.",
});

function readLine(row: Row, read: (row: Row) => Cells): AllocationLine | RowProblem {
  try {
    const cells = read(row);
    const account = required(cells, "Account", "The account is missing.");
    const quantity = requiredAmountIn(cells, "Quantity");
    if (compareQuantity(quantity, ZERO_QUANTITY) <= 0) {
      throw new CellError(problemIn(cells, "Quantity", "A number of units above zero."));
    }
    const lot = textIn(cells, "Lot");
    return { line: row.line, account, quantity, ...nameOf(cells, lot) };
  } catch (error) {
    if (error instanceof CellError) {
      return error.problem;
    }
    throw error;
  }
}

function nameOf(cells: Cells, lot: string): Pick<AllocationLine, "lot" | "asset" | "acquired"> {
  if (lot !== "") {
    const asset = textIn(cells, "Asset") === "" ? null : assetIn(cells, "Asset");
    return { lot, asset, acquired: null };
  }
  const asset = assetIn(cells, "Asset");
  const acquired = parseCalendarDate(required(cells, "Acquired", "Which lot? Give its id or day."));
  if (acquired === null) {
    throw new CellError(problemIn(cells, "Acquired", "This is not a day (2021-03-04)."));
  }
  return { lot: null, asset, acquired };
}

function required(cells: Cells, column: string, reason: string): string {
  const text = textIn(cells, column);
  if (text === "") {
    throw new CellError(problemIn(cells, column, reason));
  }
  return text;
}
