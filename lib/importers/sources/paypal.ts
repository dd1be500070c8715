import { dollarsIn, legText, some } from "@/lib/importers/amounts";
import { type Cells, knownTime, textIn } from "@/lib/importers/cells";
import { readDateTime } from "@/lib/importers/date-time";
import { type Legs, legsText, readLeg } from "@/lib/importers/legs";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";

interface PayPalRow extends TableRow, Legs {
  readonly kind: string;
}

const COLUMNS = (
  "DateTime,Transaction Type,Asset In (Quantity),Asset In (Currency),Asset Out (Quantity),Asset Out (Currency)," +
  "Transaction Fee (Quantity),Transaction Fee (Currency)"
).split(",");

/** PayPal's crypto report. Fees stand beside the amounts; the market value is told in the currency its column names. */
export const paypal = tableSource<PayPalRow>({
  id: "paypal",
  label: "PayPal crypto",
  timeRule: "Asked: the file names no zone, and PayPal says none",
  account: "PayPal",
  kindColumn: "Transaction Type",
  moneyColumn: "Asset Out (Currency)",
  headers: [{ version: "USD", header: [...COLUMNS, "Market Value (USD)"] }],
  recognise: (header) =>
    header.length === COLUMNS.length + 1 && COLUMNS.every((name, index) => name === header[index])
      ? (/^Market Value \(([A-Z]{3})\)$/.exec(header.at(-1) ?? "")?.[1] ?? null)
      : null,
  asks: () => ["time-zone"],
  read: (cells, { options }) => {
    const time = timeOf(cells, options.answers?.timeZone ?? options.timeZone);
    const kind = textIn(cells, "Transaction Type").toUpperCase();
    const legs: Legs = {
      sent: side(cells, "Asset Out"),
      received: side(cells, "Asset In"),
      fee: side(cells, "Transaction Fee"),
    };
    return {
      cells,
      time,
      id: "",
      content: [time.at, kind, legsText(legs)].join("|"),
      kind,
      ...legs,
    };
  },
  settle: (rows) => rows.map(eventOf),
});

function timeOf(cells: Cells, zone: string): ReadTime {
  const shapes = ["Y-M-D h:m:s", "Y-M-D h:m:s Z", "Y-M-DTh:m:sZ"];
  const time = readDateTime(textIn(cells, "DateTime"), shapes, zone);
  return knownTime(time, cells, "DateTime", "This is not a time like 2024-01-31 18:05:59.");
}

function side(cells: Cells, name: string) {
  return readLeg(cells, { amount: `${name} (Quantity)`, asset: `${name} (Currency)` });
}

/** Only BUY and SELL are verified; every other word is kept as it stands and asked about. */
function eventOf(row: PayPalRow): TableEvent<PayPalRow> {
  const { sent, received, fee, kind } = row;
  const told = {
    rows: [row],
    sent,
    received,
    fees: some(fee),
    value: dollarsIn(row.cells, "Market Value (USD)"),
    label: textIn(row.cells, "Transaction Type"),
  };
  if (kind === "BUY" || kind === "SELL") {
    return { meaning: { is: "exchange" }, ...told };
  }
  const legs = [legText(sent), legText(received)].map((text) => (text === "" ? "nothing" : text));
  const reason = `The kind "${kind}" is not known (out ${legs[0]}, in ${legs[1]}): say what it is.`;
  return { meaning: { is: "unknown", reason }, ...told };
}
