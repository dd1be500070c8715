import { amountIn, assetIn, type Cells, requiredAmountIn, textIn } from "@/lib/importers/cells";
import { type ReadAt, type TableRow, tableSource } from "@/lib/importers/table-source";
import { addQuantity, quantityText, subtractQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";
import { binanceTime, zoneOfColumn } from "./binance-zone";

interface Fiat extends TableRow {
  readonly direction: "deposit" | "withdrawal" | null;
  readonly leg: Leg;
}

const COLUMNS = "Coin,Amount,Status,Payment Method,Indicated Amount,Fee,Order ID";

/**
 * Binance.com's deposits and withdrawals of money; the layout is the same for both, the file's name tells which it is. A deposit puts
 * the indicated amount less the fee on the account, a withdrawal takes the amount and the fee from it (formats.md 4).
 */
export const binanceFiat = tableSource<Fiat>({
  id: "binance-fiat",
  label: "Binance.com deposits and withdrawals of money",
  timeRule: "the zone in the column's name",
  account: "Binance",
  commas: "thousands",
  kindColumn: "Status",
  moneyColumn: "Coin",
  order: -1,
  headers: [{ version: "fiat", header: ["Date(UTC)", ...COLUMNS.split(",")] }],
  recognise: ([date = "", ...rest]) =>
    zoneOfColumn(date) !== null && rest.join(",") === COLUMNS ? "fiat" : null,
  read: readFiat,
  settle: (rows) =>
    rows.map((row) => {
      const base = { rows: [row], label: `${row.direction ?? "transfer"} of money` } as const;
      if (row.direction === null) {
        const reason = `The file's name does not say whether ${quantityText(row.leg.quantity)} ${row.leg.asset} came or went.`;
        return { ...base, meaning: { is: "unknown", reason } };
      }
      return row.direction === "deposit"
        ? { ...base, meaning: { is: "deposit" }, received: row.leg }
        : { ...base, meaning: { is: "withdrawal" }, sent: row.leg };
    }),
});

function readFiat(cells: Cells, { header, options }: ReadAt): Fiat | string {
  const [dateColumn = ""] = header;
  const status = textIn(cells, "Status");
  if (status.toLowerCase() !== "successful") {
    return `The transfer is "${status}", which is not a final state.`;
  }
  const time = binanceTime(cells, dateColumn, zoneOfColumn(dateColumn));
  const asset = assetIn(cells, "Coin");
  const name = (options.fileName ?? "").replace(/^.*[/\\]/, "");
  const isDeposit = /deposit/i.test(name);
  const direction =
    isDeposit === /withdraw/i.test(name) ? null : isDeposit ? "deposit" : "withdrawal";
  const fee = amountIn(cells, "Fee") ?? ZERO_QUANTITY;
  const amount = requiredAmountIn(cells, "Amount");
  const indicated = amountIn(cells, "Indicated Amount");
  const quantity =
    direction === "withdrawal"
      ? addQuantity(amount, fee)
      : indicated === null
        ? amount
        : subtractQuantity(indicated, fee);
  const content = [time.at, asset, quantityText(amount), direction ?? ""].join("|");
  return {
    cells,
    time,
    id: textIn(cells, "Order ID"),
    content,
    direction,
    leg: { asset, quantity },
  };
}
