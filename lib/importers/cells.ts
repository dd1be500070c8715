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

/** One row with its columns by name, in the positions the header gave. Plain data: a million rows make no closures. */
export interface Cells {
  readonly row: Row;
  readonly places: ReadonlyMap<string, number>;
  readonly commas: CommaRule;
}

/** A maker of `Cells` for one header. The first of equal column names wins; names stand in a Map, never as object keys. */
export function cellReader(header: readonly string[], commas: CommaRule): (row: Row) => Cells {
  const places = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    if (!places.has(name)) {
      places.set(name, index);
    }
  }
  return (row) => ({ row, places, commas });
}

/** A cell's trimmed text; "" when the layout has no such column. */
export function textIn(cells: Cells, column: string): string {
  return (cells.row.cells[cells.places.get(column) ?? -1] ?? "").trim();
}

/** What is wrong with a cell, to be kept beside the transaction or thrown. */
export function problemIn(cells: Cells, column: string, reason: string): RowProblem {
  return { line: cells.row.line, column, value: textIn(cells, column).slice(0, 200), reason };
}

/** A cell's number as plain decimal text, or null when it is empty. */
export function decimalIn(cells: Cells, column: string): string | null {
  const text = textIn(cells, column);
  if (text === "") {
    return null;
  }
  const reading = readNumber(text, cells.commas);
  if (reading.kind === "bad") {
    throw new CellError(problemIn(cells, column, `The amount cannot be read: ${reading.reason}.`));
  }
  return reading.kind === "empty" ? null : reading.text;
}

/** A cell's units, or null when it is empty. */
export function amountIn(cells: Cells, column: string): Quantity | null {
  const plain = decimalIn(cells, column);
  const value = plain === null ? null : parseQuantity(plain);
  if (plain !== null && value === null) {
    throw new CellError(problemIn(cells, column, "The amount has more than 24 decimals."));
  }
  return value;
}

const WITH_UNIT = /^([^A-Za-z]*\d\.?)\s*([A-Za-z][A-Za-z0-9.]*)\)?$/;

/**
 * A cell that writes its asset behind the amount ("0.02 BTC", "0.0349BTC", "(0.07 BTC)", "-1.5 ETH"): signed units and asset; null
 * when it is empty. `asset` is what a bare number means, null where a unit must stand.
 */
export function legIn(cells: Cells, column: string, asset: AssetId | null = null): Leg | null {
  const text = textIn(cells, column);
  const isBracketed = text.startsWith("(") && text.endsWith(")");
  const match = WITH_UNIT.exec(isBracketed ? text.slice(1) : text);
  const bare = match === null ? text : isBracketed ? `-${match[1]}` : (match[1] ?? "");
  const reading = readNumber(bare, cells.commas);
  if (reading.kind === "empty") {
    return null;
  }
  const unit = match === null ? asset : readAsset(match[2] ?? "");
  const quantity = reading.kind === "number" ? parseQuantity(reading.text) : null;
  if (quantity === null || unit === null) {
    throw new CellError(problemIn(cells, column, "This is not an amount with its asset."));
  }
  return { asset: unit, quantity };
}

/** A cell's units, which must be there. */
export function requiredAmountIn(cells: Cells, column: string): Quantity {
  const value = amountIn(cells, column);
  if (value === null) {
    throw new CellError(problemIn(cells, column, "The amount is missing."));
  }
  return value;
}

/** A cell's time. */
export function timeIn(cells: Cells, column: string): ReadTime {
  const time = readUtcTime(textIn(cells, column));
  return knownTime(time, cells, column);
}

/** A time that was read, or the cell's rejection: every reader of times ends here. */
export function knownTime(
  time: ReadTime | null,
  cells: Cells,
  column: string,
  reason = "This is not a date and time the layout knows.",
): ReadTime {
  if (time === null) {
    throw new CellError(problemIn(cells, column, reason));
  }
  return time;
}

/** A cell's asset. */
export function assetIn(cells: Cells, column: string): AssetId {
  const asset = readAsset(textIn(cells, column));
  if (asset === null) {
    throw new CellError(problemIn(cells, column, "The asset is missing or is not a ticker."));
  }
  return asset;
}

/** Runs `read`; a cell that cannot be read becomes a rejected row instead of an exception. */
export function orReject(rejected: RowProblem[], read: () => void): void {
  try {
    read();
  } catch (error) {
    rejected.push(problemOf(error));
  }
}

/** What a cell that cannot be read says of its row; any other error is a fault and thrown on. */
export function problemOf(error: unknown): RowProblem {
  if (error instanceof CellError) {
    return error.problem;
  }
  throw error;
}

/** Decimal text as dollars without its sign. Decimals beyond the eighteenth are cut: no cent depends on them. */
export function dollars(text: string): Usd {
  const unsigned = text.startsWith("-") ? text.slice(1) : text;
  const point = unsigned.indexOf(".");
  const value = parseUsd(point === -1 ? unsigned : unsigned.slice(0, point + 1 + USD_SCALE));
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
