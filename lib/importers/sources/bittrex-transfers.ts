import { legText, some, unsigned, unsignedLegIn } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import { assetIn, type Cells, isNegative, requiredAmountIn, textIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { rowByRow, type ToldRow } from "@/lib/importers/fill";
import { momentIn } from "@/lib/importers/moment";
import { tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import type { Leg } from "@/lib/tax/transaction";
import { stateOf } from "./states";

const DEPOSITS = "Id,Currency,Amount,Confirmations,LastUpdatedDate,TxId,CryptoAddress";
const HEADERS: Readonly<Record<string, string>> = {
  both: "Date,Currency,Type,Address,Memo/Tag,TxId,Amount",
  "deposits-state": `${DEPOSITS},Source,PropertyBagError,BankInfo,DepositUuid,State`,
  "deposits-source": `${DEPOSITS},Source`,
  deposits: DEPOSITS,
  "deposits-old": "Id,Amount,Currency,Confirmations,LastUpdated,TxId,CryptoAddress",
  "deposits-upper":
    "UUID,AMOUNT,CURRENCY,CRYPTOADDRESS,TXID,LASTUPDATED,CONFIRMATIONS,SOURCE,STATE",
  "withdrawals-bank":
    "PaymentUuid,Currency,Amount,Address,OpenedDate,Authorized,Pending,TxId,TxFee,Target,BankInfo,Canceled",
  withdrawals:
    "PaymentUuid,Currency,Amount,Address,OpenedDate,Authorized,Pending,TxFee,Canceled,TxId",
  "withdrawals-old":
    "PaymentUuid,Currency,Amount,Address,Opened,Authorized,PendingPayment,TxCost,TxId,Canceled,InvalidAddress",
  "withdrawals-upper": "UUID,AMOUNT,CURRENCY,ADDRESS,TXID,OPENED,LASTUPDATED,CLOSED,TXCOST,STATE",
};

/** What the layouts call things; "" where they have none. */
interface Columns {
  readonly id: string;
  readonly time: string;
  readonly asset: string;
  readonly amount: string;
  readonly hash: string;
  readonly fee: string;
  readonly state: string;
}

const PLAIN: Columns = {
  id: "",
  time: "Date",
  asset: "Currency",
  amount: "Amount",
  hash: "TxId",
  fee: "",
  state: "",
};
const UPPER: Columns = {
  id: "UUID",
  time: "OPENED",
  asset: "CURRENCY",
  amount: "AMOUNT",
  hash: "TXID",
  fee: "TXCOST",
  state: "STATE",
};

function columnsOf(version: string): Columns {
  switch (version) {
    case "both":
      return PLAIN;
    case "deposits-upper":
      return { ...UPPER, time: "LASTUPDATED", fee: "" };
    case "withdrawals-upper":
      return UPPER;
    case "deposits-old":
      return { ...PLAIN, id: "Id", time: "LastUpdated" };
    case "withdrawals-old":
      return { ...PLAIN, id: "PaymentUuid", time: "Opened", fee: "TxCost" };
    default:
      return version.startsWith("deposits")
        ? { ...PLAIN, id: "Id", time: "LastUpdatedDate", state: "State" }
        : { ...PLAIN, id: "PaymentUuid", time: "OpenedDate", fee: "TxFee" };
  }
}

/** Bittrex deposits and withdrawals, ten layouts (formats.md 11). A withdrawal's fee is on top of its amount. */
export const bittrexTransfers = tableSource<ToldRow>({
  id: "bittrex-transfers",
  label: "Bittrex deposits and withdrawals",
  timeRule: "UTC",
  account: "Bittrex",
  order: -1,
  kindColumn: "Type",
  kindColumnOf: (version) => (version === "both" ? "Type" : columnsOf(version).state || "Amount"),
  moneyColumn: "Currency",
  headers: Object.entries(HEADERS).map(([version, names]) => ({
    version,
    header: names.split(","),
  })),
  read: (cells, { version }) => {
    const columns = columnsOf(version);
    const reason = leftOut(cells, columns.state);
    if (reason !== null) {
      return reason;
    }
    const row = version === "both" ? readBoth(cells) : readOne(cells, version, columns);
    const { time, direction, amount, fee } = row;
    const hash = textIn(cells, columns.hash);
    const id = textIn(cells, columns.id);
    const isOut = direction === "withdrawal";
    const sides = isOut ? { sent: amount } : { received: amount };
    const { meaning } = row;
    return {
      cells,
      time,
      id: id === "" ? "" : `${direction}:${id}`,
      content: [time.at, direction, legText(amount), hash].join("|"),
      tells: {
        meaning,
        label: direction,
        fees: some(fee),
        question: row.question,
        chain: chainRef(hash, addressIn(cells)),
        ...sides,
      },
    };
  },
  settle: rowByRow,
});

/** Where it was sent to, or the own address it came to, whatever the layout calls it. */
function addressIn(cells: Cells): string {
  const columns = ["CryptoAddress", "CRYPTOADDRESS", "Address", "ADDRESS"];
  return columns.map((column) => textIn(cells, column)).find((text) => text !== "") ?? "";
}

/** Why nothing came of the row; null when something did. */
function leftOut(cells: Cells, stateColumn: string): string | null {
  const says = (column: string, word: string) => textIn(cells, column).toLowerCase() === word;
  if (says("Authorized", "false")) {
    return "A withdrawal that was never authorized.";
  }
  if (says("Canceled", "true")) {
    return "A withdrawal that was cancelled.";
  }
  if (says("Pending", "true") || says("PendingPayment", "true")) {
    return "A withdrawal that is still pending in this file.";
  }
  if (says("InvalidAddress", "true")) {
    return "A withdrawal to an address that was refused.";
  }
  const state = stateOf(textIn(cells, stateColumn));
  return state.is === "not-final" ? state.reason : null;
}

interface Moved {
  readonly time: ReadTime;
  readonly direction: "deposit" | "withdrawal";
  readonly meaning: Meaning;
  readonly amount: Leg | null;
  readonly fee: Leg | null;
  readonly question: string | null;
}

const SHAPES = ["M/D/Y h:m:s A", "M/D/Y h:m A", "M/D/Y h:m:s", "Y-M-D h:m:sZ"];

function readOne(cells: Cells, version: string, columns: Columns): Moved {
  const direction = version.startsWith("deposits") ? "deposit" : "withdrawal";
  const asset = assetIn(cells, columns.asset);
  const state = textIn(cells, columns.state);
  const told = stateOf(state);
  return {
    time: momentIn(cells, columns.time, SHAPES),
    direction,
    meaning: { is: direction },
    amount: unsignedLegIn(cells, columns.amount, asset),
    fee: unsignedLegIn(cells, columns.fee, asset),
    question: state !== "" && told.is === "unknown" ? told.reason : null,
  };
}

/** The file of both directions: signed amounts, no fees. */
function readBoth(cells: Cells): Moved {
  const type = textIn(cells, "Type").toLowerCase();
  const signed = requiredAmountIn(cells, "Amount");
  const direction = isNegative(signed) ? "withdrawal" : "deposit";
  const reason = `Bittrex calls this "${type}" and moves it as a ${direction}: say what it was.`;
  return {
    time: momentIn(cells, "Date", SHAPES),
    direction,
    meaning: type === direction ? { is: direction } : { is: "unknown", reason },
    amount: unsigned({ asset: assetIn(cells, "Currency"), quantity: signed }),
    fee: null,
    question: null,
  };
}
