import { unsigned } from "@/lib/importers/amounts";
import { isFiat } from "@/lib/importers/assets";
import {
  amountIn,
  assetIn,
  type Cells,
  decimalIn,
  dollars,
  isNegative,
  legOf,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { usdOf } from "@/lib/importers/legs";
import { type TableEvent, tableSource } from "@/lib/importers/table-source";
import { absoluteQuantity, parseQuantity, quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";
import { type AppKind, appKind } from "./crypto-com-app-kinds";
import { type AppRow, settleSwaps } from "./crypto-com-app-swaps";

const COLUMNS =
  "Timestamp (UTC),Transaction Description,Currency,Amount,To Currency,To Amount,Native Currency,Native Amount,Native Amount (in USD),Transaction Kind";

/**
 * The three files of the Crypto.com App (crypto wallet, fiat wallet, card). Amounts are signed in most exports and unsigned in some, so
 * the kind decides the direction wherever it can. "Native Amount (in USD)" is the native amount at the rate of the day of the export
 * (one rate for all rows of every sample), so it is no value of any day: only a native amount in dollars is taken.
 */
export const cryptoComApp = tableSource<AppRow>({
  id: "crypto-com-app",
  label: "Crypto.com App",
  timeRule: "UTC, by the column's name",
  account: "Crypto.com App",
  order: -1,
  kindColumn: "Transaction Kind",
  moneyColumn: "Native Currency",
  headers: [
    { version: "v1", header: COLUMNS.split(",") },
    { version: "v2", header: `${COLUMNS},Transaction Hash`.split(",") },
  ],
  read: (cells) => {
    const kind = textIn(cells, "Transaction Kind");
    const means = appKind(kind);
    if (means?.is === "internal") {
      return means.reason;
    }
    const time = timeIn(cells, "Timestamp (UTC)");
    const amount = legOf(assetIn(cells, "Currency"), requiredAmountIn(cells, "Amount"));
    const to = otherSide(cells);
    const native = nativeOf(cells);
    const row = { kind, means, amount, to, native, value: usdOf(native) };
    return { cells, time, id: "", content: contentOf(cells, time.at, kind), ...row };
  },
  group: ({ means, time }) => (means?.is === "swap" ? time.at : null),
  settle: (rows) =>
    rows.every(({ means }) => means?.is === "swap") ? settleSwaps(rows) : rows.map(eventOf),
});

/** Signs are left out: unsigned exports of the same rows exist. */
function contentOf(cells: Cells, at: string, kind: string): string {
  const unsignedText = (column: string) => {
    const amount = amountIn(cells, column);
    return amount === null ? "" : quantityText(absoluteQuantity(amount));
  };
  return [
    at,
    kind,
    textIn(cells, "Currency"),
    unsignedText("Amount"),
    textIn(cells, "To Currency"),
    unsignedText("To Amount"),
  ].join("|");
}

function otherSide(cells: Cells): Leg | null {
  return textIn(cells, "To Currency") === ""
    ? null
    : unsigned(legOf(assetIn(cells, "To Currency"), amountIn(cells, "To Amount")));
}

/**
 * What was paid or received in the person's own money, without sign; null when it is zero, which says that it was too little to show.
 * Some exports state 40 decimals: what is beyond the eighteenth is cut.
 */
function nativeOf(cells: Cells): Leg | null {
  const text = decimalIn(cells, "Native Amount");
  const amount = text === null ? null : parseQuantity(usdText(dollars(text)));
  return textIn(cells, "Native Currency") === ""
    ? null
    : legOf(assetIn(cells, "Native Currency"), amount);
}

function eventOf(row: AppRow): TableEvent<AppRow> {
  const note = [row.kind, textIn(row.cells, "Transaction Description")]
    .filter((text) => text !== "")
    .join(": ");
  const chain = chainRef(textIn(row.cells, "Transaction Hash"));
  return { rows: [row], label: row.kind, note, chain, ...told(row, row.means ?? unnamed(row)) };
}

/** The fiat wallet's oldest rows have no kind; money in and out is told by their words. */
function unnamed({ kind, cells, amount }: AppRow): AppKind {
  const description = textIn(cells, "Transaction Description");
  if (kind === "" && amount !== null && isFiat(amount.asset)) {
    const isIn = /\bdeposit/i.test(description);
    if (isIn || /\bwithdraw/i.test(description)) {
      return { is: isIn ? "in" : "out", meaning: { is: isIn ? "deposit" : "withdrawal" } };
    }
  }
  const name = kind === "" ? description : kind;
  const reason = `Crypto.com calls this "${name}": say what it was.`;
  return { is: "by-sign", meaning: { is: "unknown", reason } };
}

type Told = Pick<TableEvent<AppRow>, "meaning" | "sent" | "received" | "value" | "question">;

function told(row: AppRow, means: AppKind): Told {
  const amount = unsigned(row.amount);
  const isOut = row.amount !== null && isNegative(row.amount.quantity);
  const { value } = row;
  if (means.is === "trade") {
    return tradeOf(row, means.isBuy);
  }
  if (means.is === "transfer") {
    const isLeaving = isOut || /^to\b/i.test(textIn(row.cells, "Transaction Description"));
    return isLeaving
      ? { meaning: { is: "withdrawal" }, sent: amount, value }
      : { meaning: { is: "deposit" }, received: amount, value };
  }
  if (means.is === "swap" || means.is === "internal") {
    const reason = "The row stands alone where several belong together.";
    return { meaning: { is: "unknown", reason }, received: amount, value };
  }
  const isLeaving = means.is === "out" || (means.is === "by-sign" && isOut);
  const { meaning, question = null } = means;
  return isLeaving
    ? { meaning, question, sent: amount, value }
    : { meaning, question, received: amount, value };
}

/** With two assets in the row the first goes for the second; with one, the other side is the person's own money. */
function tradeOf(row: AppRow, isBuy: boolean): Told {
  const amount = unsigned(row.amount);
  const { to, native, value } = row;
  const meaning = { is: "exchange" } as const;
  if (to !== null) {
    return { meaning, sent: amount, received: to, value };
  }
  return isBuy
    ? { meaning, sent: native, received: amount, value }
    : { meaning, sent: amount, received: native, value };
}
