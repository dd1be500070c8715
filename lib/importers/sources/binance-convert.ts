import { CellError, type Cells, isNegative, legIn, problemIn, textIn } from "@/lib/importers/cells";
import { openAcrossDays } from "@/lib/importers/open-across-days";
import { type TableRow, tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import { quantityText } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";
import { binanceAsset } from "./binance-assets";
import { binanceTime } from "./binance-zone";

interface Convert extends TableRow {
  readonly sent: Leg;
  readonly received: Leg;
  readonly question: string | null;
}

const COLUMNS = "Pair,Type,Sell,Buy,Price,Inverse Price,Date Updated,Status".split(",");

/** Binance.com's conversions: what was given and received with their tickers; no fee, the spread is in the price (formats.md 4). */
export const binanceConvert = tableSource<Convert>({
  id: "binance-convert",
  label:
    "Binance.com convert history (only without the transaction history, which holds the same trades)",
  timeRule: "UTC",
  account: "Binance",
  commas: "thousands",
  kindColumn: "Status",
  moneyColumn: "Sell",
  order: -1,
  headers: [
    { version: "wallet", header: ["Date", "Wallet", ...COLUMNS] },
    { version: "no wallet", header: ["Date", ...COLUMNS] },
  ],
  read: (cells) => {
    const status = textIn(cells, "Status");
    if (status.toLowerCase() !== "successful") {
      return `The conversion is "${status}", which is not a final state.`;
    }
    const time = binanceTime(cells, "Date", "+00:00");
    const [sent, received] = [side(cells, "Sell", time), side(cells, "Buy", time)];
    const amounts = [sent, received].map((leg) => `${quantityText(leg.quantity)} ${leg.asset}`);
    const updated = textIn(cells, "Date Updated");
    return {
      cells,
      time,
      id: "",
      content: [time.at, ...amounts].join("|"),
      sent,
      received,
      question:
        updated === "" ? null : openAcrossDays(time, binanceTime(cells, "Date Updated", "+00:00")),
    };
  },
  settle: (rows) =>
    rows.map((row) => ({
      rows: [row],
      meaning: { is: "exchange" },
      sent: row.sent,
      received: row.received,
      question: row.question,
      label: `Convert ${textIn(row.cells, "Pair")}`,
    })),
});

function side(cells: Cells, column: string, time: ReadTime): Leg {
  const leg = legIn(cells, column);
  if (leg === null || isNegative(leg.quantity)) {
    throw new CellError(problemIn(cells, column, "This is not an amount with its asset."));
  }
  return { asset: binanceAsset(leg.asset, time.at), quantity: leg.quantity };
}
