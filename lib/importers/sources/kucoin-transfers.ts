import { legText, some, unsignedLegIn } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import { assetIn, type Cells, textIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { rowByRow, type ToldRow } from "@/lib/importers/fill";
import { type ReadAt, tableSource } from "@/lib/importers/table-source";
import type { ChainRef } from "@/lib/tax/transaction";
import { kucoinTimeIn, layouts, noRecords } from "./kucoin-layouts";
import { stateOf } from "./states";

const LAYOUTS = {
  deposits: "UID,Account Type,Time,Coin,Amount,Fee,Transfer Network,Status,Remarks",
  "deposits-hash":
    "UID,Account Type,Time,Coin,Amount,Fee,Hash,Deposit Address,Transfer Network,Status,Remarks",
  "deposits-bundle": "UID,Account Type,Time,Remarks,Status,Fee,Amount,Coin,Transfer Network",
  "deposits-network": "Time,Coin,Network,Amount,Type,Remark,Fee",
  "deposits-old": "Time,Coin,Amount,Type,Remark",
  "deposits-fiat": "Order ID,Currency (Fiat),Fiat Amount,Fee,Deposit Method,Status,Time",
  withdrawals:
    "UID,Account Type,Time,Coin,Amount,Fee,Withdrawal Address/Account,Transfer Network,Status,Remarks",
  "withdrawals-hash":
    "UID,Account Type,Time,Coin,Amount,Fee,Hash,Withdrawal Address/Account,Transfer Network,Status,Remarks",
  "withdrawals-bundle":
    "UID,Account Type,Time,Remarks,Status,Fee,Amount,Coin,Transfer Network,Withdrawal Address/Account",
  "withdrawals-network": "Time,Coin,Network,Amount,Type,Wallet Address/Account,Remark",
  "withdrawals-old": "Time,Coin,Amount,Type,Wallet Address,Remark",
  "withdrawals-fiat":
    "Order ID,Currency (Fiat),Fiat Amount,Fee Currency,Fee,Withdrawal Method,Status,Time",
  both: "coin_type,type,add,hash,vol,created_at",
};

/** KuCoin deposits and withdrawals of all generations; a withdrawal's fee is on top (formats.md 10). */
export const kucoinTransfers = tableSource<ToldRow>({
  id: "kucoin-transfers",
  label: "KuCoin deposits and withdrawals",
  account: "KuCoin",
  order: -1,
  kindColumn: "Status",
  kindColumnOf: (version) => (version === "both" ? "type" : "Status"),
  moneyColumn: "Coin",
  ...layouts(LAYOUTS),
  read: (cells, at) => noRecords(cells.row.cells[0] ?? "") ?? readRow(cells, at),
  settle: rowByRow,
});

interface Columns {
  readonly time: string;
  readonly asset: string;
  readonly amount: string;
}

function columnsOf(version: string): Columns {
  if (version === "both") {
    return { time: "created_at", asset: "coin_type", amount: "vol" };
  }
  return version.endsWith("-fiat")
    ? { time: "Time", asset: "Currency (Fiat)", amount: "Fiat Amount" }
    : { time: "Time", asset: "Coin", amount: "Amount" };
}

function readRow(cells: Cells, at: ReadAt): ToldRow | string {
  const state = stateOf(textIn(cells, "Status"));
  if (state.is === "not-final") {
    return state.reason;
  }
  const columns = columnsOf(at.version);
  const time = kucoinTimeIn(cells, columns.time, at);
  const asset = assetIn(cells, columns.asset);
  const amount = unsignedLegIn(cells, columns.amount, asset);
  const fee = unsignedLegIn(cells, "Fee", asset);
  const direction = directionOf(cells, at.version);
  const label = direction ?? textIn(cells, "type");
  const meaning: Meaning =
    direction === null
      ? { is: "unknown", reason: `KuCoin calls this "${label}": say what it was.` }
      : { is: direction };
  // Layouts without a state list what happened.
  const isOdd = state.is === "unknown" && cells.places.has("Status");
  const question = isOdd ? state.reason : null;
  const sides = direction === "withdrawal" ? { sent: amount } : { received: amount };
  const content = [time.at, label, legText(amount)].join("|");
  const tells = { meaning, label, fees: some(fee), question, chain: chainIn(cells), ...sides };
  return { cells, time, id: "", content, tells };
}

const HASHES = ["Hash", "hash"];
const ADDRESSES = [
  "Deposit Address",
  "Withdrawal Address/Account",
  "Wallet Address/Account",
  "Wallet Address",
  "add",
];

function chainIn(cells: Cells): ChainRef | null {
  const [hash = "", address = ""] = [HASHES, ADDRESSES].map(
    (columns) => columns.map((column) => textIn(cells, column)).find((text) => text !== "") ?? "",
  );
  return chainRef(hash, address);
}

function directionOf(cells: Cells, version: string): "deposit" | "withdrawal" | null {
  if (version !== "both") {
    return version.startsWith("deposits") ? "deposit" : "withdrawal";
  }
  const type = textIn(cells, "type").toUpperCase();
  return type === "DEPOSIT" ? "deposit" : type.startsWith("WITHDRAW") ? "withdrawal" : null;
}
