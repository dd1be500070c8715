import { readAsset } from "@/lib/importers/assets";
import {
  amountIn,
  CellError,
  type Cells,
  decimalIn,
  dollars,
  isNegative,
  legOf,
  problemIn,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { koinlyMeaning } from "@/lib/importers/koinly-labels";
import { readLeg } from "@/lib/importers/legs";
import { splitPair } from "@/lib/importers/pairs";
import { tableSource } from "@/lib/importers/table-source";
import { contentOfRow, type TwoSidedRow } from "@/lib/importers/two-sided";
import { absoluteQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";

/** A header whose required columns are there and whose others are all known, in any order: the templates let people leave columns out. */
const has =
  (required: readonly string[], optional: readonly string[]) => (header: readonly string[]) =>
    required.every((column) => header.includes(column)) &&
    header.every((column) => required.includes(column) || optional.includes(column));

const SIMPLE = ["Koinly Date", "Amount", "Currency"];
const SIMPLE_MORE = [
  "Net Worth Amount",
  "Net Worth Currency",
  "Label",
  "Tag",
  "Description",
  "TxHash",
];
const TRADES = ["Koinly Date", "Pair", "Side", "Amount", "Total"];
const TRADES_MORE = ["Fee Amount", "Fee Currency", "Order ID", "Trade ID"];

const isSimple = has(SIMPLE, SIMPLE_MORE);
const isTrades = has(TRADES, TRADES_MORE);

/** Koinly's simple template: one signed amount a row. */
export const koinlySimple = tableSource<TwoSidedRow>({
  id: "koinly-simple",
  label: "Koinly simple template",
  timeRule: "UTC, by the template's definition",
  account: "Koinly",
  kindColumn: "Label",
  moneyColumn: "Currency",
  headers: [{ version: "simple", header: [...SIMPLE, "Label", "TxHash"] }],
  recognise: (header) => (isSimple(header) ? "simple" : null),
  columns: (header) => header.map((cell) => (cell === "Tag" ? "Label" : cell)),
  read: (cells) => {
    const amount = requiredAmountIn(cells, "Amount");
    const asset = readAsset(textIn(cells, "Currency"));
    if (asset === null) {
      throw new CellError(problemIn(cells, "Currency", "The asset is missing or is not a ticker."));
    }
    const leg = legOf(asset, absoluteQuantity(amount));
    const isOut = isNegative(amount);
    const legs = { sent: isOut ? leg : null, received: isOut ? null : leg, fee: null };
    return rowOf(cells, legs, textIn(cells, "Label"), [textIn(cells, "TxHash")]);
  },
  settle: (rows) =>
    rows.map((row) => {
      const { sent, received, kind: label, value, note } = row;
      const meaning = koinlyMeaning(sent, received, label);
      const chain = chainRef(textIn(row.cells, "TxHash"));
      return { rows: [row], meaning, sent, received, value, label, note, chain };
    }),
});

/** Koinly's template for trades by market and side; the fee stands beside the total. */
export const koinlyTrades = tableSource<TwoSidedRow>({
  id: "koinly-trades",
  label: "Koinly trades template",
  timeRule: "UTC, by the template's definition",
  account: "Koinly",
  kindColumn: "Side",
  moneyColumn: "Pair",
  headers: [{ version: "trades", header: [...TRADES, "Fee Amount", "Fee Currency"] }],
  recognise: (header) => (isTrades(header) ? "trades" : null),
  read: (cells) => {
    const [base, quote] = pairIn(cells);
    const coin = legOf(base, amountIn(cells, "Amount"));
    const paid = legOf(quote, amountIn(cells, "Total"));
    const side = textIn(cells, "Side").toLowerCase();
    if (side !== "buy" && side !== "sell") {
      throw new CellError(problemIn(cells, "Side", "The side is neither buy nor sell."));
    }
    const sides = side === "buy" ? { sent: paid, received: coin } : { sent: coin, received: paid };
    const fee = readLeg(cells, { amount: "Fee Amount", asset: "Fee Currency" });
    const ids = ["Order ID", "Trade ID"].map((column) => textIn(cells, column));
    return rowOf(cells, { ...sides, fee }, side, ids);
  },
  settle: (rows) =>
    rows.map((row) => {
      const { sent, received, fee, kind: label, note } = row;
      const fees = fee === null ? [] : [fee];
      return { rows: [row], meaning: { is: "exchange" }, sent, received, fees, label, note };
    }),
});

function pairIn(cells: Cells) {
  const pair = splitPair(textIn(cells, "Pair"));
  const [base, quote] = [readAsset(pair?.[0] ?? ""), readAsset(pair?.[1] ?? "")];
  if (base === null || quote === null) {
    throw new CellError(problemIn(cells, "Pair", "This is not a pair of two assets."));
  }
  return [base, quote] as const;
}

function rowOf(
  cells: Cells,
  legs: Pick<TwoSidedRow, "sent" | "received" | "fee">,
  kind: string,
  ids: readonly string[],
): TwoSidedRow {
  const time = timeIn(cells, "Koinly Date");
  const note = [kind, textIn(cells, "Description")].filter((text) => text !== "").join(": ");
  return {
    cells,
    time,
    kind,
    note,
    account: "",
    id: "",
    content: contentOfRow(time.date ?? time.at, legs, [kind, ...ids]),
    value: worthIn(cells),
    feeValue: null,
    ...legs,
  };
}

function worthIn(cells: Cells): Usd | null {
  const text = decimalIn(cells, "Net Worth Amount");
  const isDollars = textIn(cells, "Net Worth Currency").toUpperCase() === "USD";
  return text !== null && isDollars ? dollars(text) : null;
}
