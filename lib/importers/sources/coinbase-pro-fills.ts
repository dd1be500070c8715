import {
  assetIn,
  CellError,
  type Cells,
  legOf,
  problemIn,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { type TableRow, tableSource } from "@/lib/importers/table-source";
import {
  absoluteQuantity,
  addQuantity,
  quantityText,
  signQuantity,
  subtractQuantity,
} from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";

interface Fill extends TableRow {
  readonly isBuy: boolean;
  readonly size: Leg;
  /** What was paid or received before the fee. */
  readonly gross: Leg;
  readonly fee: Leg | null;
  readonly question: string | null;
}

const COLUMNS =
  "trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit".split(",");

/**
 * Coinbase Pro's (GDAX's) fills: trades alone. `total` is signed and holds the fee: a purchase's is -(size x price + fee), a sale's
 * size x price - fee. The account file tells the same trades and everything else: only one of the two may be imported.
 */
export const coinbaseProFills = tableSource<Fill>({
  id: "coinbase-pro-fills",
  label: "Coinbase Pro fills (only without the account file, which holds the same trades)",
  timeRule: "UTC, stated in the file",
  account: "Coinbase Pro",
  kindColumn: "side",
  moneyColumn: "price/fee/total unit",
  headers: [
    { version: "portfolio", header: ["portfolio", ...COLUMNS] },
    { version: "no portfolio", header: COLUMNS },
  ],
  read: readFill,
  settle: (rows) =>
    rows.map((row) => ({
      rows: [row],
      meaning: { is: "exchange" },
      sent: row.isBuy ? row.gross : row.size,
      received: row.isBuy ? row.size : row.gross,
      fees: row.fee === null ? [] : [row.fee],
      question: row.question,
      label: row.isBuy ? "BUY" : "SELL",
      note: `${row.isBuy ? "Buy" : "Sell"} ${textIn(row.cells, "product")}`,
    })),
});

function readFill(cells: Cells): Fill {
  const time = timeIn(cells, "created at");
  const side = textIn(cells, "side").toUpperCase();
  if (side !== "BUY" && side !== "SELL") {
    throw new CellError(problemIn(cells, "side", "The side is neither BUY nor SELL."));
  }
  const isBuy = side === "BUY";
  const asset = assetIn(cells, "size unit");
  const unit = assetIn(cells, "price/fee/total unit");
  const size = requiredAmountIn(cells, "size");
  const [fee, total] = [requiredAmountIn(cells, "fee"), requiredAmountIn(cells, "total")];
  const whole = absoluteQuantity(total);
  const gross = isBuy ? subtractQuantity(whole, fee) : addQuantity(total, fee);
  if (signQuantity(size) <= 0 || signQuantity(gross) <= 0 || signQuantity(fee) < 0) {
    throw new CellError(problemIn(cells, "total", "Size, fee and total do not make a trade."));
  }
  const [product, id] = [textIn(cells, "product"), textIn(cells, "trade id")];
  const content = [time.at, product, side, quantityText(size), asset, quantityText(whole), unit];
  return {
    cells,
    time,
    // Trade ids are counted market by market; an order that meets one's own is a purchase and a sale of one id.
    id: id === "" ? "" : `${product}:${id}:${side}`,
    content: content.join("|"),
    isBuy,
    size: { asset, quantity: size },
    gross: { asset: unit, quantity: gross },
    fee: legOf(unit, fee),
    question:
      isBuy && signQuantity(total) > 0
        ? "The total of this purchase is positive, as a sale's: say whether it bought or sold."
        : null,
  };
}
