import { legText, some, unsigned, unsignedLegIn } from "@/lib/importers/amounts";
import { assetIn, type Cells, legIn, legOf, requiredAmountIn, textIn } from "@/lib/importers/cells";
import {
  fillOf,
  isBuySide,
  marketIn,
  rowByRow,
  type ToldRow,
  unknownSide,
} from "@/lib/importers/fill";
import { type ReadAt, tableSource } from "@/lib/importers/table-source";
import type { AssetId, Leg } from "@/lib/tax/transaction";
import { kucoinTimeIn, layouts, noRecords } from "./kucoin-layouts";
import { stateOf } from "./states";

const FILLED =
  "UID,Account Type,Order ID,Symbol,Side,Order Type,Avg. Filled Price,Filled Amount,Filled Volume,Filled Volume (USDT),Filled Time,Fee,Tax,Maker/Taker,Fee Currency";
const ORDERS =
  "UID,Account Type,Order ID,Order Time,Symbol,Side,Order Type,Order Price,Order Amount,Avg. Filled Price,Filled Amount,Filled Volume,Filled Volume (USDT),Filled Time,Fee,Fee Currency,Tax,Status";
const CREATED =
  "tradeCreatedAt,orderId,symbol,side,price,size,funds,fee,liquidity,feeCurrency,orderType";
const CONVERT = "UID,Account Type,Payment Account,Sell,Buy,Price,Tax,Time of Update,Status";

const LAYOUTS = {
  filled: FILLED,
  "filled-mode": `${FILLED},Account Mode`,
  "filled-no-tax": FILLED.replace("Tax,", ""),
  orders: ORDERS,
  "orders-mode": `${ORDERS},Account Mode`,
  "orders-no-tax": ORDERS.replace("Tax,", ""),
  created: CREATED,
  "created-short": "tradeCreatedAt,symbol,side,price,size,funds,fee,feeCurrency",
  "2018": "oid,symbol,dealPrice,dealValue,amount,fee,direction,createdDate",
  "amount-coin": "uid,symbol,order_type,price,amount_coin,direction,funds,fee,created_at",
  deal: "uid,symbol,direction,deal_price,amount,deal_value,created_at",
  fiat: "Order ID,Order Type,Currency (Crypto),Crypto Quantity,Price,Currency (Fiat),Fiat Amount,Fee Currency,Fee,Status,Time",
  fast: "Order ID,Currency (Crypto),Crypto Quantity,Currency (Fiat),Fiat Amount,Fee Currency (Fiat),Fee (Fiat),Fee Currency (Crypto),Fee (Crypto),Payment Method,Status,Time",
  convert: CONVERT,
  "convert-no-tax": CONVERT.replace("Tax,", ""),
};

/** What the layouts of orders call things. */
interface OrderColumns {
  readonly time: string;
  readonly order: string;
  readonly symbol: string;
  readonly side: string;
  readonly base: string;
  readonly quote: string;
  /** "" where the layout has none. */
  readonly feeAsset: string;
}

const NEW: OrderColumns = {
  time: "Filled Time",
  order: "Order ID",
  symbol: "Symbol",
  side: "Side",
  base: "Filled Amount",
  quote: "Filled Volume",
  feeAsset: "Fee Currency",
};
const OLD: OrderColumns = {
  time: "created_at",
  order: "",
  symbol: "symbol",
  side: "direction",
  base: "amount",
  quote: "deal_value",
  feeAsset: "",
};
const COLUMNS: ReadonlyMap<string, OrderColumns> = new Map([
  [
    "created",
    {
      time: "tradeCreatedAt",
      order: "orderId",
      symbol: "symbol",
      side: "side",
      base: "size",
      quote: "funds",
      feeAsset: "feeCurrency",
    },
  ],
  ["2018", { ...OLD, time: "createdDate", order: "oid", quote: "dealValue" }],
  ["amount-coin", { ...OLD, base: "amount_coin", quote: "funds" }],
  ["deal", OLD],
]);

function columnsOf(version: string): OrderColumns {
  return COLUMNS.get(version.replace("-short", "")) ?? NEW;
}

/** Where the kind stands in layouts that are not of orders. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ["fiat", "Order Type"],
  ["fast", "Status"],
  ["convert", "Status"],
  ["convert-no-tax", "Status"],
]);

/**
 * KuCoin's filled orders of all generations, purchases with money and conversions (formats.md 10). Amount is the coin, volume the money
 * of the market. An order may be filled in many rows, so its number is part of a row's content and not its identity.
 */
export const kucoin = tableSource<ToldRow>({
  id: "kucoin",
  label: "KuCoin trades",
  account: "KuCoin",
  order: -1,
  kindColumn: "Side",
  kindColumnOf: (version) => KINDS.get(version) ?? columnsOf(version).side,
  moneyColumn: "Currency (Fiat)",
  ...layouts(LAYOUTS),
  read: (cells, at) => {
    const empty = noRecords(cells.row.cells[0] ?? "");
    return empty ?? readTrade(cells, at);
  },
  settle: rowByRow,
});

