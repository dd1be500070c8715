import { isFiat, readAsset } from "@/lib/importers/assets";
import {
  amountIn,
  assetIn,
  CellError,
  type Cells,
  isNegative,
  legOf,
  problemIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import {
  type ReadAt,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import {
  addQuantity,
  isZeroQuantity,
  type Quantity,
  quantityText,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { assetId, type Leg } from "@/lib/tax/transaction";

interface OldTransfer extends TableRow {
  readonly type: string;
  readonly coin: Leg;
  readonly subtotal: Leg;
  readonly fees: Leg;
  readonly total: Quantity;
}

const BEFORE = ["Timestamp", "Type"];
const AFTER = "Subtotal,Fees,Total,Currency,Price Per Coin,Payment Method,ID,Share".split(",");

/**
 * Coinbase's transfers report of 2012 to 2018: purchases and sales of one coin, whose ticker is the name of the third column, and money
 * in and out. A purchase costs Subtotal + Fees; a sale brings Subtotal - Fees (formats.md 1).
 */
export const coinbaseTransfers = tableSource<OldTransfer>({
  id: "coinbase-transfers",
  label: "Coinbase transfers report (2012 to 2018)",
  timeRule: "the offset stated in the file",
  account: "Coinbase",
  commas: "thousands",
  kindColumn: "Type",
  moneyColumn: "Currency",
  headers: [{ version: "transfers", header: [...BEFORE, "BTC", ...AFTER] }],
  recognise: (header) => {
    const isSame =
      header.slice(0, 2).join() === BEFORE.join() && header.slice(3).join() === AFTER.join();
    const coin = readAsset(header[2] ?? "");
    return isSame && coin !== null && coin === header[2] && !isFiat(coin) ? "transfers" : null;
  },
  read: readRow,
  settle: (rows) => rows.map(settleRow),
});

function readRow(cells: Cells, { header }: ReadAt): OldTransfer {
  const [, , coin = ""] = header;
  const time = timeIn(cells, "Timestamp");
  const type = textIn(cells, "Type");
  const currency = assetIn(cells, "Currency");
  const [amount, subtotal, fees, total] = [
    positive(cells, coin),
    positive(cells, "Subtotal"),
    positive(cells, "Fees"),
    positive(cells, "Total"),
  ];
  return {
    cells,
    time,
    id: textIn(cells, "ID"),
    content: [time.at, type, quantityText(amount), coin, quantityText(total), currency].join("|"),
    type: type.toLowerCase(),
    coin: { asset: assetId(coin), quantity: amount },
    subtotal: { asset: currency, quantity: subtotal },
    fees: { asset: currency, quantity: fees },
    total,
  };
}

/** An amount without sign; zero where the cell is empty (money in and out has no units). */
function positive(cells: Cells, column: string): Quantity {
  const quantity = amountIn(cells, column) ?? ZERO_QUANTITY;
  if (isNegative(quantity)) {
    throw new CellError(
      problemIn(cells, column, "The amount is negative; the type says the direction."),
    );
  }
  return quantity;
}

function settleRow(row: OldTransfer): TableEvent<OldTransfer> {
  const { type, coin, subtotal, fees, total } = row;
  const method = textIn(row.cells, "Payment Method");
  const label = textIn(row.cells, "Type");
  const base = { rows: [row], label, note: method === "" ? label : `${label}: ${method}` } as const;
  const costs = isZeroQuantity(fees.quantity) ? [] : [fees];
  switch (type) {
    case "buy":
    case "sell": {
      if (isZeroQuantity(coin.quantity) || isZeroQuantity(subtotal.quantity)) {
        const column = isZeroQuantity(subtotal.quantity) ? "Subtotal" : coin.asset;
        throw new CellError(problemIn(row.cells, column, "The amount is missing."));
      }
      const legs =
        type === "buy" ? { sent: subtotal, received: coin } : { sent: coin, received: subtotal };
      return {
        ...base,
        meaning: { is: "exchange" },
        ...legs,
        fees: costs,
        question: oddTotal(row),
      };
    }
    case "deposit":
      return {
        ...base,
        meaning: { is: "deposit" },
        received: { asset: fees.asset, quantity: total },
      };
    case "withdrawal":
      return {
        ...base,
        meaning: { is: "withdrawal" },
        sent: { asset: fees.asset, quantity: total },
      };
    default: {
      const reason = `The type "${label}" is not known here: say what it is (${quantityText(total)} ${fees.asset}).`;
      return {
        ...base,
        meaning: { is: "unknown", reason },
        received: legOf(coin.asset, coin.quantity),
      };
    }
  }
}

/** A question when the three amounts contradict each other. */
function oddTotal({ type, subtotal, fees, total }: OldTransfer): string | null {
  const isSum =
    type === "buy"
      ? quantityText(addQuantity(subtotal.quantity, fees.quantity)) === quantityText(total)
      : quantityText(addQuantity(total, fees.quantity)) === quantityText(subtotal.quantity);
  return isSum
    ? null
    : `Subtotal ${quantityText(subtotal.quantity)} and fees ${quantityText(fees.quantity)} do not give the total ${quantityText(total)}.`;
}
