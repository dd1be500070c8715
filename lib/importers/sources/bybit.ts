import { legText, unsigned } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import {
  assetIn,
  type Cells,
  isNegative,
  legOf,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { rowByRow, type ToldRow } from "@/lib/importers/fill";
import { tableSource } from "@/lib/importers/table-source";

const INTERNAL = new Set([
  "transfer to derivatives account",
  "transfer from derivatives account",
  "internalaccounttransferdeposit",
  "internalaccounttransferwithdrawal",
]);

interface Columns {
  readonly time: string;
  readonly amount: string;
  /** What decides: the description, where there is one (the Type beside it is not verified). */
  readonly kind: string;
}

const ASSETS: Columns = { time: "Date & Time(UTC)", amount: "QTY", kind: "Description" };
const OLDER: Columns = { time: "Time(UTC)", amount: "Amount", kind: "Type" };

/** Bybit's asset history in both layouts: deposits, withdrawals and moves to its derivatives account (formats.md 15). */
export const bybit = tableSource<ToldRow>({
  id: "bybit",
  label: "Bybit asset history",
  timeRule: "UTC, by the column's name",
  account: "Bybit",
  order: -1,
  kindColumn: "Type",
  kindColumnOf: (version) => (version === "older" ? OLDER : ASSETS).kind,
  moneyColumn: "Coin",
  headers: [
    {
      version: "assets",
      header: "Date & Time(UTC),Coin,QTY,Type,Account Balance,Description".split(","),
    },
    { version: "older", header: "Type,Coin,Amount,Wallet Balance,Time(UTC)".split(",") },
  ],
  read: (cells, { version }) => readRow(cells, version === "older" ? OLDER : ASSETS),
  settle: rowByRow,
});

function readRow(cells: Cells, columns: Columns): ToldRow | string {
  const kind = textIn(cells, columns.kind);
  if (INTERNAL.has(kind.toLowerCase())) {
    return `A move between accounts inside Bybit (${kind}).`;
  }
  const time = timeIn(cells, columns.time);
  const signed = legOf(assetIn(cells, "Coin"), requiredAmountIn(cells, columns.amount));
  const meaning = meaningOf(kind);
  const isNegativeAmount = signed !== null && isNegative(signed.quantity);
  const isOut = meaning.is === "withdrawal" || isNegativeAmount;
  const amount = unsigned(signed);
  const sides = isOut ? { sent: amount } : { received: amount };
  const direction = isOut ? "out" : "in";
  return {
    cells,
    time,
    id: "",
    content: [time.at, direction, legText(amount)].join("|"),
    tells: { meaning, label: kind, ...sides },
  };
}

function meaningOf(kind: string): Meaning {
  switch (kind.toLowerCase()) {
    case "deposit":
    case "userdeposit":
      return { is: "deposit" };
    case "withdrawal":
    case "userwithdrawal":
      return { is: "withdrawal" };
    default:
      return { is: "unknown", reason: `Bybit calls this "${kind}": say what it was.` };
  }
}
