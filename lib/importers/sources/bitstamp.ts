import { codeAt } from "@/lib/assets/aliases";
import { legText, some, unsigned } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import {
  amountIn,
  assetIn,
  type Cells,
  isNegative,
  knownTime,
  legIn,
  legOf,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { readDateTime } from "@/lib/importers/date-time";
import { fillOf, isBuySide } from "@/lib/importers/fill";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import { assetId, type Leg } from "@/lib/tax/transaction";

interface BitstampRow extends TableRow {
  readonly kind: string;
  readonly side: string;
  /** As written, with its sign. */
  readonly amount: Leg | null;
  readonly value: Leg | null;
  readonly fee: Leg | null;
}

const NEW =
  "ID,Account,Type,Subtype,Datetime,Amount,Amount currency,Value,Value currency,Rate,Rate currency,Fee,Fee currency,Order ID";

/** Bitstamp's transactions: the old file with units in its cells, and the one it calls RFC 4180 (formats.md 7). */
export const bitstamp = tableSource<BitstampRow>({
  id: "bitstamp",
  label: "Bitstamp transactions",
  timeRule: "UTC; the old file tells minutes only",
  account: "Bitstamp",
  kindColumn: "Type",
  moneyColumn: "Value",
  headers: [
    { version: "old", header: "Type,Datetime,Account,Amount,Value,Rate,Fee,Sub Type".split(",") },
    { version: "rfc4180", header: NEW.split(",") },
  ],
  read: (cells, { version }) => {
    const row = version === "old" ? readOld(cells) : readNew(cells);
    const kind = textIn(cells, "Type");
    if (/^(?:sub|main) account transfer$/i.test(kind)) {
      return "A move between sub-accounts of one Bitstamp account.";
    }
    const parts = [row.amount, row.value, row.fee].map(legText);
    const content = [row.time.at, kind, row.side, ...parts].join("|");
    return { cells, id: textIn(cells, "ID"), content, kind, ...row };
  },
  group: ({ kind, time }) => (isBetweenAccounts(kind) ? time.at : null),
  settle: (rows) => {
    const [first, second] = rows;
    return first !== undefined && second !== undefined && rows.length === 2
      ? conversion(first, second)
      : rows.map(eventOf);
  },
});

type Read = Pick<BitstampRow, "time" | "side" | "amount" | "value" | "fee">;

function readOld(cells: Cells): Read {
  return {
    time: oldTime(cells),
    side: textIn(cells, "Sub Type"),
    amount: renamed(legIn(cells, "Amount")),
    value: renamed(legIn(cells, "Value")),
    fee: renamed(legIn(cells, "Fee")),
  };
}

/** "Jan. 28, 2022, 12:13 AM": the month in English, with a dot unless it is May. */
function oldTime(cells: Cells): ReadTime {
  const time = readDateTime(textIn(cells, "Datetime"), ["B D, Y, h:m A", "B D, Y, h A"], "UTC");
  return knownTime(time, cells, "Datetime", "This is not a date and time of Bitstamp.");
}

function readNew(cells: Cells): Read {
  const leg = (column: string) => {
    const quantity = amountIn(cells, column);
    return quantity === null || textIn(cells, column) === ""
      ? null
      : renamed(legOf(assetIn(cells, `${column} currency`), quantity));
  };
  return {
    time: timeIn(cells, "Datetime"),
    side: textIn(cells, "Subtype"),
    amount: leg("Amount"),
    value: leg("Value"),
    fee: leg("Fee"),
  };
}

/** ETH2R is the account's name for rewards paid in ETH2 (formats.md 7). */
function renamed(leg: Leg | null): Leg | null {
  return leg === null
    ? leg
    : { asset: assetId(codeAt("bitstamp", leg.asset, null)), quantity: leg.quantity };
}

function isBetweenAccounts(kind: string): boolean {
  return kind.toLowerCase() === "inter account transfer";
}

function eventOf(row: BitstampRow): TableEvent<BitstampRow> {
  const amount = unsigned(row.amount);
  const fees = some(unsigned(row.fee));
  const label = row.side === "" ? row.kind : `${row.kind} ${row.side}`;
  const isBuy = isBuySide(row.side);
  if (row.kind.toLowerCase() === "market" && isBuy !== null) {
    const quote = unsigned(row.value);
    return { rows: [row], label, ...fillOf({ isBuy, base: amount, quote, fees }) };
  }
  const isOut = row.amount !== null && isNegative(row.amount.quantity);
  const { meaning, question = null } = oneWay(row, isOut);
  const isLeaving = isOut || ["withdrawal", "spend"].includes(meaning.is);
  return {
    rows: [row],
    label,
    meaning,
    question,
    sent: isLeaving ? amount : null,
    received: isLeaving ? null : amount,
    fees,
  };
}

interface OneWay {
  readonly meaning: Meaning;
  readonly question?: string;
}

function oneWay(row: BitstampRow, isOut: boolean): OneWay {
  switch (row.kind.toLowerCase()) {
    case "deposit":
    case "ripple deposit":
      return isOut ? odd(row) : { meaning: { is: "deposit" } };
    case "withdrawal":
    case "ripple payment":
      return { meaning: { is: "withdrawal" } };
    case "staking reward":
      return isOut ? odd(row) : { meaning: { is: "income", kind: "staking" } };
    case "inter account transfer":
      return isOut ? odd(row) : airdrop(row);
    default:
      return odd(row);
  }
}

/** Days on which Bitstamp gave out SGB and FLR to those who held XRP (formats.md 7). */
const GIVEN = new Set(["SGB 2021-12-08", "FLR 2023-01-06"]);

function airdrop(row: BitstampRow): OneWay {
  const asset = row.amount?.asset ?? "";
  if (asset !== "SGB" && asset !== "FLR") {
    return odd(row);
  }
  const meaning: Meaning = { is: "income", kind: "airdrop" };
  return GIVEN.has(`${asset} ${row.time.at.slice(0, 10)}`)
    ? { meaning }
    : {
        meaning,
        question: `Bitstamp paid its ${asset} airdrops as such transfers: say whether this is one.`,
      };
}

function odd({ kind, side }: BitstampRow): OneWay {
  const name = side === "" ? kind : `${kind} ${side}`;
  return {
    meaning: { is: "unknown", reason: `Bitstamp calls this "${name}": say what it was.` },
  };
}

/** Two transfers of one second: out in one asset and in in another are a conversion Bitstamp wrote so. */
function conversion(first: BitstampRow, second: BitstampRow): readonly TableEvent<BitstampRow>[] {
  const isOut = (row: BitstampRow) => row.amount !== null && isNegative(row.amount.quantity);
  const [out, into] = isOut(first) ? [first, second] : [second, first];
  if (!isOut(out) || isOut(into) || out.amount?.asset === into.amount?.asset) {
    return [first, second].map(eventOf);
  }
  return [
    {
      rows: [first, second],
      label: first.kind,
      meaning: { is: "exchange" },
      sent: unsigned(out.amount),
      received: into.amount,
      fees: some(unsigned(first.fee), unsigned(second.fee)),
      question:
        "Bitstamp wrote this as two transfers of one second: say whether it was a conversion.",
    },
  ];
}
