import { legText, some, unsigned, unsignedLegIn } from "@/lib/importers/amounts";
import {
  assetIn,
  CellError,
  type Cells,
  decimalIn,
  legOf,
  problemIn,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import {
  fillOf,
  isBuySide,
  marketIn,
  quoteAmount,
  rowByRow,
  type ToldRow,
  unknownSide,
} from "@/lib/importers/fill";
import { tableSource } from "@/lib/importers/table-source";
import type { Leg } from "@/lib/tax/transaction";

const SPOT =
  "account_type,order_id,trade_id,create_time_utc,symbol,side,liquditiy_indicator,traded_price,traded_quantity,fee,fee_currency";
const OLDER =
  "Order ID,Trade ID,Time (UTC),Symbol,Side,Trade Price,Trade Amount,Volume of Business,Fee,Fee Currency";

interface TradeColumns {
  readonly trade: string;
  readonly time: string;
  readonly symbol: string;
  readonly side: string;
  readonly price: string;
  readonly amount: string;
  /** Where the quote's amount stands; null: price x amount. */
  readonly volume: string | null;
  readonly fee: string;
  readonly feeAsset: string;
}

const SPOT_COLUMNS: TradeColumns = {
  trade: "trade_id",
  time: "create_time_utc",
  symbol: "symbol",
  side: "side",
  price: "traded_price",
  amount: "traded_quantity",
  volume: null,
  fee: "fee",
  feeAsset: "fee_currency",
};

const OLDER_COLUMNS: TradeColumns = {
  trade: "Trade ID",
  time: "Time (UTC)",
  symbol: "Symbol",
  side: "Side",
  price: "Trade Price",
  amount: "Trade Amount",
  volume: "Volume of Business",
  fee: "Fee",
  feeAsset: "Fee Currency",
};

/** Fills of the Crypto.com Exchange in both layouts that have one row for each (formats.md 9; the misspelt column name is real). */
export const cryptoComExchange = tableSource<ToldRow>({
  id: "crypto-com-exchange",
  label: "Crypto.com Exchange trades",
  timeRule: "UTC, by the column's name",
  account: "Crypto.com Exchange",
  order: -1,
  kindColumn: "side",
  kindColumnOf: (version) => (version === "older" ? "Side" : "side"),
  headers: [
    { version: "spot", header: SPOT.split(",") },
    { version: "older", header: OLDER.split(",") },
  ],
  read: (cells, { version }) =>
    readTrade(cells, version === "older" ? OLDER_COLUMNS : SPOT_COLUMNS),
  settle: rowByRow,
});

function readTrade(cells: Cells, columns: TradeColumns): ToldRow {
  const time = timeIn(cells, columns.time);
  const [baseAsset, quoteAsset] = marketIn(cells, columns.symbol);
  const amount = requiredAmountIn(cells, columns.amount);
  const base = unsigned(legOf(baseAsset, amount));
  const quote = quoteOf(cells, columns, base, quoteAsset);
  const fee = feeOf(cells, columns);
  const side = textIn(cells, columns.side);
  const content = [time.at, side, legText(base), legText(quote), legText(fee)].join("|");
  const trade = textIn(cells, columns.trade);
  const id = trade === "" ? "" : `${trade}:${side}`;
  return { cells, time, id, content, tells: tradeOf(side, base, quote, fee) };
}

function quoteOf(
  cells: Cells,
  columns: TradeColumns,
  base: Leg | null,
  asset: Leg["asset"],
): Leg | null {
  if (columns.volume !== null) {
    return unsigned(legOf(asset, requiredAmountIn(cells, columns.volume)));
  }
  const price = decimalIn(cells, columns.price);
  if (price === null) {
    throw new CellError(problemIn(cells, columns.price, "The price is missing."));
  }
  return base === null ? null : legOf(asset, quoteAmount(price, base.quantity));
}

function feeOf(cells: Cells, columns: TradeColumns): Leg | null {
  return textIn(cells, columns.feeAsset) === ""
    ? null
    : unsignedLegIn(cells, columns.fee, assetIn(cells, columns.feeAsset));
}

function tradeOf(
  side: string,
  base: Leg | null,
  quote: Leg | null,
  fee: Leg | null,
): ToldRow["tells"] {
  const isBuy = isBuySide(side);
  const fees = some(fee);
  return isBuy === null
    ? { fees, ...unknownSide(side, base, quote) }
    : { label: side, ...fillOf({ isBuy, base, quote, fees }) };
}