function readTrade(cells: Cells, at: ReadAt): ToldRow | string {
  switch (at.version) {
    case "fiat":
    case "fast":
      return readPurchase(cells, at);
    case "convert":
    case "convert-no-tax":
      return readConversion(cells, at);
    default:
      return readOrder(cells, at);
  }
}

function readOrder(cells: Cells, at: ReadAt): ToldRow | string {
  const columns = columnsOf(at.version);
  const [baseAsset, quoteAsset] = marketIn(cells, columns.symbol);
  const base = unsigned(legOf(baseAsset, requiredAmountIn(cells, columns.base)));
  if (base === null) {
    return "An order of which nothing was filled.";
  }
  const time = kucoinTimeIn(cells, columns.time, at);
  const quote = unsigned(legOf(quoteAsset, requiredAmountIn(cells, columns.quote)));
  const side = textIn(cells, columns.side);
  const isBuy = isBuySide(side);
  const { fee, question } = feeIn(cells, columns, isBuy === true ? baseAsset : null);
  const order = textIn(cells, columns.order);
  const content = [time.at, order, side.toLowerCase(), legText(base), legText(quote)].join("|");
  const fees = some(fee);
  const tells: ToldRow["tells"] =
    isBuy === null
      ? { fees, ...unknownSide(side, base, quote) }
      : { label: side, question, ...fillOf({ isBuy, base, quote, fees }) };
  return { cells, time, id: "", content, tells };
}

interface Fee {
  readonly fee: Leg | null;
  readonly question: string | null;
}

/** The oldest layouts do not name the fee's coin: on a purchase it is the coin bought, on a sale the file leaves it open. */
function feeIn(cells: Cells, columns: OrderColumns, bought: AssetId | null): Fee {
  const text = textIn(cells, columns.feeAsset);
  const column = columns.feeAsset === "Fee Currency" ? "Fee" : "fee";
  if (text !== "") {
    return { fee: unsignedLegIn(cells, column, assetIn(cells, columns.feeAsset)), question: null };
  }
  const [base] = marketIn(cells, columns.symbol);
  const fee = unsignedLegIn(cells, column, bought ?? base);
  return bought !== null || fee === null
    ? { fee, question: null }
    : {
        fee: null,
        question: `The fee was ${textIn(cells, column)}; the file does not say of which coin.`,
      };
}

/** Money for coins. */
function readPurchase(cells: Cells, at: ReadAt): ToldRow | string {
  const state = stateOf(textIn(cells, "Status"));
  if (state.is === "not-final") {
    return state.reason;
  }
  const time = kucoinTimeIn(cells, "Time", at);
  const coin = unsignedLegIn(cells, "Crypto Quantity", assetIn(cells, "Currency (Crypto)"));
  const money = unsignedLegIn(cells, "Fiat Amount", assetIn(cells, "Currency (Fiat)"));
  const side = textIn(cells, "Order Type");
  const isBuy = isBuySide(side) ?? true;
  const fees = ["", " (Fiat)", " (Crypto)"].map((kind) =>
    textIn(cells, `Fee Currency${kind}`) === ""
      ? null
      : unsignedLegIn(cells, `Fee${kind}`, assetIn(cells, `Fee Currency${kind}`)),
  );
  const odd = isBuySide(side) === null && side !== "";
  const question = odd
    ? `KuCoin calls this order "${side}": it is read as a purchase.`
    : state.is === "unknown"
      ? state.reason
      : null;
  const id = textIn(cells, "Order ID");
  return {
    cells,
    time,
    id: id === "" ? "" : `fiat:${id}`,
    content: [time.at, "fiat", legText(coin), legText(money)].join("|"),
    tells: {
      label: isBuy ? "buy" : "sell",
      question,
      ...fillOf({ isBuy, base: coin, quote: money, fees: some(...fees) }),
    },
  };
}

/** "10285.1148 KAS" for "16272.9897 DOGE". */
function readConversion(cells: Cells, at: ReadAt): ToldRow | string {
  const state = stateOf(textIn(cells, "Status"));
  if (state.is === "not-final") {
    return state.reason;
  }
  const time = kucoinTimeIn(cells, "Time of Update", at);
  const sent = unsigned(legIn(cells, "Sell"));
  const received = unsigned(legIn(cells, "Buy"));
  return {
    cells,
    time,
    id: "",
    content: [time.at, "convert", legText(sent), legText(received)].join("|"),
    tells: {
      meaning: { is: "exchange" },
      label: "convert",
      sent,
      received,
      question: state.is === "unknown" ? state.reason : null,
    },
  };
}
