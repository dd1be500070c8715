import { dollarsIn, legText, some, unsigned, unsignedLegIn } from "@/lib/importers/amounts";
import { isFiat } from "@/lib/importers/assets";
import type { Meaning } from "@/lib/importers/booking";
import {
  assetIn,
  type Cells,
  decimalIn,
  knownTime,
  legIn,
  legOf,
  textIn,
} from "@/lib/importers/cells";
import { readDateTime } from "@/lib/importers/date-time";
import { readNumber } from "@/lib/importers/number";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import { parseQuantity } from "@/lib/money/quantity";
import { assetId, type Leg } from "@/lib/tax/transaction";

interface CashAppRow extends TableRow {
  readonly kind: string;
  /** Units of bitcoin; null when the row is about money alone. */
  readonly coin: Leg | null;
  /** The amount of money; null when it is zero or missing. */
  readonly money: Leg | null;
  readonly isNegative: boolean;
  readonly fee: Leg | null;
  readonly question: string | null;
}

const BITCOIN =
  "Transaction ID,Date,Transaction Type,Currency,Amount,Fee,Net Amount,Asset Type,Asset Price,Asset Amount";
const V1 = `${BITCOIN},Status,Notes,Name of sender/receiver,Account`;

/**
 * Cash App's account file in both orders of its columns, and the file of one year's bitcoin alone. Amount is what was paid without
 * the fee and what a sale brought before it; the fee stands beside it (formats.md 17).
 */
export const cashApp = tableSource<CashAppRow>({
  id: "cash-app",
  label: "Cash App",
  timeRule: "Local time with its zone in each cell (EST, PDT ...), by fixed offsets",
  account: "Cash App",
  commas: "thousands",
  order: -1,
  kindColumn: "Transaction Type",
  moneyColumn: "Currency",
  headers: [
    { version: "v1", header: V1.split(",") },
    { version: "v2", header: V1.replace("Transaction ID,Date", "Date,Transaction ID").split(",") },
    { version: "bitcoin", header: BITCOIN.split(",") },
  ],
  read,
  settle: (rows) => rows.map(eventOf),
});

function read(cells: Cells): CashAppRow | string {
  const kind = textIn(cells, "Transaction Type").toLowerCase();
  const status = textIn(cells, "Status");
  const asset = textIn(cells, "Asset Type").toUpperCase();
  if (UNFINISHED.test(status)) {
    return `Not imported: its status is ${status}.`;
  }
  if (kind === "account notifications") {
    return "A message, not a transaction.";
  }
  if (asset !== "" && asset !== "BTC" && !isFiat(asset)) {
    return `${asset} is a stock here, not a coin: bitcoin is the only coin Cash App sells.`;
  }
  const time = timeOf(cells);
  const coin = asset === "BTC" ? unsigned(legIn(cells, "Asset Amount", BTC)) : null;
  const money = moneyIn(cells, "Amount");
  if (coin === null && money === null && !kind.startsWith("bitcoin")) {
    return "The row moves nothing.";
  }
  return {
    cells,
    time,
    id: textIn(cells, "Transaction ID"),
    content: [time.at, kind, legText(coin), legText(money)].join("|"),
    kind,
    coin,
    money,
    isNegative: decimalIn(cells, "Amount")?.startsWith("-") ?? false,
    fee: moneyIn(cells, "Fee"),
    question:
      status === "" || FINISHED.test(status) ? null : `The status "${status}" is not known.`,
  };
}

const BTC = assetId("BTC");
const UNFINISHED = /fail|cancel|pending|declin|revers|expired|void|waiting/i;
const FINISHED = /complete|sent|deposited|received|refunded|success|settled/i;

function timeOf(cells: Cells): ReadTime {
  const time = readDateTime(textIn(cells, "Date"), ["Y-M-D h:m:s Z"], "UTC");
  return knownTime(
    time,
    cells,
    "Date",
    "This is not a date and time with a zone this layout knows.",
  );
}

function moneyIn(cells: Cells, column: string): Leg | null {
  return decimalIn(cells, column) === null
    ? null
    : unsignedLegIn(cells, column, assetIn(cells, "Currency"));
}

