import { type Cells, decimalIn, dollars, textIn, timeIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { koinlyMeaning, koinlyQuestion } from "@/lib/importers/koinly-labels";
import { type Legs, legsText, readLeg } from "@/lib/importers/legs";
import { type TableRow, tableSource } from "@/lib/importers/table-source";
import type { Usd } from "@/lib/money/usd";

interface KoinlyRow extends TableRow, Legs {
  readonly label: string;
  readonly value: Usd | null;
}

/** Koinly's universal template; other programs write the same header (formats.md 0.3), so the person confirms the source. */
export const koinly = tableSource<KoinlyRow>({
  id: "koinly",
  label: "Koinly universal CSV (other programs write it too)",
  timeRule: "UTC, by the template's definition",
  account: "Koinly",
  kindColumn: "Label",
  moneyColumn: "Sent Currency",
  headers: [
    {
      version: "universal",
      header: (
        "Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency," +
        "Net Worth Amount,Net Worth Currency,Label,Description,TxHash"
      ).split(","),
    },
  ],
  read: (cells) => {
    const time = timeIn(cells, "Date");
    const legs: Legs = {
      sent: readLeg(cells, { amount: "Sent Amount", asset: "Sent Currency" }),
      received: readLeg(cells, { amount: "Received Amount", asset: "Received Currency" }),
      fee: readLeg(cells, { amount: "Fee Amount", asset: "Fee Currency" }),
    };
    const label = textIn(cells, "Label");
    const content = [time.date ?? time.at, legsText(legs), label, textIn(cells, "TxHash")];
    return {
      cells,
      time,
      id: "",
      content: content.join("|"),
      label,
      value: netWorth(cells),
      ...legs,
    };
  },
  settle: (rows) =>
    rows.map((row) => ({
      rows: [row],
      meaning: koinlyMeaning(row.sent, row.received, row.label),
      question: koinlyQuestion(row.sent, row.received, row.label),
      sent: row.sent,
      received: row.received,
      fees: row.fee === null ? [] : [row.fee],
      value: row.value,
      chain: chainRef(textIn(row.cells, "TxHash")),
      label: row.label,
      note: [row.label, textIn(row.cells, "Description")].filter((text) => text !== "").join(": "),
    })),
});

/** The stated worth when it is in dollars. */
function netWorth(cells: Cells): Usd | null {
  const amount = decimalIn(cells, "Net Worth Amount");
  return amount === null || textIn(cells, "Net Worth Currency").toUpperCase() !== "USD"
    ? null
    : dollars(amount);
}
