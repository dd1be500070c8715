import { isNegative, requiredAmountIn, textIn } from "@/lib/importers/cells";
import { exchangeIn, sidesOf } from "@/lib/importers/sides";
import {
  type LeftOut,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { absoluteQuantity, isZeroQuantity, quantityText } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";
import { binanceAssetIn } from "./binance-assets";
import { binanceTime } from "./binance-zone";

interface FuturesRow extends TableRow {
  readonly type: string;
  readonly transaction: string;
  readonly leg: Leg;
}

const MOVES = new Set(["DEPOSIT", "WITHDRAW", "TRANSFER"]);
const SWAPS = new Set(["COIN_SWAP_DEPOSIT", "COIN_SWAP_WITHDRAW"]);
const REASONS: ReadonlyMap<string, string> = new Map([
  [
    "REALIZED_PNL",
    "The result of a futures position: say how you report it; it is not computed here.",
  ],
  ["COMMISSION", "A fee of a futures position: say how you report it; it is not computed here."],
  ["FUNDING_FEE", "Funding of a futures position: say how you report it; it is not computed here."],
]);

/**
 * Binance.com's futures transactions. Results, fees and funding are kept and asked about; moves from and to the spot wallet are left
 * out; a change of one coin into another (two rows of one transaction id) is an exchange.
 */
export const binanceFutures = tableSource<FuturesRow>({
  id: "binance-futures",
  label: "Binance.com futures transactions",
  timeRule: "UTC, stated in the column's name",
  account: "Binance",
  kindColumn: "type",
  moneyColumn: "Asset",
  order: -1,
  headers: [
    { version: "futures", header: "Date(UTC),type,Amount,Asset,Symbol,Transaction ID".split(",") },
  ],
  read: (cells) => {
    const time = binanceTime(cells, "Date(UTC)", "+00:00");
    const [type, transaction] = [
      textIn(cells, "type").toUpperCase(),
      textIn(cells, "Transaction ID"),
    ];
    const leg = {
      asset: binanceAssetIn(cells, "Asset", time.at),
      quantity: requiredAmountIn(cells, "Amount"),
    };
    const content = [time.at, type, leg.asset, quantityText(leg.quantity), textIn(cells, "Symbol")];
    const id = transaction === "" ? "" : [transaction, ...content].join("|");
    return { cells, time, id, content: content.join("|"), type, transaction, leg };
  },
  group: ({ type, transaction }) =>
    SWAPS.has(type) && transaction !== "" ? `swap|${transaction}` : null,
  settle: (rows) => {
    const legs = exchangeIn(sidesOf(rows.map(({ leg }) => leg)));
    return legs === null
      ? rows.map(single)
      : [{ rows, meaning: { is: "exchange" }, ...legs, label: "coin swap" }];
  },
});

function single(row: FuturesRow): TableEvent<FuturesRow> | LeftOut<FuturesRow> {
  const { type, leg } = row;
  if (MOVES.has(type)) {
    return {
      rows: [row],
      leftOut: "A move inside Binance, between its wallets: nothing is gained or given up.",
    };
  }
  const size = { asset: leg.asset, quantity: absoluteQuantity(leg.quantity) };
  const [sent, received] = isZeroQuantity(leg.quantity)
    ? [null, null]
    : isNegative(leg.quantity)
      ? [size, null]
      : [null, size];
  const reason = SWAPS.has(type)
    ? "The other half of this coin swap is not in the file."
    : (REASONS.get(type) ?? `The type "${type}" is not known here: say what it is.`);
  const symbol = textIn(row.cells, "Symbol");
  const label = symbol === "" ? type : `${type} ${symbol}`;
  return { rows: [row], meaning: { is: "unknown", reason }, sent, received, label };
}