function eventOf(row: CashAppRow): TableEvent<CashAppRow> {
  const { cells } = row;
  const notes = textIn(cells, "Notes");
  const told = {
    rows: [row],
    label: textIn(cells, "Transaction Type"),
    note: [textIn(cells, "Transaction Type"), notes].filter((text) => text !== "").join(": "),
  };
  return row.kind.startsWith("bitcoin") ? { ...bitcoin(row), ...told } : { ...cash(row), ...told };
}

type Moves = Pick<
  TableEvent<CashAppRow>,
  "meaning" | "sent" | "received" | "fees" | "value" | "question"
>;

/** Amounts of a transfer are what the coins were worth, $0 where the file does not say. */
function bitcoin(row: CashAppRow): Moves {
  const { coin, money, fee, question } = row;
  const value = dollarsIn(row.cells, "Amount");
  const fees = some(fee);
  const meaning = BITCOIN_KINDS.get(row.kind);
  if (coin === null || meaning === undefined) {
    const reason =
      coin === null
        ? "The amount of bitcoin is missing."
        : `The kind "${row.kind}" is not known: say what it is.`;
    return { meaning: { is: "unknown", reason }, received: coin, value, fees };
  }
  switch (meaning.is) {
    case "exchange":
      return row.kind.includes("buy")
        ? { meaning, sent: money, received: coin, fees, question }
        : { meaning, sent: coin, received: money, fees, question };
    case "withdrawal":
      return withdrawal(row, coin);
    default:
      return { meaning, received: coin, value, fees, question };
  }
}

const EXCHANGE: Meaning = { is: "exchange" };
const IN: Meaning = { is: "deposit" };
const OUT: Meaning = { is: "withdrawal" };
const BITCOIN_KINDS = new Map<string, Meaning>([
  ["bitcoin buy", EXCHANGE],
  ["bitcoin recurring buy", EXCHANGE],
  ["bitcoin sale", EXCHANGE],
  ["bitcoin sell", EXCHANGE],
  ["bitcoin deposit", IN],
  ["bitcoin lightning deposit", IN],
  ["bitcoin received p2p", IN],
  ["bitcoin withdrawal", OUT],
  ["bitcoin lightning withdrawal", OUT],
  ["bitcoin sent p2p", OUT],
  ["bitcoin boost", { is: "income", kind: "reward" }],
]);

const NETWORK_FEE = /with fee BTC ([\d.]+(?:[eE][+-]?\d+)?)/;

/** The network fee stands in the notes alone; whether the amount holds it already is not said. */
function withdrawal(row: CashAppRow, sent: Leg): Moves {
  const value = dollarsIn(row.cells, "Amount");
  const told = NETWORK_FEE.exec(textIn(row.cells, "Notes"))?.[1]?.replace(/\.$/, "") ?? "";
  const reading = readNumber(told);
  const network = reading.kind === "number" ? legOf(BTC, parseQuantity(reading.text)) : null;
  const asked = `The notes name a network fee of ${legText(network)}: it is taken as paid on top. Check it.`;
  return {
    meaning: OUT,
    sent,
    value,
    fees: some(row.fee, network),
    question: network === null ? row.question : asked,
  };
}

const ALWAYS_OUT = new Set(["sent p2p", "cash out", "cash card debit"]);
const KNOWN_CASH = new Set([
  ...ALWAYS_OUT,
  ..."p2p,received p2p,cash in,deposits,deposit,withdrawal,withdrawals,boost payment".split(","),
]);

/** Money alone: its sign says the way, but for kinds that only go out. No lot depends on it, so an odd status is not asked about. */
function cash({ money, fee, kind, isNegative }: CashAppRow): Moves {
  const fees = some(fee);
  if (!KNOWN_CASH.has(kind)) {
    const reason = `The kind "${kind}" is not known (${legText(money)}): say what it is.`;
    return { meaning: { is: "unknown", reason }, fees };
  }
  return isNegative || ALWAYS_OUT.has(kind)
    ? { meaning: OUT, sent: money, fees }
    : { meaning: IN, received: money, fees };
}
