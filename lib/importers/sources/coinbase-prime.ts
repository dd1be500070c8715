import {
  amountIn,
  CellError,
  type Cells,
  legOf,
  problemIn,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { openAcrossDays } from "@/lib/importers/open-across-days";
import { splitPair } from "@/lib/importers/pairs";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import { isZeroQuantity, quantityText, ZERO_QUANTITY } from "@/lib/money/quantity";
import { assetId, type Leg } from "@/lib/tax/transaction";

interface PrimeOrder extends TableRow {
  readonly isBuy: boolean;
  readonly isCompleted: boolean;
  readonly base: Leg;
  readonly quote: Leg;
  readonly fee: Leg | null;
  readonly question: string | null;
}

/**
 * Coinbase Prime's orders: one row an order, filled quantities of base and quote, fees in the quote asset. Completed orders are
 * trades; one that was cancelled after a part was filled is kept and asked about (formats.md 2).
 */
export const coinbasePrime = tableSource<PrimeOrder>({
  id: "coinbase-prime",
  label: "Coinbase Prime orders",
  timeRule: "UTC, stated in the file; the moment the order was placed",
  account: "Coinbase Prime",
  commas: "thousands",
  kindColumn: "status",
  moneyColumn: "market",
  order: -1,
  headers: [
    {
      version: "orders",
      header: (
        "order id,status,market,side,type,limit price,total order quantity,order currency,filled base quantity,filled quote quantity," +
        "average fill price,total fees and commissions,initiated by,initiated time,last updated time,activity level,portfolio name," +
        "portfolio id,entity name,entity id"
      ).split(","),
    },
  ],
  read: readOrder,
  settle: (rows) => rows.map(settleOrder),
});

function readOrder(cells: Cells): PrimeOrder | string {
  const status = textIn(cells, "status");
  const isCompleted = status.toLowerCase() === "completed";
  const filled = amountIn(cells, "filled base quantity") ?? ZERO_QUANTITY;
  if (!isCompleted && isZeroQuantity(filled)) {
    return `The order is "${status}", nothing of it was filled.`;
  }
  const time = timeIn(cells, "initiated time");
  const pair = splitPair(textIn(cells, "market"));
  const side = textIn(cells, "side").toUpperCase();
  if (pair === null) {
    throw new CellError(problemIn(cells, "market", "The market does not name two assets."));
  }
  if (side !== "BUY" && side !== "SELL") {
    throw new CellError(problemIn(cells, "side", "The side is neither BUY nor SELL."));
  }
  const [base, quote] = [assetId(pair[0]), assetId(pair[1])];
  const paid = requiredAmountIn(cells, "filled quote quantity");
  return {
    cells,
    time,
    id: textIn(cells, "order id"),
    content: [time.at, side, quantityText(filled), base, quantityText(paid), quote].join("|"),
    isBuy: side === "BUY",
    isCompleted,
    base: { asset: base, quantity: filled },
    quote: { asset: quote, quantity: paid },
    fee: legOf(quote, amountIn(cells, "total fees and commissions")),
    question: openAcrossDays(time, timeIn(cells, "last updated time")),
  };
}

function settleOrder(row: PrimeOrder): TableEvent<PrimeOrder> {
  const label = `${row.isBuy ? "BUY" : "SELL"} ${textIn(row.cells, "market")}`;
  const legs = {
    sent: row.isBuy ? row.quote : row.base,
    received: row.isBuy ? row.base : row.quote,
  };
  const fees = row.fee === null ? [] : [row.fee];
  if (!row.isCompleted) {
    const reason = `The order is "${textIn(row.cells, "status")}", but a part of it was filled: say whether that part stands.`;
    return { rows: [row], meaning: { is: "unknown", reason }, ...legs, fees, label };
  }
  return { rows: [row], meaning: { is: "exchange" }, ...legs, fees, question: row.question, label };
}
