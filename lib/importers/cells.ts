import { isZeroQuantity, parseQuantity, type Quantity, signQuantity } from "@/lib/money/quantity";
import { parseUsd, USD_SCALE, type Usd } from "@/lib/money/usd";
import type { AssetId, Leg } from "@/lib/tax/transaction";
import { readAsset } from "./assets";
import { type CommaRule, readNumber } from "./number";
import type { Row, RowProblem } from "./source";
import { type ReadTime, readUtcTime } from "./time";

/** Thrown by the readers below for a cell that cannot be read; whoever reads the row turns it into a rejected row. */
export class CellError extends Error {
  override name = "CellError";
  readonly problem: RowProblem;

  constructor(problem: RowProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}

/** One row with its columns by name, in the positions the header gave. */
export interface Cells {
  readonly row: Row;
  /** Trimmed text; "" when the layout has no such column. */
  readonly text: (column: string) => string;
  readonly time: (column: string) => ReadTime;
  /** An amount, or null when the cell is empty. */
  readonly amount: (column: string) => Quantity | null;
  /** An amount that must be there. */
  readonly requiredAmount: (column: string) => Quantity;
  /** Plain decimal text, or null when the cell is empty. */
  readonly decimal: (column: string) => string | null;
  readonly asset: (column: string) => AssetId;
  /** What is wrong with a cell, to be kept beside the transaction. */
  readonly problem: (column: string, reason: string) => RowProblem;
}

/** A maker of `Cells` for one header. The first of equal column names wins; names stand in a Map, never as object keys. */
export function cellReader(header: readonly string[], commas: CommaRule): (row: Row) => Cells {
  const places = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    if (!places.has(name)) {
      places.set(name, index);
    }
  }
  return (row) => cellsOf(row, places, commas);
}

function cellsOf(row: Row, places: ReadonlyMap<string, number>, commas: CommaRule): Cells {
  const text = (column: string) => (row.cells[places.get(column) ?? -1] ?? "").trim();
  const problem = (column: string, reason: string): RowProblem => ({
    line: row.line,
    column,
    value: text(column).slice(0, 200),
    reason,
  });
  const decimal = (column: string): string | null => {
    const reading = readNumber(text(column), commas);
    if (reading.kind === "bad") {
      throw new CellError(problem(column, `The amount cannot be read: ${reading.reason}.`));
    }
    return reading.kind === "empty" ? null : reading.text;
  };
  const amount = (column: string): Quantity | null => {
    const plain = decimal(column);
    const value = plain === null ? null : parseQuantity(plain);
    if (plain !== null && value === null) {
      throw new CellError(problem(column, "The amount has more than 24 decimals."));
    }
    return value;
  };
  return {
    row,
    text,
    decimal,
    amount,
    problem,
    requiredAmount: (column) => {
      const value = amount(column);
      if (value === null) {
        throw new CellError(problem(column, "The amount is missing."));
      }
      return value;
    },
    time: (column) => {
      const time = readUtcTime(text(column));
      if (time === null) {
        throw new CellError(problem(column, "This is not a date and time the layout knows."));
      }
      return time;
    },
    asset: (column) => {
      const asset = readAsset(text(column));
      if (asset === null) {
        throw new CellError(problem(column, "The asset is missing or is not a ticker."));
      }
      return asset;
    },
  };
}

/** Runs `read`; a cell that cannot be read becomes a rejected row instead of an exception. */
export function orReject(rejected: RowProblem[], read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof CellError)) {
      throw error;
    }
    rejected.push(error.problem);
  }
}

/** Decimal text as dollars without its sign. Decimals beyond the eighteenth are cut: no cent depends on them. */
export function dollars(text: string): Usd {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const value = parseUsd(fraction === "" ? whole : `${whole}.${fraction.slice(0, USD_SCALE)}`);
  if (value === null) {
    throw new RangeError(`not a decimal: ${text}`);
  }
  return value;
}

/** A leg, or null for a quantity of zero or none. */
export function legOf(asset: AssetId, quantity: Quantity | null): Leg | null {
  return quantity === null || isZeroQuantity(quantity) ? null : { asset, quantity };
}

/** True below zero. */
export function isNegative(quantity: Quantity): boolean {
  return signQuantity(quantity) < 0;
}
