import { legText, some, unsigned } from "@/lib/importers/amounts";
import {
  amountIn,
  assetIn,
  type Cells,
  legOf,
  requiredAmountIn,
  textIn,
} from "@/lib/importers/cells";
import { fillOf, marketIn, rowByRow, type ToldRow, unknownSide } from "@/lib/importers/fill";
import { momentIn } from "@/lib/importers/moment";
import { tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import {
  absoluteQuantity,
  addQuantity,
  isZeroQuantity,
  type Quantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import type { AssetId } from "@/lib/tax/transaction";

const HISTORY =
  "Uuid,Exchange,TimeStamp,OrderType,Limit,Quantity,QuantityRemaining,Commission,Price,PricePerUnit,IsConditional,Condition,ConditionTarget,ImmediateOrCancel,Closed";
const HEADERS: Readonly<Record<string, string>> = {
  "full-orders": "OrderUuid,Exchange,Type,Quantity,Limit,CommissionPaid,Price,Opened,Closed",
  history: HISTORY,
  "history-in-force": `${HISTORY},TimeInForceTypeId,TimeInForce`,
  upper:
    "UUID,QUOTE,MARKET,ORDERTYPE,LIMIT,CEILING,QUANTITY,FILLED,PROCEEDS,COMISSIONPAID,OPENED,CLOSED,TIMEINFORCETYPE,ISCONDITIONAL,CONDITION,CONDITIONTARGET",
  page: "Uuid,Exchange,Closed (UTC),Opened (UTC),Type,Time In Force,Bid/Ask,Quantity,Remaining,Price,Avg. Price per Share",
  sides: "Date,Market,Side,Type,Price,Quantity,Total",
  statement:
    "TXID,Time (UTC),Transaction,Order Type,Market,Base,Quote,Price,Quantity (Base),Fees (Quote),Total (Quote),Approx Value (USD),Time In Force,Notes",
};

/** One order, whatever its layout calls things. */
interface Order {
  readonly id: string;
  readonly time: ReadTime;
  readonly side: string;
  readonly base: AssetId;
  readonly quote: AssetId;
  /** Units of the base that were filled. */
  readonly filled: Quantity;
  /** Units of the quote, without the fee. */
  readonly total: Quantity;
  readonly fee: Quantity;
}

/**
 * Bittrex orders of all generations (formats.md 11). "Price" is the whole amount of the quote, not the price of a unit, and the
 * commission is on top; only the statement of 2023 has it inside the total. The time is the one of closing.
 */
export const bittrex = tableSource<ToldRow>({
  id: "bittrex",
  label: "Bittrex orders",
  timeRule: "UTC",
  account: "Bittrex",
  order: -1,
  kindColumn: "Type",
  kindColumnOf: kindOf,
  moneyColumn: "Exchange",
  headers: Object.entries(HEADERS).map(([version, names]) => ({
    version,
    header: names.split(","),
  })),
  read: (cells, { version }) => {
    const order = readOrder(cells, version);
    if (isZeroQuantity(order.filled)) {
      return "An order of which nothing was filled.";
    }
    const { id, time, base, quote } = order;
    const amount = legText(legOf(base, order.filled));
    const content = [time.at, order.side, amount, legText(legOf(quote, order.total))].join("|");
    return { cells, time, id: id === "" ? "" : `order:${id}`, content, tells: tradeOf(order) };
  },
  settle: rowByRow,
});

/** Where the kind stands, where it is not called "Type". */
const KINDS: Readonly<Record<string, string>> = {
  history: "OrderType",
  "history-in-force": "OrderType",
  upper: "ORDERTYPE",
  sides: "Side",
  statement: "Transaction",
};

function kindOf(version: string): string {
  return KINDS[version] ?? "Type";
}

const SHAPES = ["M/D/Y h:m:s A", "M/D/Y h:m A", "M/D/Y h:m:s"];

function readOrder(cells: Cells, version: string): Order {
  return { ...readLayout(cells, version), side: textIn(cells, kindOf(version)) };
}

function readLayout(cells: Cells, version: string): Omit<Order, "side"> {
  switch (version) {
    case "full-orders":
      return {
        ...quoteBase(cells, "Closed", "OrderUuid"),
        filled: requiredAmountIn(cells, "Quantity"),
        total: requiredAmountIn(cells, "Price"),
        fee: amountIn(cells, "CommissionPaid") ?? ZERO_QUANTITY,
      };
    case "page":
      return {
        ...quoteBase(cells, "Closed (UTC)", "Uuid"),
        filled: filledOf(cells, "Remaining"),
        total: requiredAmountIn(cells, "Price"),
        fee: ZERO_QUANTITY,
      };
    case "upper":
      return readUpper(cells);
    case "sides":
      return readSides(cells);
    case "statement":
      return readStatement(cells);
    default:
      return {
        ...quoteBase(cells, "Closed", "Uuid"),
        filled: filledOf(cells, "QuantityRemaining"),
        total: requiredAmountIn(cells, "Price"),
        fee: amountIn(cells, "Commission") ?? ZERO_QUANTITY,
      };
  }
}

function filledOf(cells: Cells, remaining: string): Quantity {
  const left = amountIn(cells, remaining) ?? ZERO_QUANTITY;
  return subtractQuantity(requiredAmountIn(cells, "Quantity"), left);
}

type Named = Pick<Order, "id" | "time" | "base" | "quote">;

/** "BTC-NLG" is quote and base. */
function quoteBase(cells: Cells, closed: string, id: string): Named {
  const [quote, base] = marketIn(cells, "Exchange");
  const time = momentIn(cells, closed, SHAPES);
  return { id: textIn(cells, id), time, base, quote };
}

function readUpper(cells: Cells): Omit<Order, "side"> {
  return {
    id: textIn(cells, "UUID"),
    time: momentIn(cells, "CLOSED", SHAPES),
    base: assetIn(cells, "MARKET"),
    quote: assetIn(cells, "QUOTE"),
    filled: requiredAmountIn(cells, "FILLED"),
    total: requiredAmountIn(cells, "PROCEEDS"),
    fee: amountIn(cells, "COMISSIONPAID") ?? ZERO_QUANTITY,
  };
}

/** "LTC/BTC" or "LTC-->BTC": base first. */
function readSides(cells: Cells): Omit<Order, "side"> {
  const place = cells.places.get("Market") ?? -1;
  const market = textIn(cells, "Market").replace("-->", "/");
  const row = { ...cells.row, cells: cells.row.cells.with(place, market) };
  const [base, quote] = marketIn({ row, places: cells.places, commas: cells.commas }, "Market");
  return {
    id: "",
    time: momentIn(cells, "Date", SHAPES),
    base,
    quote,
    filled: requiredAmountIn(cells, "Quantity"),
    total: requiredAmountIn(cells, "Total"),
    fee: ZERO_QUANTITY,
  };
}

/** Bought: the total holds the fee. Sold: the total is what was left after it. */
function readStatement(cells: Cells): Omit<Order, "side"> {
  const side = textIn(cells, kindOf("statement"));
  const fee = absoluteQuantity(amountIn(cells, "Fees (Quote)") ?? ZERO_QUANTITY);
  const total = absoluteQuantity(requiredAmountIn(cells, "Total (Quote)"));
  return {
    id: textIn(cells, "TXID"),
    time: momentIn(cells, "Time (UTC)", SHAPES),
    base: assetIn(cells, "Base"),
    quote: assetIn(cells, "Quote"),
    filled: absoluteQuantity(requiredAmountIn(cells, "Quantity (Base)")),
    total: isPurchase(side) ? subtractQuantity(total, fee) : addQuantity(total, fee),
    fee,
  };
}

function isPurchase(side: string): boolean {
  return /^(?:(?:limit|market|ceiling_limit|ceiling_market)_)?buy$|^bought$/i.test(side);
}

function isSale(side: string): boolean {
  return /^(?:(?:limit|market|ceiling_limit|ceiling_market)_)?sell$|^sold$/i.test(side);
}

function tradeOf(order: Order): ToldRow["tells"] {
  const base = unsigned(legOf(order.base, order.filled));
  const quote = unsigned(legOf(order.quote, order.total));
  const fees = some(unsigned(legOf(order.quote, order.fee)));
  const label = order.side;
  const isBuy = isPurchase(order.side);
  if (!isBuy && !isSale(order.side)) {
    return { fees, ...unknownSide(order.side, base, quote) };
  }
  return { label, ...fillOf({ isBuy, base, quote, fees }) };
}
