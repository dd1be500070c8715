import {
  CellError,
  type Cells,
  isNegative,
  knownTime,
  legIn,
  problemIn,
  textIn,
} from "@/lib/importers/cells";
import { readDateTime } from "@/lib/importers/date-time";
import { type TableRow, tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import { isZeroQuantity, quantityText } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";
import { binanceAsset } from "./binance-assets";

interface Purchase extends TableRow {
  readonly sent: Leg;
  readonly received: Leg;
  readonly fee: Leg | null;
}

/** As Binance writes it, and as a spreadsheet program of the United States saves it again. */
const SHAPES = ["Y-M-D h:m:s", "M/D/Y h:m", "M/D/Y h:m:s"];

/**
 * Binance.com's auto-invest purchases: amount given, fee and units received, each with its ticker. The fee is on top of the amount,
 * as two public readers of this file have it; the file itself does not say (formats.md 4).
 */
export const binanceAutoInvest = tableSource<Purchase>({
  id: "binance-auto-invest",
  label: "Binance.com auto-invest history",
  timeRule: "UTC, stated in the column's name; month before day where the year stands last",
  account: "Binance",
  commas: "thousands",
  kindColumn: "Status",
  moneyColumn: "Amount per period",
  order: -1,
  headers: [
    {
      version: "auto-invest",
      header:
        "Auto-Invest Date(UTC),Holding Coin,Amount per period,Trading Fee,Units,From,Status".split(
          ",",
        ),
    },
  ],
  read: readPurchase,
  settle: (rows) =>
    rows.map((row) => ({
      rows: [row],
      meaning: { is: "exchange" },
      sent: row.sent,
      received: row.received,
      fees: row.fee === null ? [] : [row.fee],
      label: "Auto-invest",
      note: `Auto-invest from ${textIn(row.cells, "From")}`,
    })),
});

function readPurchase(cells: Cells): Purchase | string {
  const status = textIn(cells, "Status");
  if (status.toLowerCase() !== "success") {
    return `The purchase is "${status}", which is not a final state.`;
  }
  const column = "Auto-Invest Date(UTC)";
  const time = knownTime(readDateTime(textIn(cells, column), SHAPES, "UTC"), cells, column);
  const sent = amountOf(cells, "Amount per period", time);
  const received = amountOf(cells, "Units", time);
  // A fee of zero is written "--", with or without its coin.
  const isFree = textIn(cells, "Trading Fee").startsWith("--");
  const fee = isFree ? null : legIn(cells, "Trading Fee");
  const amounts = [sent, received].map((leg) => `${quantityText(leg.quantity)} ${leg.asset}`);
  return {
    cells,
    time,
    id: "",
    content: [time.at, ...amounts].join("|"),
    sent,
    received,
    fee:
      fee === null || isZeroQuantity(fee.quantity)
        ? null
        : { asset: binanceAsset(fee.asset, time.at), quantity: fee.quantity },
  };
}

function amountOf(cells: Cells, column: string, time: ReadTime): Leg {
  const leg = legIn(cells, column);
  if (leg === null || isNegative(leg.quantity)) {
    throw new CellError(problemIn(cells, column, "This is not an amount with its asset."));
  }
  return { asset: binanceAsset(leg.asset, time.at), quantity: leg.quantity };
}
