import {
  amountIn,
  assetIn,
  CellError,
  type Cells,
  dollars,
  legOf,
  problemIn,
  textIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { readUnixSeconds } from "@/lib/importers/date-time";
import { inHeader, isHeader } from "@/lib/importers/header-pattern";
import { readNumber } from "@/lib/importers/number";
import { type ChainLegs, movementOfHash } from "@/lib/importers/one-hash";
import {
  type LeftOut,
  type ReadAt,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { quantity, quantityText } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import { assetId, type Leg } from "@/lib/tax/transaction";

interface SuiteRow extends TableRow, ChainLegs {
  readonly kind: string;
  readonly hash: string;
}

const FIAT = /^Fiat \(([A-Z]{3})\)$/;
const COLUMNS = [
  ..."Timestamp,Date,Time,Type,Transaction ID,Fee,Fee unit,Address,Label,Amount,Amount unit".split(
    ",",
  ),
  FIAT,
  "Other",
];
const KINDS = new Set(["RECV", "SENT", "SELF", "FAILED"]);

/** Trezor Suite's file since 2022: one row a target, several coins. Dates are in the language of the computer: not read. */
export const trezorSuite = tableSource<SuiteRow>({
  id: "trezor-suite",
  label: "Trezor Suite",
  timeRule: "UTC, from the seconds in the column Timestamp",
  account: "Trezor",
  kindColumn: "Type",
  moneyColumn: "Amount unit",
  headers: [
    {
      version: "2",
      header: COLUMNS.map((column) => (typeof column === "string" ? column : "Fiat (USD)")),
    },
  ],
  recognise: (header) => (isHeader(header, COLUMNS) ? "2" : null),
  read,
  group: (row) => (row.hash === "" ? null : row.hash),
  settle,
});

function read(cells: Cells, { header }: ReadAt): SuiteRow {
  const time = readUnixSeconds(textIn(cells, "Timestamp"));
  if (time === null) {
    throw new CellError(problemIn(cells, "Timestamp", "These are not seconds since 1970."));
  }
  const kind = textIn(cells, "Type").toUpperCase();
  const hash = textIn(cells, "Transaction ID");
  const moved = movedIn(cells);
  const text = moved === null ? "" : `${quantityText(moved.quantity)} ${moved.asset}`;
  const fee = amountIn(cells, "Fee");
  return {
    kind,
    hash,
    cells,
    time,
    id: "",
    content: [time.at, kind, text, textIn(cells, "Address"), hash].join("|"),
    sent: kind === "SENT" ? moved : null,
    received: kind === "RECV" ? moved : null,
    fee: fee === null || kind === "RECV" ? null : legOf(assetIn(cells, "Fee unit"), fee),
    value: fiatIn(cells, header),
    feeValue: null,
  };
}

const NFT = /^ID (\S+)$/;

/** The amount with its unit; a number of an NFT stands as "ID 4321". */
function movedIn(cells: Cells): Leg | null {
  const nft = NFT.exec(textIn(cells, "Amount"))?.[1];
  if (nft !== undefined) {
    return { asset: assetId(`${assetIn(cells, "Amount unit")}/${nft}`), quantity: quantity("1") };
  }
  const amount = amountIn(cells, "Amount");
  return amount === null ? null : legOf(assetIn(cells, "Amount unit"), amount);
}

/** What the row was worth, when the file is in dollars and the number is written so that it can mean one thing only. */
function fiatIn(cells: Cells, header: readonly string[]): Usd | null {
  const currency = inHeader(header, FIAT);
  const reading = readNumber(textIn(cells, `Fiat (${currency})`));
  return currency === "USD" && reading.kind === "number" ? dollars(reading.text) : null;
}

type Result = TableEvent<SuiteRow> | LeftOut<SuiteRow>;

function settle(rows: readonly SuiteRow[]): readonly Result[] {
  const label = [...new Set(rows.map(({ kind }) => kind))].join(" + ");
  const notes = rows.map(({ cells }) => textIn(cells, "Label")).filter((text) => text !== "");
  const note = [label, ...notes].join(": ");
  const isKnown = rows.every(({ kind }) => KINDS.has(kind));
  const movement = isKnown
    ? movementOfHash(rows, label)
    : `What "${label}" moved which way is not known: ${rows.map(amountText).join(", ")}.`;
  if (movement === null) {
    return [{ rows, leftOut: "Nothing was moved and no fee was paid." }];
  }
  if (typeof movement !== "string") {
    const [first] = rows;
    const address = first === undefined || rows.length > 1 ? "" : textIn(first.cells, "Address");
    return [{ rows, note, chain: chainRef(first?.hash ?? "", address), ...movement }];
  }
  return rows.map((row) => ({
    rows: [row],
    meaning: { is: "unknown", reason: movement },
    sent: row.sent,
    received: row.received,
    fees: row.fee === null ? [] : [row.fee],
    label: row.kind,
  }));
}

const amountText = ({ cells }: SuiteRow) =>
  `${textIn(cells, "Amount")} ${textIn(cells, "Amount unit")}`;
