import type { Movement } from "@/lib/importers/booking";
import { type Cells, decimalIn, dollars, textIn, timeIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { inHeader, isHeader } from "@/lib/importers/header-pattern";
import { koinlyMeaning, koinlyQuestion } from "@/lib/importers/koinly-labels";
import { isMoney, readLeg } from "@/lib/importers/legs";
import { type LeftOut, type TableEvent, tableSource } from "@/lib/importers/table-source";
import { contentOfRow, type TwoSidedRow } from "@/lib/importers/two-sided";
import type { Usd } from "@/lib/money/usd";

interface ExportRow extends TwoSidedRow {
  readonly type: string;
  readonly to: string;
}

const split = (text: string) => text.split(",");
const MONEY = /^(?:Gain|Net Value|Fee Value) \(([A-Z]{3})\)$/;
const OLD = [
  ...split("Date,Type"),
  /^(?:Label|Tag)$/,
  ...split("Sending Wallet,Sent Amount,Sent Currency,Sent Cost Basis"),
  ...split("Receiving Wallet,Received Amount,Received Currency,Received Cost Basis"),
  ...split("Fee Amount,Fee Currency"),
  MONEY,
  MONEY,
  MONEY,
  ...split("TxSrc,TxDest,TxHash,Description"),
];
const OLD_IN_USD = (label: string) =>
  OLD.map((column, index) =>
    typeof column === "string"
      ? column
      : (["", "", label][index] ??
        ["Gain (USD)", "Net Value (USD)", "Fee Value (USD)"][index - 13] ??
        ""),
  );
const NEW = (
  "ID (read-only),Parent ID (read-only),Date (UTC),Type,Tag,From Wallet (read-only),From Wallet ID,From Amount,From Currency," +
  "To Wallet (read-only),To Wallet ID,To Amount,To Currency,Fee Amount,Fee Currency,Net Worth Amount,Net Worth Currency," +
  "Fee Worth Amount,Fee Worth Currency,Net Value (read-only),Fee Value (read-only),Value Currency (read-only),Deleted," +
  "From Source (read-only),To Source (read-only),Negative Balances (read-only),Missing Rates (read-only)," +
  "Missing Cost Basis (read-only),Synced To Accounting At (UTC read-only),TxSrc,TxDest,TxHash,Description"
).split(",");

/** Koinly's own names of both layouts, by what they hold. */
const SAME: ReadonlyMap<string, string> = new Map([
  ["Date (UTC)", "Date"],
  ["Label", "Tag"],
  ["From Wallet (read-only)", "Sending Wallet"],
  ["From Amount", "Sent Amount"],
  ["From Currency", "Sent Currency"],
  ["To Wallet (read-only)", "Receiving Wallet"],
  ["To Amount", "Received Amount"],
  ["To Currency", "Received Currency"],
]);

/** Koinly's export of all transactions, with wallets and values: what happened is read, not its gains. */
export const koinlyExport = tableSource<ExportRow>({
  id: "koinly-export",
  label: "Koinly transactions",
  timeRule: "UTC, by Koinly's definition",
  account: "Koinly",
  kindColumn: "Type",
  moneyColumn: "Sent Currency",
  headers: [
    { version: "with ids", header: NEW },
    { version: "with gains", header: OLD_IN_USD("Label") },
    { version: "with gains", header: OLD_IN_USD("Tag") },
  ],
  recognise: (header) => (isHeader(header, OLD) ? "with gains" : null),
  columns: (header) => header.map((cell) => SAME.get(cell) ?? cell),
  read: (cells, { header }) =>
    /^(true|yes|1)$/i.test(textIn(cells, "Deleted")) ? "Deleted in Koinly." : read(cells, header),
  settle: (rows) => rows.map(settle),
});

function read(cells: Cells, header: readonly string[]): ExportRow {
  const time = timeIn(cells, "Date");
  const legs = {
    sent: readLeg(cells, { amount: "Sent Amount", asset: "Sent Currency" }),
    received: readLeg(cells, { amount: "Received Amount", asset: "Received Currency" }),
    fee: readLeg(cells, { amount: "Fee Amount", asset: "Fee Currency" }),
  };
  const [from, to] = [textIn(cells, "Sending Wallet"), textIn(cells, "Receiving Wallet")];
  const [type, kind] = [textIn(cells, "Type").toLowerCase(), textIn(cells, "Tag")];
  const notes = [type, kind, textIn(cells, "Description")];
  return {
    cells,
    time,
    type,
    kind,
    to,
    account: from === "" ? to : from,
    id: textIn(cells, "ID (read-only)"),
    content: contentOfRow(time.date ?? time.at, legs, [
      type,
      kind,
      from,
      to,
      textIn(cells, "TxHash"),
    ]),
    chain: chainRef(textIn(cells, "TxHash"), legs.sent === null ? "" : textIn(cells, "TxDest")),
    value: valueIn(cells, header, "Net"),
    feeValue: valueIn(cells, header, "Fee"),
    note: notes.filter((text) => text !== "").join(": "),
    ...legs,
  };
}

/** "Net" or "Fee": what a person set, else what Koinly reckoned, when it is in dollars. */
function valueIn(cells: Cells, header: readonly string[], of: "Net" | "Fee"): Usd | null {
  const isUsd = (column: string) => textIn(cells, column).toUpperCase() === "USD";
  const set = `${of} Worth`;
  const text = isUsd(`${set} Currency`)
    ? decimalIn(cells, `${set} Amount`)
    : isUsd("Value Currency (read-only)")
      ? decimalIn(cells, `${of} Value (read-only)`)
      : inHeader(header, MONEY) === "USD"
        ? decimalIn(cells, `${of} Value (USD)`)
        : null;
  return text === null ? null : dollars(text);
}

function settle(row: ExportRow): TableEvent<ExportRow> | LeftOut<ExportRow> {
  const { account, note } = row;
  const named = account === "" ? {} : { account };
  const movement = movementOf(row);
  return typeof movement === "string"
    ? { rows: [row], leftOut: movement }
    : { rows: [row], note, chain: row.chain ?? null, ...named, ...movement };
}

const TYPES = new Set(
  split("buy,sell,exchange,transfer,crypto_deposit,crypto_withdrawal,fiat_deposit,fiat_withdrawal"),
);

function movementOf(row: ExportRow): Movement | string {
  const { sent, received, fee, type, kind, to, account, value, feeValue } = row;
  const label = kind === "" ? type : kind;
  const base = { sent, received, fees: fee === null ? [] : [fee], value, feeValue, label };
  if (type === "transfer" && sent !== null && received !== null) {
    if (isMoney(sent)) {
      return "Money moved between your own accounts.";
    }
    return account === to ? inside(row) : { ...base, meaning: { is: "transfer", to } };
  }
  if (!TYPES.has(type)) {
    const reason = `What the type "${row.type}" means for tax is not known: say what this is.`;
    return { ...base, meaning: { is: "unknown", reason } };
  }
  return {
    ...base,
    meaning: koinlyMeaning(sent, received, kind),
    question: koinlyQuestion(sent, received, kind),
  };
}

/** From a wallet to itself: only the fee is left. */
function inside({ fee, feeValue, type }: ExportRow): Movement | string {
  return fee === null
    ? "Moved inside one wallet."
    : { meaning: { is: "fee" }, sent: fee, value: feeValue, label: type };
}
