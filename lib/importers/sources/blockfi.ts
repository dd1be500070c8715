import { legText, unsigned, unsignedLegIn } from "@/lib/importers/amounts";
import { isFiat } from "@/lib/importers/assets";
import type { Meaning } from "@/lib/importers/booking";
import {
  assetIn,
  type Cells,
  decimalIn,
  isNegative,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import {
  type LeftOut,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { parsePrice, valueAt } from "@/lib/money/price";
import { absoluteQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";
import { utcDate } from "@/lib/time/instant";

/** One row of either file: a row of the trades file has both sides, a row of the transactions file one. */
interface BlockFiRow extends TableRow {
  readonly kind: string;
  readonly sent: Leg | null;
  readonly received: Leg | null;
  readonly value: Usd | null;
}

const TRADES =
  "Trade ID,Date,Buy Quantity,Buy Currency,Sold Quantity,Sold Currency,Rate Amount,Rate Currency,Type";

/**
 * BlockFi's transactions (signed amounts; a trade is two rows of one time, a withdrawal's fee a row of its own) and its trades. A
 * trade of one file is a trade of the other: its identity is its day and amounts, so that importing both gives it once (formats.md 23).
 */
export const blockfi = tableSource<BlockFiRow>({
  id: "blockfi",
  label: "BlockFi",
  timeRule: "UTC, by BlockFi's own rule",
  account: "BlockFi",
  order: -1,
  kindColumn: "Transaction Type",
  kindColumnOf: (version) => (version.startsWith("trades") ? "Type" : "Transaction Type"),
  headers: [
    {
      version: "transactions with rates",
      header:
        "Cryptocurrency,Amount,Transaction Type,Exchange Rate Per Coin (USD),Confirmed At".split(
          ",",
        ),
    },
    {
      version: "transactions",
      header: "Cryptocurrency,Amount,Transaction Type,Confirmed At".split(","),
    },
    { version: "trades", header: TRADES.split(",") },
    { version: "trades with orders", header: `${TRADES},Frequency,Destination`.split(",") },
  ],
  read: (cells, at) => (at.version.startsWith("trades") ? trade(cells) : transaction(cells)),
  group: ({ kind, time }) => (GROUPED.has(kind) ? `${GROUPED.get(kind)} ${time.at}` : null),
  settle: (rows) => {
    const kind = GROUPED.get(rows[0]?.kind ?? "");
    return kind === "trade"
      ? trades(rows)
      : kind === "withdrawal"
        ? withdrawals(rows)
        : rows.map(single);
  },
});

const GROUPED = new Map([
  ["trade", "trade"],
  ["withdrawal", "withdrawal"],
  ["withdrawal fee", "withdrawal"],
]);

function trade(cells: Cells): BlockFiRow {
  const time = timeIn(cells, "Date");
  const received = unsignedLegIn(cells, "Buy Quantity", assetIn(cells, "Buy Currency"));
  const sent = unsignedLegIn(cells, "Sold Quantity", assetIn(cells, "Sold Currency"));
  return {
    cells,
    time,
    id: textIn(cells, "Trade ID"),
    content: [time.at, legText(sent), legText(received)].join("|"),
    kind: "whole trade",
    sent,
    received,
    value: null,
  };
}

function transaction(cells: Cells): BlockFiRow | string {
  if (textIn(cells, "Confirmed At") === "") {
    return "Not imported: it was never confirmed.";
  }
  const time = timeIn(cells, "Confirmed At");
  const kind = textIn(cells, "Transaction Type").toLowerCase();
  if (INTERNAL.has(kind)) {
    return "A move between BlockFi's interest account and wallet, both yours.";
  }
  const quantity = requiredAmountIn(cells, "Amount");
  const leg = unsigned({ asset: assetIn(cells, "Cryptocurrency"), quantity });
  const isOut = isNegative(quantity);
  const rate = decimalIn(cells, "Exchange Rate Per Coin (USD)");
  const price = rate === null ? null : parsePrice(rate);
  return {
    cells,
    time,
    id: "",
    content: [time.at, kind, isOut ? "-" : "", legText(leg)].join("|"),
    kind,
    sent: isOut ? leg : null,
    received: isOut ? null : leg,
    value: price === null ? null : valueAt(price, absoluteQuantity(quantity)),
  };
}

const INTERNAL = new Set(["bia deposit", "bia withdraw", "bia withdrawal"]);

type Result = TableEvent<BlockFiRow> | LeftOut<BlockFiRow>;

function label({ cells }: BlockFiRow): string {
  const told = textIn(cells, "Transaction Type");
  return told === "" ? textIn(cells, "Type") : told;
}

/** One coin out and one in at one time are a trade; what cannot be paired is kept and asked about. */
function trades(rows: readonly BlockFiRow[]): readonly Result[] {
  const [first, second] = rows;
  const sent = first?.sent ?? second?.sent ?? null;
  const received = first?.received ?? second?.received ?? null;
  if (rows.length === 2 && first !== undefined && sent !== null && received !== null) {
    return [exchange(first, rows, sent, received)];
  }
  const reason =
    rows.length === 1
      ? "The other half of this trade is not in the file."
      : `${rows.length} halves of trades have this same time: say which belong together.`;
  return rows.map((row) => ({ ...sides(row, { is: "unknown", reason }), rows: [row] }));
}

/** An exchange under the identity both files give it. Values of the two halves are the same trade's: either serves. */
function exchange(
  first: BlockFiRow,
  rows: readonly BlockFiRow[],
  sent: Leg,
  received: Leg,
): Result {
  return {
    rows,
    meaning: { is: "exchange" },
    sent,
    received,
    value: first.value,
    label: label(first),
    identity: `trade|${utcDate(first.time.at)}|${legText(sent)}|${legText(received)}`,
  };
}

/** A fee of the same time and coin belongs to the withdrawal; alone it is a fee of its own. */
function withdrawals(rows: readonly BlockFiRow[]): readonly Result[] {
  const main = rows.find(({ kind }) => kind === "withdrawal");
  const fee = rows.find(({ kind }) => kind === "withdrawal fee");
  const paid = fee?.sent ?? null;
  const isPair = rows.length === 2 && paid !== null && main?.sent?.asset === paid.asset;
  return isPair
    ? [{ ...sides(main, { is: "withdrawal" }), rows, fees: [paid], feeValue: fee?.value ?? null }]
    : rows.map(single);
}

function sides(
  row: BlockFiRow,
  meaning: Meaning,
): Pick<TableEvent<BlockFiRow>, "meaning" | "sent" | "received" | "value" | "label"> {
  const { sent, received, value } = row;
  return { meaning, sent, received, value, label: label(row) };
}

const IN: Meaning = { is: "deposit" };
const OUT: Meaning = { is: "withdrawal" };
const REWARD: Meaning = { is: "income", kind: "reward" };
const BY_KIND = new Map<string, { readonly in?: Meaning; readonly out?: Meaning }>([
  ["deposit", { in: IN }],
  ["wire deposit", { in: IN }],
  ["ach deposit", { in: IN }],
  ["crypto transfer", { in: IN, out: OUT }],
  ["withdrawal", { out: OUT }],
  ["wire withdrawal", { out: OUT }],
  ["ach withdrawal", { out: OUT }],
  ["withdrawal fee", { out: { is: "fee" } }],
  ["interest payment", { in: { is: "income", kind: "interest" } }],
  ["referral bonus", { in: REWARD }],
  ["bonus payment", { in: REWARD }],
  ["cc rewards redemption", { in: REWARD }],
]);

function single(row: BlockFiRow): Result {
  const { kind, sent, received } = row;
  if (kind === "whole trade") {
    return sent === null || received === null
      ? {
          ...sides(row, { is: "unknown", reason: "One side of this trade is missing." }),
          rows: [row],
        }
      : exchange(row, [row], sent, received);
  }
  if (sent === null && received === null) {
    return { rows: [row], leftOut: "The row moves nothing." };
  }
  const known = BY_KIND.get(kind);
  const reason =
    known === undefined
      ? `The kind "${kind}" is not known: say what it is.`
      : `The sign of the amount does not fit the kind "${kind}".`;
  const meaning = (sent === null ? known?.in : known?.out) ?? { is: "unknown", reason };
  return { ...sides(row, meaning), question: bankQuestion(row), rows: [row] };
}

/** Dollars wired in became a stablecoin, and the reverse: not a transfer of coins. */
function bankQuestion({ kind, sent, received }: BlockFiRow): string | null {
  const leg = sent ?? received;
  return leg === null || isFiat(leg.asset) || !/^(wire|ach) /.test(kind)
    ? null
    : sent === null
      ? `Dollars sent to BlockFi became ${legText(leg)}: say what you paid for them.`
      : `${legText(leg)} became dollars sent to your bank: say what you got for them.`;
}
