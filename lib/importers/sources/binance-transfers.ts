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
import { chainRef } from "@/lib/importers/chain-ref";
import {
  type ReadAt,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { quantityText, signQuantity } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";
import { binanceAssetIn } from "./binance-assets";
import { binanceTime, zoneOfColumn } from "./binance-zone";

type Direction = "deposit" | "withdrawal";

interface Transfer extends TableRow {
  readonly direction: Direction | null;
  readonly leg: Leg;
  readonly fee: Leg | null;
}

const V1 = "Amount,TransactionFee,Address,TXID,SourceAddress,PaymentID,Status".split(",");
const V2 = {
  deposits: "Coin,Network,Amount,Address,TXID,Status",
  withdrawals: "Coin,Network,Amount,Fee,Address,TXID,Status",
};

/**
 * Binance.com's deposits and withdrawals of coins. The amount is what arrived; a withdrawal's network fee was paid on top. The older
 * layout is the same for both: the file's name tells which it is ("deposit", "withdraw"); a fee makes it a withdrawal (formats.md 4).
 */
export const binanceTransfers = tableSource<Transfer>({
  id: "binance-transfers",
  label:
    "Binance.com deposits and withdrawals (only without the transaction history, which holds them too)",
  timeRule: "UTC, or the zone in the column's name",
  account: "Binance",
  commas: "thousands",
  kindColumn: "Status",
  moneyColumn: "Coin",
  order: -1,
  headers: [
    { version: "deposits", header: ["Date(UTC+0)", ...V2.deposits.split(",")] },
    { version: "withdrawals", header: ["Date(UTC+0)", ...V2.withdrawals.split(",")] },
    { version: "either", header: ["Date(UTC)", "Coin", "Network", ...V1] },
    { version: "either", header: ["Date(UTC)", "Coin", ...V1] },
    { version: "either", header: ["Date", "Coin", ...V1] },
  ],
  recognise: ([date = "", ...rest]) => {
    const layout = rest.join(",");
    if (zoneOfColumn(date) === null) {
      return null;
    }
    return layout === V2.deposits ? "deposits" : layout === V2.withdrawals ? "withdrawals" : null;
  },
  read: readTransfer,
  settle: (rows) => rows.map(settleTransfer),
});

function readTransfer(cells: Cells, { version, header, options }: ReadAt): Transfer | string {
  const [dateColumn = ""] = header;
  const status = textIn(cells, "Status");
  if (status.toLowerCase() !== "completed") {
    return `The transfer is "${status}", which is not a final state.`;
  }
  const time = binanceTime(cells, dateColumn, zoneOfColumn(dateColumn) ?? "+00:00");
  const asset = binanceAssetIn(cells, "Coin", time.at);
  const quantity = requiredAmountIn(cells, "Amount");
  if (isNegative(quantity)) {
    throw new CellError(
      problemIn(cells, "Amount", "The amount is negative; the file says the direction."),
    );
  }
  const fee = amountIn(cells, "Fee") ?? amountIn(cells, "TransactionFee");
  const named = directionOf(version, options.fileName ?? "");
  const direction = named ?? (fee !== null && signQuantity(fee) > 0 ? "withdrawal" : null);
  const hash = textIn(cells, "TXID");
  const content = [time.at, direction ?? "", asset, quantityText(quantity), hash].join("|");
  return {
    cells,
    time,
    // One transaction of a chain may pay several times: its hash names the row only together with what the row says.
    id: hash === "" ? "" : content,
    content,
    direction,
    leg: { asset, quantity },
    fee: legOf(asset, fee),
  };
}

function directionOf(version: string, fileName: string): Direction | null {
  if (version !== "either") {
    return version === "deposits" ? "deposit" : "withdrawal";
  }
  const name = fileName.replace(/^.*[/\\]/, "");
  const isDeposit = /deposit/i.test(name);
  return isDeposit === /withdraw/i.test(name) ? null : isDeposit ? "deposit" : "withdrawal";
}

function settleTransfer(row: Transfer): TableEvent<Transfer> {
  const { direction, leg, fee, cells } = row;
  const network = textIn(cells, "Network");
  const parts = [
    direction ?? "transfer",
    network === "" ? "" : `via ${network}`,
    told(cells, "Address", "address"),
    told(cells, "TXID", "transaction"),
  ];
  const note = parts.filter((part) => part !== "").join(", ");
  const chain = chainRef(textIn(cells, "TXID"), textIn(cells, "Address"));
  const base = { rows: [row], label: direction ?? "transfer", note, chain } as const;
  if (direction === null) {
    const reason = `Neither the file's name nor the row says whether ${quantityText(leg.quantity)} ${leg.asset} came or went.`;
    return { ...base, meaning: { is: "unknown", reason } };
  }
  const fees = fee === null ? [] : [fee];
  return direction === "deposit"
    ? { ...base, meaning: { is: "deposit" }, received: leg, fees }
    : { ...base, meaning: { is: "withdrawal" }, sent: leg, fees };
}

function told(cells: Cells, column: string, word: string): string {
  const text = textIn(cells, column);
  return text === "" ? "" : `${word} ${text}`;
}
