import { some } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import { textIn, timeIn } from "@/lib/importers/cells";
import { type Legs, legsText, readLeg } from "@/lib/importers/legs";
import { type TableRow, tableSource } from "@/lib/importers/table-source";

interface RiverRow extends TableRow, Legs {
  readonly tag: string;
}

/** River's account file. The fee comes on top of what was sent; rows have no ids, and equal recurring purchases stay apart. */
export const river = tableSource<RiverRow>({
  id: "river",
  label: "River",
  timeRule: "UTC, by River's own rule",
  account: "River",
  kindColumn: "Tag",
  moneyColumn: "Sent Currency",
  headers: [
    {
      version: "account",
      header:
        "Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Tag".split(
          ",",
        ),
    },
  ],
  read: (cells) => {
    const time = timeIn(cells, "Date");
    const tag = textIn(cells, "Tag").toLowerCase();
    const legs: Legs = {
      sent: readLeg(cells, { amount: "Sent Amount", asset: "Sent Currency" }),
      received: readLeg(cells, { amount: "Received Amount", asset: "Received Currency" }),
      fee: readLeg(cells, { amount: "Fee Amount", asset: "Fee Currency" }),
    };
    return {
      cells,
      time,
      id: "",
      content: [time.date ?? time.at, tag, legsText(legs)].join("|"),
      tag,
      ...legs,
    };
  },
  settle: (rows) =>
    rows.map((row) => ({
      rows: [row],
      meaning: meaningOf(row),
      sent: row.sent,
      received: row.received,
      fees: some(row.fee),
      label: textIn(row.cells, "Tag"),
    })),
});

/** A tag that does not fit the sides of its row is not believed. */
function meaningOf({ tag, sent, received }: RiverRow): Meaning {
  const known = ["", "buy", "sell", "income", "interest", "withdrawal", "deposit"].includes(tag);
  if (!known) {
    return { is: "unknown", reason: `The tag "${tag}" is not known: say what it is.` };
  }
  if (sent !== null && received !== null) {
    return ["", "buy", "sell"].includes(tag) ? { is: "exchange" } : misfit(tag);
  }
  if (sent !== null) {
    return ["", "withdrawal"].includes(tag) ? { is: "withdrawal" } : misfit(tag);
  }
  if (received === null) {
    return { is: "unknown", reason: "The row moves nothing." };
  }
  return incoming(tag);
}

function incoming(tag: string): Meaning {
  switch (tag) {
    case "":
    case "deposit":
      return { is: "deposit" };
    case "interest":
      return { is: "income", kind: "interest" };
    case "income":
      return { is: "income", kind: "other" };
    default:
      return misfit(tag);
  }
}

function misfit(tag: string): Meaning {
  return { is: "unknown", reason: `The tag "${tag}" does not fit what the row moves.` };
}
