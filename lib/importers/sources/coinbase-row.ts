import { isFiat } from "@/lib/importers/assets";
import {
  assetIn,
  type Cells,
  decimalIn,
  dollars,
  isNegative,
  problemIn,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import type { RowProblem } from "@/lib/importers/source";
import { parsePrice, valueAt } from "@/lib/money/price";
import {
  absoluteQuantity,
  isZeroQuantity,
  parseQuantity,
  type Quantity,
  quantityText,
} from "@/lib/money/quantity";
import {
  absoluteUsd,
  addUsd,
  compareUsd,
  subtractUsd,
  timesRatio,
  type Usd,
  usd,
  usdText,
  ZERO_USD,
} from "@/lib/money/usd";
import { type AssetId, assetId, type ChainRef, type Leg } from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";

/** One row of a Coinbase transaction history, every generation alike. Amounts lose their sign; the quantity's sign is kept apart. */
export interface CoinbaseRow {
  readonly cells: Cells;
  readonly line: number;
  readonly id: string;
  readonly at: Instant;
  readonly type: string;
  readonly asset: AssetId;
  readonly quantity: Quantity;
  readonly isNegative: boolean;
  /** Currency of the amounts: "USD", or the foreign one that makes them unusable until a person gives dollars. */
  readonly currency: string;
  readonly price: string | null;
  readonly subtotal: string | null;
  readonly total: string | null;
  /** With its sign: Coinbase writes negative fees on some conversions. */
  readonly fees: string | null;
  readonly notes: string;
  /** Where coins were sent to, or the own address they came to: a column of its own, or the last word of the notes; empty when not told. */
  readonly trace: { readonly chain?: ChainRef };
}

/** Where a generation keeps its amounts. */
export interface CoinbaseColumns {
  readonly currency: string | null;
  readonly fixedCurrency: string;
  readonly price: string;
  readonly subtotal: string;
  readonly total: string;
  readonly fees: string;
}

const NAMED = /^([A-Z]{3,5}) Spot Price at Transaction$/;

/** The columns by header text: v1 has the currency inside the names, later ones in a column. */
export function coinbaseColumns(header: readonly string[]): CoinbaseColumns {
  const named = header.map((cell) => NAMED.exec(cell)?.[1]).find((found) => found !== undefined);
  const has = (name: string) => header.find((cell) => cell.startsWith(name)) ?? name;
  if (named !== undefined) {
    return {
      currency: null,
      fixedCurrency: named,
      price: `${named} Spot Price at Transaction`,
      subtotal: `${named} Subtotal`,
      total: has(`${named} Total`),
      fees: `${named} Fees`,
    };
  }
  const spot = header.includes("Spot Price Currency") ? "Spot " : "";
  return {
    currency: `${spot}Price Currency`,
    fixedCurrency: "",
    price: `${spot}Price at Transaction`,
    subtotal: "Subtotal",
    total: has("Total"),
    fees: has("Fees"),
  };
}

/** Reads one row; throws `CellError` for a cell that cannot be read. */
export function coinbaseRow(cells: Cells, columns: CoinbaseColumns): CoinbaseRow {
  const quantity = requiredAmountIn(cells, "Quantity Transacted");
  const currency =
    columns.currency === null
      ? columns.fixedCurrency
      : textIn(cells, columns.currency).toUpperCase();
  return {
    cells,
    line: cells.row.line,
    id: textIn(cells, "ID"),
    at: timeIn(cells, "Timestamp").at,
    type: textIn(cells, "Transaction Type"),
    asset: assetIn(cells, "Asset"),
    quantity: absoluteQuantity(quantity),
    isNegative: isNegative(quantity),
    currency,
    price: unsignedIn(cells, columns.price),
    subtotal: unsignedIn(cells, columns.subtotal),
    total: unsignedIn(cells, columns.total),
    fees: decimalIn(cells, columns.fees),
    notes: textIn(cells, "Notes"),
    trace: traceIn(cells),
  };
}

function unsignedIn(cells: Cells, column: string): string | null {
  const text = decimalIn(cells, column);
  return text?.startsWith("-") === true ? text.slice(1) : text;
}

/** "Sent 0.2 BTC to bc1q…": words and e-mail addresses after "to" are people, not chains. */
const SENT_TO = /\bto ([a-z0-9:]{26,110})$/i;

function traceIn(cells: Cells): CoinbaseRow["trace"] {
  const told = textIn(cells, "Recipient Address");
  const address = told === "" ? (SENT_TO.exec(textIn(cells, "Notes"))?.[1] ?? "") : told;
  const chain = chainRef("", address);
  return chain === null ? NO_TRACE : { chain };
}

const NO_TRACE = {};

/** The row's money in dollars: null where the file gives none, or gives other money. */
export interface CoinbaseMoney {
  readonly value: Usd | null;
  readonly feeUsd: Usd;
  readonly question: RowProblem | null;
  /** Subtotal and fees as they were told, where they are in foreign money. */
  readonly foreign: { readonly subtotal: Leg | null; readonly fee: Leg | null } | null;
}

/** Subtotal and fees in dollars. Foreign money stays as it is, gives no value and a question that tells the amounts and the currency. */
export function moneyOf(row: CoinbaseRow): CoinbaseMoney {
  if (row.currency !== "USD") {
    return {
      value: null,
      feeUsd: ZERO_USD,
      question: foreignQuestion(row),
      foreign: foreignMoney(row),
    };
  }
  const fee = row.fees === null || row.fees.startsWith("-") ? ZERO_USD : dollars(row.fees);
  if (row.subtotal !== null) {
    return { value: dollars(row.subtotal), feeUsd: fee, question: null, foreign: null };
  }
  return { value: null, feeUsd: fee, question: null, foreign: null };
}

function foreignMoney({ currency, subtotal, fees }: CoinbaseRow): CoinbaseMoney["foreign"] {
  if (!isFiat(currency)) {
    return null;
  }
  const leg = (text: string | null): Leg | null => {
    const quantity = text === null ? null : parseQuantity(text);
    return quantity === null || isZeroQuantity(quantity)
      ? null
      : { asset: assetId(currency), quantity };
  };
  return { subtotal: leg(subtotal), fee: fees?.startsWith("-") === true ? null : leg(fees) };
}

/** Subtotal in dollars, else quantity x price: for income and moves, where the value is a valuation and not a payment. */
export function valuation(row: CoinbaseRow): Usd | null {
  if (row.currency !== "USD") {
    return null;
  }
  if (row.subtotal !== null) {
    return dollars(row.subtotal);
  }
  const price = row.price === null ? null : parsePrice(row.price);
  return price === null ? null : valueAt(price, row.quantity);
}

function foreignQuestion(row: CoinbaseRow): RowProblem {
  const parts = [
    ["subtotal", row.subtotal],
    ["total", row.total],
    ["fees", row.fees],
  ].flatMap(([name, amount]) => (amount === null ? [] : [`${name} ${amount} ${row.currency}`]));
  const column =
    textIn(row.cells, "Price Currency") === "" ? "Spot Price Currency" : "Price Currency";
  return {
    line: row.line,
    column,
    value: row.currency,
    reason: `The amounts of this row are not in US dollars (${parts.join(", ") || row.currency}): give their value in dollars at that time.`,
    about: "dollars",
  };
}

const TOLERANCE = usd("0.02");

/**
 * Checks a purchase or sale with its `money` against itself: quantity x price within 5 % + 2 cents of the subtotal, subtotal ± fees within 1 % of the
 * total. What fails is kept as told and questioned.
 */
export function selfCheck(
  row: CoinbaseRow,
  money: CoinbaseMoney,
  direction: "buy" | "sell",
): RowProblem | null {
  if (row.currency !== "USD" || row.subtotal === null) {
    return null;
  }
  const subtotal = money.value ?? dollars(row.subtotal);
  const price = row.price === null ? null : parsePrice(row.price);
  if (price !== null && isFar(valueAt(price, row.quantity), subtotal, FIVE_PERCENT)) {
    return problemIn(
      row.cells,
      "Subtotal",
      `Quantity x price is ${usdText(valueAt(price, row.quantity))}, far from the subtotal ${row.subtotal}.`,
    );
  }
  const fee = row.fees?.startsWith("-") === true ? dollars(row.fees) : money.feeUsd;
  const expected = direction === "buy" ? addUsd(subtotal, fee) : subtractUsd(subtotal, fee);
  return row.total !== null && isFar(expected, dollars(row.total), ONE_PERCENT)
    ? problemIn(
        row.cells,
        "Subtotal",
        `Subtotal and fees give ${usdText(expected)}, the total says ${row.total}.`,
      )
    : null;
}

const [ONE_PERCENT, FIVE_PERCENT] = [1n, 5n];

function isFar(a: Usd, b: Usd, percent: bigint): boolean {
  if (compareUsd(a, b) === 0) {
    return false;
  }
  const near = addUsd(timesRatio(b, percent, 100n), TOLERANCE);
  return compareUsd(absoluteUsd(subtractUsd(a, b)), near) > 0;
}

/** What an id-less row is, the same in every generation: time, type, asset and amount. */
export function coinbaseContent(row: CoinbaseRow): string {
  return `${row.at}|${row.type.toLowerCase()}|${row.asset}|${quantityText(row.quantity)}|${row.currency}`;
}
