import { dollarsIn, legText, unsigned } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import {
  assetIn,
  type Cells,
  isNegative,
  knownTime,
  requiredAmountIn,
  textIn,
} from "@/lib/importers/cells";
import { readDateTime } from "@/lib/importers/date-time";
import {
  type LeftOut,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import type { Usd } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";

interface CelsiusRow extends TableRow {
  readonly kind: string;
  readonly sent: Leg | null;
  readonly received: Leg | null;
  readonly value: Usd | null;
}

const HEAD = "Internal id,Date and time,Transaction type,Coin type,Coin amount,USD Value";
const REWARD = `${HEAD},Original Reward Coin,Reward Amount In Original Coin,Confirmed`.split(",");

/** Celsius' account file in its generations: signed amounts, a swap in two rows of one minute (formats.md 23). */
export const celsius = tableSource<CelsiusRow>({
  id: "celsius",
  label: "Celsius",
  timeRule: "UTC is assumed: the file names no zone; whole minutes",
  account: "Celsius",
  commas: "thousands",
  order: -1,
  kindColumn: "Transaction type",
  headers: [
    { version: "reward", header: REWARD },
    {
      version: "interest",
      header: `${HEAD},Original Interest Coin,Interest Amount In Original Coin,Confirmed`.split(
        ",",
      ),
    },
  ],
  // The last files have columns behind these (investor status, lock times), which say nothing about the transaction.
  recognise: (header) =>
    header.length > REWARD.length && REWARD.every((name, index) => name === header[index])
      ? "reward with locks"
      : null,
  read,
  group: ({ kind, time }) => (kind.startsWith("swap ") ? time.at : null),
  settle: (rows) => (rows[0]?.kind.startsWith("swap ") === true ? swaps(rows) : rows.map(single)),
});

function read(cells: Cells): CelsiusRow | string {
  const confirmed = textIn(cells, "Confirmed");
  if (confirmed.toLowerCase() !== "yes") {
    return `Not imported: confirmed is ${confirmed === "" ? "missing" : confirmed}.`;
  }
  const time = timeOf(cells);
  const kind = textIn(cells, "Transaction type").toLowerCase().replaceAll("_", " ");
  const quantity = requiredAmountIn(cells, "Coin amount");
  const leg = unsigned({ asset: assetIn(cells, "Coin type"), quantity });
  const isOut = isNegative(quantity);
  return {
    cells,
    time,
    id: textIn(cells, "Internal id"),
    content: [time.at, kind, isOut ? "-" : "", legText(leg)].join("|"),
    kind,
    sent: isOut ? leg : null,
    received: isOut ? null : leg,
    value: dollarsIn(cells, "USD Value"),
  };
}

/** Files saved again by a spreadsheet have the month first, as Celsius' home has it. */
const SHAPES = [
  "B D, Y h:m A",
  "B D, Y h:m:s A",
  "M/D/y h:m",
  "M/D/Y h:m",
  "Y-M-D h:m:s",
  "Y-M-D h:m",
];

function timeOf(cells: Cells): ReadTime {
  const time = readDateTime(textIn(cells, "Date and time"), SHAPES, "UTC");
  return knownTime(time, cells, "Date and time", "This is not a time like June 15, 2021 5:25 PM.");
}

type Result = TableEvent<CelsiusRow> | LeftOut<CelsiusRow>;

function told(
  row: CelsiusRow,
  meaning: Meaning,
): Pick<TableEvent<CelsiusRow>, "meaning" | "sent" | "received" | "value" | "label"> {
  const { sent, received, value, cells } = row;
  return { meaning, sent, received, value, label: textIn(cells, "Transaction type") };
}

/** One coin out and one in of one minute are a swap; what cannot be paired is kept and asked about. */
function swaps(rows: readonly CelsiusRow[]): readonly Result[] {
  const [first, second] = rows;
  const sent = first?.sent ?? second?.sent ?? null;
  const received = first?.received ?? second?.received ?? null;
  if (rows.length === 2 && first !== undefined && sent !== null && received !== null) {
    const value = rows.find((row) => row.received !== null)?.value ?? first.value;
    return [{ ...told(first, { is: "exchange" }), sent, received, value, rows }];
  }
  const reason =
    rows.length === 1
      ? "The other half of this swap is not in the file."
      : `${rows.length} halves of swaps have this same minute: say which belong together.`;
  return rows.map((row) => ({ ...told(row, { is: "unknown", reason }), rows: [row] }));
}

const IN: Meaning = { is: "deposit" };
const OUT: Meaning = { is: "withdrawal" };
const INTEREST: Meaning = { is: "income", kind: "interest" };
const AWARD: Meaning = { is: "income", kind: "reward" };
const LOAN: Meaning = {
  is: "unknown",
  reason: "Loans and their collateral are not booked by themselves: say what happened.",
};
const BY_KIND = new Map<string, { readonly in?: Meaning; readonly out?: Meaning }>([
  ["transfer", { in: IN, out: OUT }],
  ["deposit", { in: IN }],
  ["inbound transfer", { in: IN }],
  ["withdrawal", { out: OUT }],
  ["outbound transfer", { out: OUT }],
  ["reward", { in: INTEREST }],
  ["interest", { in: INTEREST }],
  ["referred award", { in: AWARD }],
  ["referrer award", { in: AWARD }],
  ["promo code reward", { in: AWARD }],
  ["bonus token", { in: AWARD }],
]);

function single(row: CelsiusRow): Result {
  const { sent, received } = row;
  if (sent === null && received === null) {
    return { rows: [row], leftOut: "The row moves nothing." };
  }
  return { ...told(row, meaningOf(row)), rows: [row] };
}

function meaningOf({ kind, sent }: CelsiusRow): Meaning {
  if (kind.includes("loan") || kind.includes("collateral")) {
    return LOAN;
  }
  const known = BY_KIND.get(kind);
  const reason =
    known === undefined
      ? `The kind "${kind}" is not known: say what it is.`
      : `The sign of the amount does not fit the kind "${kind}": it may be a correction.`;
  return (sent === null ? known?.in : known?.out) ?? { is: "unknown", reason };
}
