import { cellReader, problemOf } from "@/lib/importers/cells";
import { createFingerprints } from "@/lib/importers/fingerprint";
import { createOrder } from "@/lib/importers/order";
import type {
  Collector,
  ParsedTransaction,
  ParseOptions,
  RowReader,
  Source,
} from "@/lib/importers/source";
import { told } from "@/lib/importers/told";
import { type Context, single, unknownKind } from "./coinbase-kinds";
import { pairOf } from "./coinbase-pairs";
import { type CoinbaseRow, coinbaseColumns, coinbaseContent, coinbaseRow } from "./coinbase-row";
import { coinbaseClass } from "./coinbase-types";

const BASE = ["Timestamp", "Transaction Type", "Asset", "Quantity Transacted"];
const MIDDLE = [
  "Subtotal",
  "Total (inclusive of fees and/or spread)",
  "Fees and/or Spread",
  "Notes",
];
const V1 = (currency: string) => [
  ...BASE,
  `${currency} Spot Price at Transaction`,
  `${currency} Subtotal`,
  `${currency} Total (inclusive of fees)`,
  `${currency} Fees`,
  "Notes",
];
const V4 = [...BASE, "Price Currency", "Price at Transaction", ...MIDDLE];

/**
 * Coinbase retail transaction history, all header generations from 2018 to 2026 (formats.md 1). Older files are oldest first,
 * newer ones newest first: rows of one second keep the order in which they happened. Rows that belong together (asset migrations, the end of
 * ETH2) are looked for within 64 rows.
 */
export const coinbase: Source = {
  id: "coinbase",
  label: "Coinbase transaction history",
  timeRule: "UTC, stated in the file",
  headers: [
    { version: "v1", header: V1("USD") },
    {
      version: "v2",
      header: [
        ...BASE,
        "Spot Price Currency",
        "Spot Price at Transaction",
        "Subtotal",
        "Total (inclusive of fees)",
        "Fees",
        "Notes",
      ],
    },
    {
      version: "v3",
      header: [...BASE, "Spot Price Currency", "Spot Price at Transaction", ...MIDDLE],
    },
    { version: "v4", header: V4 },
    { version: "v4", header: ["ID", ...V4] },
    { version: "v5", header: ["ID", ...V4, "Sender Address", "Recipient Address"] },
  ],
  recognise: (header) => {
    const currency = /^([A-Z]{3,5}) Spot/.exec(header[4] ?? "")?.[1];
    return currency !== undefined && V1(currency).join("\n") === header.join("\n") ? "v1" : null;
  },
  open,
};

const WINDOW = 64;

function open(
  header: readonly string[],
  version: string,
  options: ParseOptions,
  out: Collector,
): RowReader {
  const read = cellReader(header, "thousands");
  const columns = coinbaseColumns(header);
  const prints = createFingerprints();
  const waiting: CoinbaseRow[] = [];
  const order = createOrder(version === "v4" || version === "v5" ? -1 : 1);
  const context: Context = {
    accountName: options.accountName ?? "Coinbase",
    isSigned: version === "v4" || version === "v5",
    base: (row, given) =>
      // A new object whose fields come in one order: Node gives `{ ...given, more }` a hidden class of its own for each row.
      told({
        at: row.at,
        sequence: order.sequence(row.line),
        accountName: context.accountName,
        ...given,
      }),
    key: (row) => {
      const content = coinbaseContent(row);
      return row.id === ""
        ? prints.byContent("coinbase", content)
        : prints.byId("coinbase", row.id, content);
    },
  };
  const flush = (keep: number) => {
    while (waiting.length > keep) {
      const row = waiting.shift();
      if (row !== undefined) {
        trySettle(row, waiting, context, out);
      }
    }
  };
  return {
    row: (line) => {
      try {
        const row = coinbaseRow(read(line), columns);
        order.see(row.at);
        waiting.push(row);
      } catch (error) {
        out.rejected.push(problemOf(error));
      }
      flush(WINDOW);
    },
    end: () => flush(0),
  };
}

function trySettle(
  row: CoinbaseRow,
  waiting: CoinbaseRow[],
  context: Context,
  out: Collector,
): void {
  try {
    settle(row, waiting, context, out);
  } catch (error) {
    out.rejected.push(problemOf(error));
  }
}

/** Makes of one row, and of its partner when it has one, a transaction, a skipped row or a question. */
function settle(row: CoinbaseRow, waiting: CoinbaseRow[], context: Context, out: Collector): void {
  const pair = pairOf(row, waiting);
  if (pair !== null) {
    waiting.splice(waiting.indexOf(pair.partner), 1);
    const keys = [context.key(pair.sent), context.key(pair.received)];
    addUnlessRepeated(keys, [row, pair.partner], out, (key, lines) =>
      pair.make(context, key, lines),
    );
    return;
  }
  const meaning = coinbaseClass(isEarned(row) ? "Coinbase Earn" : row.type);
  if (meaning?.is === "internal" || meaning?.is === "savings") {
    out.skipped.push({ line: row.line, reason: meaning.reason });
    return;
  }
  const key = context.key(row);
  if (key === "repeated") {
    out.skipped.push({ line: row.line, reason: REPEATED });
    return;
  }
  out.transactions.push(
    meaning === null
      ? unknownKind(row, context, key, `The type "${row.type}" is not known: say what it is.`)
      : single(row, meaning, context, key),
  );
}

const REPEATED = "The same row, with the same id, stands in this file twice.";

/** Older files write rewards as "Receive"; only the notes say who paid. */
function isEarned({ type, notes }: CoinbaseRow): boolean {
  return type.toLowerCase() === "receive" && /\bCoinbase (?:Earn|Rewards|Referral)\b/.test(notes);
}

function addUnlessRepeated(
  keys: readonly string[],
  rows: readonly CoinbaseRow[],
  out: Collector,
  make: (key: string, lines: readonly number[]) => ParsedTransaction,
): void {
  const lines = rows.map((row) => row.line).sort((a, b) => a - b);
  if (keys.includes("repeated")) {
    for (const line of lines) {
      out.skipped.push({ line, reason: REPEATED });
    }
    return;
  }
  out.transactions.push(make(keys.join("+"), lines));
}
