import { legText, unsigned } from "@/lib/importers/amounts";
import {
  amountIn,
  assetIn,
  type Cells,
  isNegative,
  legOf,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import { isZeroQuantity } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";

interface LogRow extends TableRow {
  readonly kind: string;
  /** What it changed in the wallet, with its sign. */
  readonly change: Leg | null;
}

const HEADER =
  "Time,Currency,Contract,Type,Direction,Quantity,Position,Filled Price,Funding,Fee Paid,Cash Flow,Change,Wallet Balance,Fee Rate,Trade ID,Order ID";

/**
 * Bybit's log of the derivatives account, newest first. What moved in or out and what was converted is booked; the gain or loss of a
 * contract, its funding and its fees are kept for a person: how they are taxed depends on the contract (formats.md 15).
 */
export const bybitDerivatives = tableSource<LogRow>({
  id: "bybit-derivatives",
  label: "Bybit derivatives transaction log",
  timeRule: "UTC",
  account: "Bybit",
  order: -1,
  kindColumn: "Type",
  moneyColumn: "Currency",
  headers: [{ version: "log", header: HEADER.split(",") }],
  read: (cells) => {
    const kind = textIn(cells, "Type");
    if (/^transfer(?:in|out)$/i.test(kind)) {
      return `A move between accounts inside Bybit (${kind}).`;
    }
    const time = timeIn(cells, "Time");
    const change = legOf(assetIn(cells, "Currency"), changeIn(cells));
    const trade = textIn(cells, "Trade ID");
    const contract = textIn(cells, "Contract");
    const content = [time.at, kind, contract, trade, legText(change)].join("|");
    return { cells, time, id: "", content, kind, change };
  },
  group: ({ kind, time }) => (isConversion(kind) ? time.at : null),
  settle: (rows) =>
    rows.every(({ kind }) => isConversion(kind)) ? convert(rows) : rows.map(alone),
});

/** The wallet's change; older rows leave it empty and tell the cash flow alone. */
function changeIn(cells: Cells) {
  const change = amountIn(cells, "Change");
  return change === null || isZeroQuantity(change) ? amountIn(cells, "Cash Flow") : change;
}

function isConversion(kind: string): boolean {
  return /^exchange(?:in|out)$/i.test(kind);
}

/** Out in one coin and in in another at one moment. */
function convert(rows: readonly LogRow[]): readonly TableEvent<LogRow>[] {
  const out = rows.filter(({ kind }) => /out$/i.test(kind));
  const into = rows.filter(({ kind }) => /in$/i.test(kind));
  const [given] = out;
  const [got] = into;
  if (rows.length !== 2 || given === undefined || got === undefined) {
    return rows.map((row) => unknown(row, "The other half of this conversion is not in the file."));
  }
  const [sent, received] = [unsigned(given.change), unsigned(got.change)];
  return [{ rows, label: "exchange", meaning: { is: "exchange" }, sent, received }];
}

function alone(row: LogRow): TableEvent<LogRow> {
  const amount = unsigned(row.change);
  const kind = row.kind.toLowerCase();
  if (kind === "deposit") {
    return { rows: [row], label: row.kind, meaning: { is: "deposit" }, received: amount };
  }
  if (kind === "withdraw" || kind === "withdrawal") {
    return { rows: [row], label: row.kind, meaning: { is: "withdrawal" }, sent: amount };
  }
  return unknown(row, reasonOf(row, kind));
}

function reasonOf({ cells, kind }: LogRow, type: string): string {
  const contract = textIn(cells, "Contract");
  switch (type) {
    case "trade": {
      const [direction, cash] = [textIn(cells, "Direction"), textIn(cells, "Cash Flow")];
      const fee = textIn(cells, "Fee Paid");
      return `${direction} of the contract ${contract}, cash flow ${cash}, fee ${fee}: say what its gain or loss was.`;
    }
    case "funding":
      return `Funding of the contract ${contract} (${textIn(cells, "Funding")}; above zero it was paid): say how it counts.`;
    case "liquidation":
      return `The position in ${contract} was liquidated: say what the loss was.`;
    default:
      return `Bybit calls this "${kind}": say what it was.`;
  }
}

function unknown(row: LogRow, reason: string): TableEvent<LogRow> {
  const isOut = row.change !== null && isNegative(row.change.quantity);
  const amount = unsigned(row.change);
  const sides = isOut ? { sent: amount } : { received: amount };
  return { rows: [row], label: row.kind, meaning: { is: "unknown", reason }, ...sides };
}
