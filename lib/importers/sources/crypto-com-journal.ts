import { codeAt } from "@/lib/assets/aliases";
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
import { type Sides, withSignedFee } from "@/lib/importers/fill";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import { assetId, type Leg } from "@/lib/tax/transaction";

interface JournalRow extends TableRow {
  readonly kind: string;
  /** The trade's number; "" where the row is none. */
  readonly trade: string;
  /** As written, with its sign. */
  readonly amount: Leg | null;
}

const HEADER =
  "Journal ID,Time (UTC),Event Date,Journal Type,Instrument,Taker Side,Side,Transaction Quantity,Transaction Cost,Realized PNL,Order ID,Trade ID,Trade Match ID,Client Order Id";

/**
 * The Crypto.com Exchange's journal of all transactions: a trade is a row for each asset and a row for each fee, joined by Trade ID
 * (19 digits, read as text); deposits, withdrawals and rewards are one row (formats.md 9).
 */
export const cryptoComJournal = tableSource<JournalRow>({
  id: "crypto-com-journal",
  label: "Crypto.com Exchange journal (all transactions)",
  timeRule: "UTC, by the column's name",
  account: "Crypto.com Exchange",
  order: -1,
  kindColumn: "Journal Type",
  moneyColumn: "Instrument",
  headers: [{ version: "2024", header: HEADER.split(",") }],
  read: (cells) => {
    const time = timeIn(cells, "Time (UTC)");
    const kind = textIn(cells, "Journal Type").toUpperCase();
    const amount = legOf(instrumentIn(cells), requiredAmountIn(cells, "Transaction Quantity"));
    const trade = isTrading(kind) ? textIn(cells, "Trade ID").replace(/^0$/, "") : "";
    const content = [time.at, kind, trade, legText(amount)].join("|");
    return { cells, time, id: textIn(cells, "Journal ID"), content, kind, trade, amount };
  },
  group: ({ trade }) => (trade === "" ? null : trade),
  settle: (rows) => (rows.every(({ trade }) => trade !== "") ? tradeOf(rows) : rows.map(alone)),
});

function isTrading(kind: string): boolean {
  return kind === "TRADING" || kind === "TRADE_FEE";
}

/** The account's dollars are called USD_Stable_Coin there (formats.md 9). */
function instrumentIn(cells: Cells) {
  return assetId(codeAt("crypto-com", assetIn(cells, "Instrument"), null));
}

function tradeOf(rows: readonly JournalRow[]): readonly TableEvent<JournalRow>[] {
  const legs = rows.filter(({ kind }) => kind === "TRADING");
  const out = legs.filter(({ amount }) => amount !== null && isNegative(amount.quantity));
  const into = legs.filter(({ amount }) => amount !== null && !isNegative(amount.quantity));
  const [given] = out;
  const [got] = into;
  if (given === undefined || got === undefined || legs.length !== 2) {
    return rows.map((row) =>
      unknown(row, "This trade does not show one asset going out and one coming in."),
    );
  }
  if ([given, got].some(({ amount }) => isContract(amount))) {
    return rows.map((row) => unknown(row, CONTRACT));
  }
  const start: Sides = { sent: unsigned(given.amount), received: got.amount, fees: [] };
  const fees = rows.filter(({ kind }) => kind === "TRADE_FEE");
  const sides = fees.reduce((before, fee) => withSignedFee(before, fee.amount), start);
  return [{ rows, label: "TRADING", meaning: { is: "exchange" }, ...sides }];
}

const CONTRACT =
  "A perpetual contract or a future: say what its gain or loss was when it was closed.";

function isContract(amount: Leg | null): boolean {
  return amount !== null && /-PERP$|-\d{6}$/.test(amount.asset);
}

function alone(row: JournalRow): TableEvent<JournalRow> {
  const leg = unsigned(row.amount);
  const isOut = row.amount !== null && isNegative(row.amount.quantity);
  const meaning = isContract(row.amount) ? null : meaningOf(row.kind, isOut);
  if (meaning === null) {
    return unknown(row, `Crypto.com calls this "${row.kind}": say what it was.`);
  }
  const sides = isOut ? { sent: leg } : { received: leg };
  return { rows: [row], label: row.kind, meaning, ...sides };
}

/** Kinds are told by their words: each way of paying in has a kind of its own ("FIAT_OPENPAYD_DEPOSIT"). */
function meaningOf(kind: string, isOut: boolean): Meaning | null {
  if (isTrading(kind) || /ROLLBACK|REVERS|ADJUST/.test(kind)) {
    return null;
  }
  if (isOut) {
    return /(?:^|_)WITHDRAW(?:AL)?_FEE$/.test(kind)
      ? { is: "fee" }
      : /(?:^|_)WITHDRAW(?:AL)?$/.test(kind)
        ? { is: "withdrawal" }
        : null;
  }
  if (/(?:^|_)DEPOSIT$/.test(kind)) {
    return { is: "deposit" };
  }
  if (/(?:^|_)(?:REWARDS?|REBATE)$/.test(kind)) {
    return { is: "income", kind: "reward" };
  }
  return /(?:^|_)INTEREST$/.test(kind) ? { is: "income", kind: "interest" } : null;
}

function unknown(row: JournalRow, reason: string): TableEvent<JournalRow> {
  const leg = unsigned(row.amount);
  const isOut = row.amount !== null && isNegative(row.amount.quantity);
  const sides = isOut ? { sent: leg } : { received: leg };
  return { rows: [row], label: row.kind, meaning: { is: "unknown", reason }, ...sides };
}
