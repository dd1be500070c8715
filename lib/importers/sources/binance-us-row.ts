import { isFiat, readAsset } from "@/lib/importers/assets";
import {
  amountIn,
  assetIn,
  CellError,
  type Cells,
  decimalIn,
  dollars,
  isNegative,
  legOf,
  problemIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import type { TableRow } from "@/lib/importers/table-source";
import { parseQuantity, type Quantity, quantityText } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";

/** One side of a row: its asset, units and what Binance.US says they were worth in dollars. */
export interface BinanceUsSide {
  readonly leg: Leg;
  readonly usd: Usd | null;
}

/** One row of a Binance.US history. Amounts carry no sign, but for service fees of staking. */
export interface BinanceUsRow extends TableRow {
  readonly category: string;
  readonly operation: string;
  readonly primary: BinanceUsSide | null;
  readonly base: BinanceUsSide | null;
  readonly quote: BinanceUsSide | null;
  readonly fee: Leg | null;
  readonly feeUsd: Usd | null;
  /** The quote's units are blank and were taken from its dollars, one for one. */
  readonly isQuoteTaken: boolean;
}

/** Quotes whose blank amount may be read from their value in dollars (formats.md 5). */
const DOLLAR_LIKE = new Set(["USD", "USDT", "BUSD"]);

/** Reads one row; throws `CellError` for a cell that cannot be read. */
export function readBinanceUs(cells: Cells): BinanceUsRow {
  const time = timeIn(cells, "time");
  const category = textIn(cells, "category");
  const operation = textIn(cells, "operation");
  const [primary, base, told] = ["primary", "base", "quote"].map((name) => sideIn(cells, name));
  const quote = told ?? quoteFromDollars(cells);
  const fee = feeIn(cells);
  const amounts = [primary, base, quote].map((side) =>
    side === null || side === undefined
      ? ""
      : `${quantityText(side.leg.quantity)} ${side.leg.asset}`,
  );
  const transaction = textIn(cells, "transaction id");
  return {
    cells,
    time,
    id: transaction === "" ? "" : `${category.toLowerCase()}:${transaction}`,
    content: [time.at, category, operation, ...amounts].join("|"),
    category: category.toLowerCase(),
    operation: operation.toLowerCase(),
    primary: primary ?? null,
    base: base ?? null,
    quote,
    fee,
    feeUsd: fee === null || isFiat(fee.asset) ? null : usdIn(cells, "fee"),
    isQuoteTaken: told === null && quote !== null && quote.leg.asset !== "USD",
  };
}

function usdIn(cells: Cells, side: string): Usd | null {
  const text = decimalIn(cells, `realized amount for ${side} asset in usd`);
  return text === null ? null : dollars(text);
}

function sideIn(cells: Cells, side: string): BinanceUsSide | null {
  const quantity = amountIn(cells, `realized amount for ${side} asset`);
  if (quantity === null) {
    return null;
  }
  return { leg: { asset: assetIn(cells, `${side} asset`), quantity }, usd: usdIn(cells, side) };
}

/** A quote without units but with a value: dollars and two coins of a dollar are taken by that value. */
function quoteFromDollars(cells: Cells): BinanceUsSide | null {
  const asset = readAsset(textIn(cells, "quote asset"));
  const text = decimalIn(cells, "realized amount for quote asset in usd");
  const quantity: Quantity | null = text === null ? null : parseQuantity(text);
  return asset === null || quantity === null || !DOLLAR_LIKE.has(asset)
    ? null
    : { leg: { asset, quantity }, usd: usdIn(cells, "quote") };
}

function feeIn(cells: Cells): Leg | null {
  const quantity = amountIn(cells, "realized amount for fee asset");
  if (quantity !== null && isNegative(quantity)) {
    throw new CellError(problemIn(cells, "realized amount for fee asset", "The fee is negative."));
  }
  const asset = readAsset(textIn(cells, "fee asset"));
  return asset === null ? null : legOf(asset, quantity);
}
