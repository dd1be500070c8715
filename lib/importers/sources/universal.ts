import { cellReader, orReject, textIn, timeIn } from "@/lib/importers/cells";
import { createFingerprints } from "@/lib/importers/fingerprint";
import { type Legs, legsText, readLeg } from "@/lib/importers/legs";
import { createOrder } from "@/lib/importers/order";
import type { Collector, ParseOptions, RowReader, Source } from "@/lib/importers/source";
import { told } from "@/lib/importers/told";
import { universalTransaction } from "./universal-kinds";

/** Every column of the universal CSV, in the order of the sample. Any order is read; only Date and Type and one side are required. */
export const UNIVERSAL_COLUMNS = [
  "Date",
  "Account",
  "Type",
  "Sent Amount",
  "Sent Asset",
  "Received Amount",
  "Received Asset",
  "Fee Amount",
  "Fee Asset",
  "Fee Value USD",
  "Value USD",
  "To Account",
  "Withheld Amount",
  "Withheld Value USD",
  "Donor Basis USD",
  "Donor Acquired",
  "Gift Tax USD",
  "From Spouse",
  "Treatment",
  "Loss Denied",
  "ID",
  "Note",
] as const;

const BY_NAME = new Map(UNIVERSAL_COLUMNS.map((name) => [name.toLowerCase(), name]));

/** Lotwise's own format (docs/importing.md): one row an event, every kind of transaction, columns in any order. */
export const universal: Source = {
  id: "universal",
  label: "Lotwise universal CSV",
  timeRule: "UTC, or the zone written in the cell; a day alone is the tax date itself",
  headers: [{ version: "1", header: UNIVERSAL_COLUMNS }],
  recognise: (header) => {
    const names = header.map((cell) => BY_NAME.get(cell.toLowerCase()));
    const has = (name: (typeof UNIVERSAL_COLUMNS)[number]) => names.includes(name);
    const hasSide =
      (has("Sent Amount") && has("Sent Asset")) ||
      (has("Received Amount") && has("Received Asset"));
    return has("Date") && has("Type") && hasSide && !names.includes(undefined) && isUnique(names)
      ? "1"
      : null;
  },
  open,
};

function isUnique(names: readonly unknown[]): boolean {
  return new Set(names).size === names.length;
}

function open(
  header: readonly string[],
  _version: string,
  options: ParseOptions,
  out: Collector,
): RowReader {
  const read = cellReader(
    header.map((cell) => BY_NAME.get(cell.toLowerCase()) ?? cell),
    "ambiguous",
  );
  const prints = createFingerprints();
  const order = createOrder(1);
  return {
    row: (row) =>
      orReject(out.rejected, () => {
        const cells = read(row);
        const time = timeIn(cells, "Date");
        order.see(time.at);
        const legs: Legs = {
          sent: readLeg(cells, { amount: "Sent Amount", asset: "Sent Asset" }),
          received: readLeg(cells, { amount: "Received Amount", asset: "Received Asset" }),
          fee: readLeg(cells, { amount: "Fee Amount", asset: "Fee Asset" }),
        };
        const account = textIn(cells, "Account");
        const accountName = account === "" ? (options.accountName ?? "Universal CSV") : account;
        const content = [
          accountName,
          time.date ?? time.at,
          textIn(cells, "Type").toLowerCase(),
          legsText(legs),
        ].join("|");
        const id = textIn(cells, "ID");
        const base = told({
          ...time,
          sequence: order.sequence(row.line),
          accountName,
          key: "",
          lines: [row.line],
          note: textIn(cells, "Note"),
        });
        const transaction = universalTransaction(base, legs, cells);
        const key =
          id === ""
            ? prints.byContent("universal", content)
            : prints.byId("universal", `${accountName}/${id}`, content);
        if (key === "repeated") {
          out.skipped.push({
            line: row.line,
            reason: "The same row, with the same id, stands in this file twice.",
          });
        } else {
          out.transactions.push({ ...transaction, key });
        }
      }),
    end: () => undefined,
  };
}
