import { dollarsIn, legText, some, unsignedLegIn } from "@/lib/importers/amounts";
import { type Cells, knownTime, legOf, textIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { readDateTime } from "@/lib/importers/date-time";
import { legsText, readLeg } from "@/lib/importers/legs";
import {
  type ReadAt,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import { subtractQuantity } from "@/lib/money/quantity";
import { assetId, type Leg } from "@/lib/tax/transaction";
import { utcDate } from "@/lib/time/instant";

interface SwanRow extends TableRow, Pick<TableEvent<TableRow>, "meaning" | "chain"> {
  readonly label: string;
  readonly sent: Leg | null;
  readonly received: Leg | null;
  readonly fee: Leg | null;
  readonly note: string;
}

/**
 * Swan's three files. A purchase stands in the trades file and in the transfers file, without a common id and minutes apart (ordered
 * and settled): its identity is its day and amounts in both, so that importing both gives one purchase. The trades file has the
 * header of CoinTracker's template, so it is Swan's when its name says so or a person (formats.md 20).
 */
export const swan = tableSource<SwanRow>({
  id: "swan",
  label: "Swan Bitcoin",
  timeRule: "UTC, stated in the file or by the template's definition",
  account: "Swan",
  commas: "thousands",
  kindColumn: "Event",
  kindColumnOf: (version) => KIND_COLUMNS.get(version) ?? "Event",
  headers: [
    {
      version: "transfers",
      header: (
        "Event,Date,Timezone,Status,Transaction ID,Total USD,Transaction USD,Fee USD,Unit Count,Asset Type,BTC Price," +
        "Address Label,USD Cost Basis,Acquisition Date"
      ).split(","),
    },
    {
      version: "withdrawals",
      header:
        "Created At,Timezone,Transaction ID,Executed At,Canceled At,Status,Bitcoin Amount,Automatic,IP Address".split(
          ",",
        ),
    },
  ],
  shared: [
    {
      version: "trades",
      header:
        "Date,Received Quantity,Received Currency,Sent Quantity,Sent Currency,Fee Amount,Fee Currency,Tag".split(
          ",",
        ),
      named: /(?<![a-z])swan(?![a-z])|swan ?bitcoin/i,
    },
  ],
  read: (cells, at) => READERS[readerOf(at)](cells),
  settle: (rows) =>
    rows.map((row) => ({
      rows: [row],
      meaning: row.meaning,
      sent: row.sent,
      received: row.received,
      fees: some(row.fee),
      label: row.label,
      note: row.note,
      chain: row.chain ?? null,
    })),
});

const KIND_COLUMNS = new Map([
  ["trades", "Tag"],
  ["withdrawals", "Status"],
]);

const READERS = { trades, transfers, withdrawals };

function readerOf({ version }: ReadAt): keyof typeof READERS {
  return version === "trades" || version === "transfers" ? version : "withdrawals";
}

const BTC = assetId("BTC");
const USD = assetId("USD");

function timeOf(cells: Cells, column: string): ReadTime {
  const shapes = ["Y-M-D h:m:sZ", "Y-M-D h:m:s Z", "Y-M-D h:m:s", "M/D/Y h:m:s", "M/D/Y"];
  const time = readDateTime(textIn(cells, column), shapes, "UTC");
  return knownTime(time, cells, column, "This is not a date and time Swan writes.");
}

/** What both files tell of an exchange; the hour and minute differ between them. */
function exchangeContent(time: ReadTime, legs: Pick<SwanRow, "sent" | "received" | "fee">): string {
  return `exchange|${utcDate(time.at)}|${legsText(legs)}`;
}

function trades(cells: Cells): SwanRow {
  const time = timeOf(cells, "Date");
  const legs = {
    sent: readLeg(cells, { amount: "Sent Quantity", asset: "Sent Currency" }),
    received: readLeg(cells, { amount: "Received Quantity", asset: "Received Currency" }),
    fee: readLeg(cells, { amount: "Fee Amount", asset: "Fee Currency" }),
  };
  const tag = textIn(cells, "Tag");
  const { sent, received } = legs;
  const isWhole = sent !== null && received !== null && tag === "";
  const reason = tag === "" ? "Only one side of this trade is here." : `The tag is "${tag}".`;
  return {
    cells,
    time,
    id: "",
    content: isWhole
      ? exchangeContent(time, legs)
      : ["trade", time.at, tag, legsText(legs)].join("|"),
    meaning: isWhole
      ? { is: "exchange" }
      : { is: "unknown", reason: `${reason} Say what the row is.` },
    label: tag === "" ? "trade" : tag,
    note: "",
    ...legs,
  };
}

const FINAL = new Set(["settled", "executed", "completed"]);

function notFinal(cells: Cells): string | null {
  const status = textIn(cells, "Status");
  return FINAL.has(status.toLowerCase())
    ? null
    : `Not imported: its status is ${status === "" ? "missing" : status}.`;
}

function withdrawals(cells: Cells): SwanRow | string {
  const open = notFinal(cells);
  if (open !== null) {
    return open;
  }
  const executed = textIn(cells, "Executed At");
  const time = timeOf(cells, executed === "" ? "Created At" : "Executed At");
  const sent = unsignedLegIn(cells, "Bitcoin Amount", BTC);
  const hash = textIn(cells, "Transaction ID");
  return {
    cells,
    time,
    id: "",
    content: ["withdrawal", time.at, legText(sent), hash].join("|"),
    meaning: { is: "withdrawal" },
    sent,
    received: null,
    fee: null,
    label: "withdrawal",
    note: hash === "" ? "withdrawal" : `withdrawal ${hash}`,
    chain: chainRef(hash),
  };
}

function transfers(cells: Cells): SwanRow | string {
  const open = notFinal(cells);
  if (open !== null) {
    return open;
  }
  const time = timeOf(cells, "Date");
  const event = textIn(cells, "Event").toLowerCase();
  const amounts: Amounts = {
    coin: unsignedLegIn(cells, "Unit Count", coinOf(cells)),
    total: unsignedLegIn(cells, "Total USD", USD),
    paid: unsignedLegIn(cells, "Transaction USD", USD),
    fee: unsignedLegIn(cells, "Fee USD", USD),
  };
  const moves = movesOf(event, amounts);
  if (typeof moves === "string") {
    return moves;
  }
  const told = [event, time.at, legsText(moves), textIn(cells, "Address Label")].join("|");
  return {
    cells,
    time,
    id: "",
    content: moves.meaning.is === "exchange" ? exchangeContent(time, moves) : told,
    label: event,
    note: noteOf(cells, event),
    ...moves,
  };
}

interface Amounts {
  readonly coin: Leg | null;
  readonly total: Leg | null;
  readonly paid: Leg | null;
  readonly fee: Leg | null;
}

function coinOf(cells: Cells) {
  const asset = textIn(cells, "Asset Type").toUpperCase();
  return asset === "" || asset === "USD" ? BTC : assetId(asset);
}

type Moves = Pick<SwanRow, "meaning" | "sent" | "received" | "fee">;
const NOTHING = { sent: null, received: null, fee: null };

/** What an event moves; a text for one that moves nothing. Total USD holds the fee, Transaction USD does not. */
function movesOf(event: string, amounts: Amounts): Moves | string {
  const { coin, total, fee } = amounts;
  const paid = amounts.paid ?? less(total, fee);
  switch (event) {
    case "deposit":
    case "asset_deposit":
      return { ...NOTHING, meaning: { is: "deposit" }, received: coin ?? paid ?? total };
    case "purchase":
      return paid === null
        ? {
            ...NOTHING,
            meaning: {
              is: "unknown",
              reason: "What was paid is missing.",
            },
            received: coin,
          }
        : { meaning: { is: "exchange" }, sent: paid, received: coin, fee };
    case "monthly_fee":
    case "prepaid_fee": {
      const sent = fee ?? total;
      return sent === null
        ? "The fee is $0: nothing moved."
        : { ...NOTHING, meaning: { is: "spend" }, sent };
    }
    default:
      return {
        ...NOTHING,
        meaning: { is: "unknown", reason: `The event "${event}" is not known: say what it is.` },
        received: coin ?? total,
      };
  }
}

function less(total: Leg | null, fee: Leg | null): Leg | null {
  return total === null || fee === null
    ? total
    : legOf(total.asset, subtractQuantity(total.quantity, fee.quantity));
}

/** Coins brought to Swan may carry the basis and day a person gave it: kept with the row, for them to settle the deposit with. */
function noteOf(cells: Cells, event: string): string {
  const basis = dollarsIn(cells, "USD Cost Basis");
  const told = [
    textIn(cells, "Address Label"),
    basis === null
      ? ""
      : `cost basis as told to Swan $${textIn(cells, "USD Cost Basis").replace("$", "")}`,
    textIn(cells, "Acquisition Date") === ""
      ? ""
      : `acquired ${textIn(cells, "Acquisition Date")} as told to Swan`,
  ].filter((text) => text !== "");
  return [event, ...told].join(", ");
}
