import { readAsset } from "@/lib/importers/assets";
import {
  amountIn,
  CellError,
  type Cells,
  isNegative,
  legOf,
  problemIn,
  requiredAmountIn,
  textIn,
} from "@/lib/importers/cells";
import { readNumber } from "@/lib/importers/number";
import type { Source } from "@/lib/importers/source";
import { type TableRow, tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import { isZeroQuantity, parseQuantity, quantityText } from "@/lib/money/quantity";
import { assetId, type Leg } from "@/lib/tax/transaction";
import { binanceAsset, binanceAssetIn, binancePair } from "./binance-assets";
import { binanceTime, zoneOfColumn } from "./binance-zone";

interface Trade extends TableRow {
  readonly isBuy: boolean;
  readonly base: Leg;
  readonly quote: Leg;
  readonly fee: Leg | null;
  readonly market: string;
}

/** Names of the columns of one layout. */
interface Columns {
  readonly market: string;
  readonly side: string;
  /** Units of the base; of the quote. */
  readonly base: string;
  readonly quote: string;
  /** The fee's coin; null where it stands behind the amount, as those of base and quote do. */
  readonly feeCoin: string | null;
}

const TRADES_TIME = "UTC, stated in the column's name";

/** Binance.com's spot trades with the ticker behind each amount ("0.0349730000BTC"); the fee is on top (formats.md 4). */
export const binanceTrades = tradesSource({
  id: "binance-trades",
  label:
    "Binance.com spot trades (only without the transaction history, which holds the same trades)",
  headers: ["Date(UTC),Pair,Side,Price,Executed,Amount,Fee"],
  columns: { market: "Pair", side: "Side", base: "Executed", quote: "Amount", feeCoin: null },
});

/** Binance.com's trade history of 2017 to 2020, a workbook: plain amounts, the fee's coin beside it (formats.md 4). */
export const binanceTradesOfWorkbook = tradesSource({
  id: "binance-trades-workbook",
  label: "Binance.com trade history, 2017 to 2020",
  // The second is the same workbook saved again by other programs.
  headers: [
    "Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin",
    "Date,Market,Type,Price,Amount,Total,Fee,Fee Coin",
  ],
  columns: { market: "Market", side: "Type", base: "Amount", quote: "Total", feeCoin: "Fee Coin" },
});

/** Binance.com's spot order history: what was filled of each order. Orders of which nothing was filled are left out. */
export const binanceOrders = tradesSource({
  id: "binance-orders",
  label:
    "Binance.com spot order history (only without the transaction history, which holds the same trades)",
  headers: [
    "Date(UTC),Pair,Type,Order Price,Amount,Average Price,Filled,Total,Fee,Fee Coin,Trade ID",
  ],
  columns: { market: "Pair", side: "Type", base: "Filled", quote: "Total", feeCoin: "Fee Coin" },
});

function tradesSource(spec: {
  readonly id: string;
  readonly label: string;
  readonly headers: readonly string[];
  readonly columns: Columns;
}): Source {
  const { id, label, columns } = spec;
  return tableSource<Trade>({
    id,
    label,
    timeRule: TRADES_TIME,
    account: "Binance",
    commas: "thousands",
    kindColumn: columns.side,
    moneyColumn: columns.market,
    order: -1,
    headers: spec.headers.map((header) => ({ version: "spot", header: header.split(",") })),
    read: (cells, { header }) => readTrade(cells, header[0] ?? "", columns),
    settle: (rows) =>
      rows.map((row) => ({
        rows: [row],
        meaning: { is: "exchange" },
        sent: row.isBuy ? row.quote : row.base,
        received: row.isBuy ? row.base : row.quote,
        fees: row.fee === null ? [] : [row.fee],
        label: `${row.isBuy ? "Buy" : "Sell"} ${row.market}`,
      })),
  });
}

function readTrade(cells: Cells, dateColumn: string, columns: Columns): Trade | string {
  const time = binanceTime(cells, dateColumn, zoneOfColumn(dateColumn) ?? "+00:00");
  const side = textIn(cells, columns.side).toUpperCase();
  if (side !== "BUY" && side !== "SELL") {
    throw new CellError(problemIn(cells, columns.side, "The side is neither BUY nor SELL."));
  }
  const legs =
    columns.feeCoin === null
      ? withTickers(cells, columns, time)
      : plain(cells, { ...columns, feeCoin: columns.feeCoin }, time);
  const { base, quote } = legs;
  if (isZeroQuantity(base.quantity)) {
    return "Nothing of this order was filled.";
  }
  if (isNegative(base.quantity) || isNegative(quote.quantity)) {
    throw new CellError(problemIn(cells, columns.base, "An amount of a trade is negative."));
  }
  const [id, market] = [textIn(cells, "Trade ID"), textIn(cells, columns.market)];
  const amounts = [base, quote].map((leg) => `${quantityText(leg.quantity)} ${leg.asset}`);
  return {
    cells,
    time,
    id: id === "" ? "" : `${market}:${id}:${side}`,
    content: [time.at, side, ...amounts].join("|"),
    isBuy: side === "BUY",
    market,
    ...legs,
  };
}

type Legs = Pick<Trade, "base" | "quote" | "fee">;

function plain(
  cells: Cells,
  columns: Columns & { readonly feeCoin: string },
  time: ReadTime,
): Legs {
  const pair = binancePair(textIn(cells, columns.market));
  if (pair === null) {
    throw new CellError(
      problemIn(cells, columns.market, "The market does not name two known assets."),
    );
  }
  const [base, quote] = [
    binanceAsset(assetId(pair[0]), time.at),
    binanceAsset(assetId(pair[1]), time.at),
  ];
  const fee = amountIn(cells, "Fee");
  return {
    base: { asset: base, quantity: requiredAmountIn(cells, columns.base) },
    quote: { asset: quote, quantity: requiredAmountIn(cells, columns.quote) },
    fee:
      fee === null || isZeroQuantity(fee)
        ? null
        : legOf(binanceAssetIn(cells, columns.feeCoin, time.at), fee),
  };
}

/**
 * Amounts with their tickers behind them, without a blank. A ticker may begin with digits ("0.51INCH" of 1INCHUSDT), so the market is
 * cut where both amounts end with its parts.
 */
function withTickers(cells: Cells, columns: Columns, time: ReadTime): Legs {
  const market = textIn(cells, columns.market).toUpperCase().replace(/[/_-]/g, "");
  const [executed, amount] = [textIn(cells, columns.base), textIn(cells, columns.quote)];
  for (let cut = 1; cut < market.length; cut += 1) {
    const [base, quote] = [market.slice(0, cut), market.slice(cut)];
    if (executed.toUpperCase().endsWith(base) && amount.toUpperCase().endsWith(quote)) {
      return {
        base: legBefore(cells, columns.base, base, time),
        quote: legBefore(cells, columns.quote, quote, time),
        fee: feeIn(cells, [base, quote], time),
      };
    }
  }
  throw new CellError(
    problemIn(cells, columns.market, "The amounts are not of this market's two assets."),
  );
}

function legBefore(cells: Cells, column: string, ticker: string, time: ReadTime): Leg {
  const asset = readAsset(ticker);
  const reading = readNumber(textIn(cells, column).slice(0, -ticker.length), "thousands");
  const quantity = reading.kind === "number" ? parseQuantity(reading.text) : null;
  if (quantity === null || asset === null) {
    throw new CellError(problemIn(cells, column, "This is not an amount with its asset."));
  }
  return { asset: binanceAsset(asset, time.at), quantity };
}

/** The fee: in one of the two coins, in BNB, or in any other whose ticker does not begin with a digit. */
function feeIn(cells: Cells, tickers: readonly string[], time: ReadTime): Leg | null {
  const text = textIn(cells, "Fee");
  if (text === "" || /^[0.]*$/.test(text)) {
    return null;
  }
  const ticker =
    [...tickers, "BNB"].find((each) => text.toUpperCase().endsWith(each)) ??
    /[A-Za-z][A-Za-z0-9]*$/.exec(text)?.[0] ??
    "";
  const { asset, quantity } = legBefore(cells, "Fee", ticker, time);
  return legOf(asset, quantity);
}
