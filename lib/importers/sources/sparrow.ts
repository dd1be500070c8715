import { amountIn, requiredAmountIn, textIn, timeIn } from "@/lib/importers/cells";
import { movementOfNet } from "@/lib/importers/net-change";
import { type TableRow, tableSource } from "@/lib/importers/table-source";
import { type Quantity, quantityText } from "@/lib/money/quantity";
import { assetId } from "@/lib/tax/transaction";

interface SparrowRow extends TableRow {
  readonly net: Quantity;
  readonly fee: Quantity | null;
}

const BTC = assetId("BTC");

/** Sparrow's transactions: the wallet's net change, the fee contained in it. */
export const sparrow = tableSource<SparrowRow>({
  id: "sparrow",
  label: "Sparrow",
  timeRule: "UTC, as the column says",
  account: "Sparrow",
  kindColumn: "Label",
  headers: [
    {
      version: "1",
      header: "Date (UTC),Label,Value (BTC),Balance (BTC),Fee (BTC),Txid".split(","),
    },
  ],
  read: (cells) => {
    if (!/^\d/.test(textIn(cells, "Date (UTC)"))) {
      return "Not confirmed yet: it has no time.";
    }
    const time = timeIn(cells, "Date (UTC)");
    const net = requiredAmountIn(cells, "Value (BTC)");
    const content = [textIn(cells, "Txid"), quantityText(net)].join("|");
    return { cells, time, net, id: "", content, fee: amountIn(cells, "Fee (BTC)") };
  },
  settle: (rows) =>
    rows.map((row) => {
      const label = textIn(row.cells, "Label");
      const movement = movementOfNet(BTC, row.net, row.fee, label);
      if (movement === null) {
        return { rows: [row], leftOut: "Moved inside the wallet; nothing changed." };
      }
      return typeof movement === "string"
        ? { rows: [row], meaning: { is: "unknown", reason: movement }, label }
        : { rows: [row], ...movement };
    }),
});
