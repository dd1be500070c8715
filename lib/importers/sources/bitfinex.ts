import { legText, unsigned } from "@/lib/importers/amounts";
import {
  amountIn,
  CellError,
  type Cells,
  decimalIn,
  isNegative,
  legOf,
  problemIn,
  requiredAmountIn,
  textIn,
} from "@/lib/importers/cells";
import {
  fillOf,
  marketIn,
  quoteAmount,
  rowByRow,
  type Sides,
  type ToldRow,
  withSignedFee,
} from "@/lib/importers/fill";
import { tableSource } from "@/lib/importers/table-source";
import type { Leg } from "@/lib/tax/transaction";
import { ASK_DATE_ORDER, bitfinexAssetIn, bitfinexName, bitfinexTimeIn } from "./bitfinex-cells";

const NEW = "#,PAIR,AMOUNT,PRICE,FEE,FEE PERC,FEE CURRENCY,DATE,ORDER ID";
const OLD = "#,Pair,Amount,Price,Fee,FeeCurrency,Date";

/**
 * Bitfinex trades. The amount of the base is signed, the other side is price x amount to eight decimals; fees below zero were paid
 * (formats.md 13).
 */
export const bitfinex = tableSource<ToldRow>({
  id: "bitfinex",
  label: "Bitfinex trades",
  timeRule: "UTC; the order of day and month follows the account's setting and is asked",
  account: "Bitfinex",
  order: -1,
  kindColumn: "PAIR",
  headers: [
    { version: "trades", header: NEW.split(",") },
    { version: "trades-no-perc", header: NEW.replace("FEE PERC,", "").split(",") },
    { version: "2014", header: OLD.split(",") },
    { version: "2014-margin", header: `${OLD},Margin`.split(",") },
  ],
  asks: (version) => (version.startsWith("2014") ? [] : ASK_DATE_ORDER),
  columns: (header) =>
    header.map((name) => name.toUpperCase().replace("FEECURRENCY", "FEE CURRENCY")),
  read: (cells, { options }) => {
    const time = bitfinexTimeIn(cells, "DATE", options);
    const [base, quote] = marketIn(cells, "PAIR", bitfinexName);
    const amount = requiredAmountIn(cells, "AMOUNT");
    const coin = unsigned(legOf(base, amount));
    const price = priceIn(cells);
    const money = coin === null ? null : legOf(quote, quoteAmount(price, coin.quantity, 8));
    const fee = feeIn(cells);
    const side = isNegative(amount) ? "sell" : "buy";
    const id = textIn(cells, "#");
    const content = [time.at, side, legText(coin), legText(money), legText(fee)].join("|");
    const tells = tradeOf(cells, isNegative(amount), [coin, money], fee);
    return { cells, time, id: id === "" ? "" : `trade:${id}`, content, tells };
  },
  settle: rowByRow,
});

function priceIn(cells: Cells): string {
  const price = decimalIn(cells, "PRICE");
  if (price === null || price.startsWith("-")) {
    throw new CellError(problemIn(cells, "PRICE", "The price is missing or below zero."));
  }
  return price;
}

function feeIn(cells: Cells): Leg | null {
  const quantity = amountIn(cells, "FEE");
  return quantity === null || textIn(cells, "FEE CURRENCY") === ""
    ? null
    : legOf(bitfinexAssetIn(cells, "FEE CURRENCY"), quantity);
}

function tradeOf(
  cells: Cells,
  isSale: boolean,
  [base = null, quote = null]: readonly (Leg | null)[],
  fee: Leg | null,
): ToldRow["tells"] {
  const label = `trade ${textIn(cells, "PAIR")}`;
  const fill = fillOf({ isBuy: !isSale, base, quote });
  const start: Sides = { sent: fill.sent ?? null, received: fill.received ?? null, fees: [] };
  const sides = withSignedFee(start, fee);
  const problem = problemOf(cells, base, quote);
  return problem === null
    ? { label, meaning: { is: "exchange" }, ...sides }
    : { label, meaning: { is: "unknown", reason: problem }, ...sides };
}

/** Contracts ("BTCF0") and margin trades are not exchanges of coins. */
function problemOf(cells: Cells, base: Leg | null, quote: Leg | null): string | null {
  if ([base, quote].some((leg) => leg !== null && /F0$/.test(leg.asset))) {
    return "A perpetual contract: say what its gain or loss was when it was closed.";
  }
  return textIn(cells, "MARGIN").toLowerCase() === "true"
    ? "A trade on margin: say what the position's gain or loss was when it was closed."
    : null;
}
