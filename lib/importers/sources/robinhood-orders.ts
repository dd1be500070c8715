import { dollarsIn, legText, unsignedLegIn } from "@/lib/importers/amounts";
import { amountIn, assetIn, type Cells, textIn, timeIn } from "@/lib/importers/cells";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import { absoluteQuantity, isZeroQuantity, subtractQuantity } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { assetId, type Leg } from "@/lib/tax/transaction";

interface OrderRow extends TableRow {
  readonly side: string;
  readonly coin: Leg;
  readonly money: Leg | null;
  /** Why the order is not a whole trade; null when it is. */
  readonly unsure: string | null;
}

/** Robinhood's crypto orders: one row an order, no fee column (the spread is in the price). */
export const robinhoodOrders = tableSource<OrderRow>({
  id: "robinhood-orders",
  label: "Robinhood crypto orders",
  timeRule: "UTC is assumed: the file names no zone",
  account: "Robinhood",
  commas: "thousands",
  kindColumn: "Side",
  moneyColumn: "Notional",
  headers: [
    {
      version: "orders",
      header:
        "UUID,Time Entered,Symbol,Side,Quantity,State,Order Type,Leaves Quantity,Entered Price,Average Price,Notional".split(
          ",",
        ),
    },
  ],
  leavesOut: (cells) =>
    cells.length === 1 ? "The note at the end of the file, not a transaction." : null,
  read,
  settle: (rows) => rows.map(eventOf),
});

function read(cells: Cells): OrderRow | string {
  const state = textIn(cells, "State");
  const coin = unsignedLegIn(cells, "Quantity", assetIn(cells, "Symbol"));
  const leaves = amountIn(cells, "Leaves Quantity");
  const filled =
    coin === null || leaves === null
      ? null
      : subtractQuantity(coin.quantity, absoluteQuantity(leaves));
  const isWhole = state.toLowerCase() === "filled";
  const isPart = !isWhole && filled !== null && !isZeroQuantity(filled) && hasMoney(cells);
  if (coin === null || !(isWhole || isPart)) {
    return `Not imported: the order's state is ${state === "" ? "missing" : state}.`;
  }
  const time = timeIn(cells, "Time Entered");
  const side = textIn(cells, "Side").toLowerCase();
  const money = unsignedLegIn(cells, "Notional", assetId("USD"));
  const isCut = isWhole && leaves !== null && !isZeroQuantity(leaves);
  return {
    cells,
    time,
    id: textIn(cells, "UUID"),
    content: [time.at, side, legText(coin), legText(money)].join("|"),
    side,
    coin,
    money,
    unsure:
      isPart || isCut
        ? `The order is ${state}, and ${textIn(cells, "Leaves Quantity")} of it is told as not filled: say what was traded.`
        : null,
  };
}

function hasMoney(cells: Cells): boolean {
  return dollarsIn(cells, "Notional") !== null;
}

function eventOf(row: OrderRow): TableEvent<OrderRow> {
  const { side, coin, money } = row;
  const told = { rows: [row], label: textIn(row.cells, "Side") };
  const legs = side === "sell" ? { sent: coin, received: money } : { sent: money, received: coin };
  const reason =
    row.unsure ??
    (side === "buy" || side === "sell" ? null : `The side "${side}" is neither Buy nor Sell.`);
  if (reason === null) {
    return { meaning: { is: "exchange" }, ...legs, ...told };
  }
  const value = dollarsIn(row.cells, "Notional");
  const paid = value === null ? "" : ` The row tells $${usdText(value)}.`;
  return { meaning: { is: "unknown", reason: `${reason}${paid}` }, ...legs, value, ...told };
}
