import {
  CellError,
  type Cells,
  decimalIn,
  dollars,
  problemIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { isHeader } from "@/lib/importers/header-pattern";
import { movementOfNet } from "@/lib/importers/net-change";
import { readNumber } from "@/lib/importers/number";
import {
  type LeftOut,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { parseQuantity, type Quantity, quantityText } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import { assetId } from "@/lib/tax/transaction";

interface SparrowRow extends TableRow {
  readonly net: Quantity;
  readonly fee: Quantity | null;
  readonly value: Usd | null;
}

const BTC = assetId("BTC");
const AMOUNTS = [
  /^Value( \((BTC|sats)\))?$/,
  /^Balance( \((BTC|sats)\))?$/,
  /^Fee( \((BTC|sats)\))?$/,
];
const FIAT = /^Value \([A-Z]{3}\)$/;
const FRONT = ["Date (UTC)", "Label"];

/** Sparrow's transactions: the wallet's net change, the fee contained in it, and the day's price where the person chose a currency. */
export const sparrow = tableSource<SparrowRow>({
  id: "sparrow",
  label: "Sparrow",
  timeRule: "UTC, as the column says",
  account: "Sparrow",
  kindColumn: "Label",
  headers: [
    {
      version: "unit named",
      header: [...FRONT, "Value (BTC)", "Balance (BTC)", "Fee (BTC)", "Txid"],
    },
    { version: "unit not named", header: [...FRONT, "Value", "Balance", "Fee", "Txid"] },
  ],
  recognise: (header) =>
    isHeader(header, [...FRONT, ...AMOUNTS, FIAT, "Txid"])
      ? "with a currency"
      : isHeader(header, [...FRONT, ...AMOUNTS, "Txid"])
        ? "unit named"
        : null,
  // By position: the unit behind a name changes, and a column of dollars may follow.
  columns: (header) =>
    header.map((cell, index) =>
      index < 5
        ? cell.replace(/ \((BTC|sats)\)$/, "")
        : index === header.length - 1
          ? cell
          : `Worth${cell.slice(5)}`,
    ),
  leavesOut: (cells) =>
    (cells[0] ?? "").trimStart().startsWith("#") ? "A note at the end of the file." : null,
  read: (cells, { header }) => {
    if (textIn(cells, "Date (UTC)") === "Unconfirmed") {
      return "Not confirmed yet: it has no time.";
    }
    const time = timeIn(cells, "Date (UTC)");
    const isSats = header[2] === "Value (sats)";
    const net = bitcoinIn(cells, "Value", isSats);
    if (net === null) {
      throw new CellError(problemIn(cells, "Value", "The amount is missing."));
    }
    const worth = decimalIn(cells, "Worth (USD)");
    return {
      cells,
      time,
      net,
      id: "",
      content: [textIn(cells, "Txid"), quantityText(net)].join("|"),
      fee: bitcoinIn(cells, "Fee", isSats),
      value: worth === null ? null : dollars(worth),
    };
  },
  settle: (rows) => rows.map(settle),
});

/** Bitcoin always stands with its decimals; a whole number is satoshis. */
function bitcoinIn(cells: Cells, column: string, isSats: boolean): Quantity | null {
  const text = decimalIn(cells, column);
  const isWhole = !textIn(cells, column).includes(".");
  const reading = readNumber(isSats || isWhole ? `${text}e-8` : (text ?? ""));
  return text !== null && reading.kind === "number" ? parseQuantity(reading.text) : null;
}

function settle(row: SparrowRow): TableEvent<SparrowRow> | LeftOut<SparrowRow> {
  const { net, fee, value } = row;
  const label = textIn(row.cells, "Label");
  const movement = movementOfNet({ asset: BTC, net, fee, worth: value, label });
  if (movement === null) {
    return { rows: [row], leftOut: "Moved inside the wallet; nothing changed." };
  }
  return typeof movement === "string"
    ? { rows: [row], meaning: { is: "unknown", reason: movement }, label }
    : { rows: [row], chain: chainRef(textIn(row.cells, "Txid")), ...movement };
}
