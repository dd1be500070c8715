import { type Cells, requiredAmountIn, textIn } from "@/lib/importers/cells";
import { type ReadAt, tableSource } from "@/lib/importers/table-source";
import { quantityText } from "@/lib/money/quantity";
import { epochOf } from "@/lib/time/instant";
import { binanceAssetIn } from "./binance-assets";
import { type BinanceRow, settleRows } from "./binance-groups";
import { binanceClass, isMargin } from "./binance-operations";
import { binanceTime, zoneOfName } from "./binance-zone";

const CHANGES = ["Account", "Operation", "Coin", "Change", "Remark"];

/**
 * Binance.com's statement of all accounts ("transaction history"): one row a change of a balance, no ids. Rows of one second, and the
 * two legs of a conversion a second apart, belong together (formats.md 4).
 */
export const binance = tableSource<BinanceRow>({
  id: "binance",
  label: "Binance.com transaction history (all accounts)",
  timeRule:
    "UTC in files with UTC_Time; later ones tell the zone in the file's name (UTC--6), else it is asked",
  account: "Binance",
  kindColumn: "Operation",
  moneyColumn: "Coin",
  headers: [
    { version: "2025", header: ["User ID", "Time", ...CHANGES] },
    { version: "2021", header: ["User_ID", "UTC_Time", ...CHANGES] },
    { version: "oldest", header: ["UTC_Time", ...CHANGES] },
  ],
  asks: (version, _header, fileName) =>
    version === "2025" && zoneOfName(fileName) === null ? ["time-zone"] : [],
  read: readRow,
  group: namesOf,
  settle: settleRows,
});

function readRow(cells: Cells, { version, options }: ReadAt): BinanceRow {
  const time =
    version === "2025"
      ? binanceTime(cells, "Time", zoneOfName(options.fileName ?? ""), options.answers?.timeZone)
      : binanceTime(cells, "UTC_Time", "+00:00");
  const [account, operation] = [textIn(cells, "Account"), textIn(cells, "Operation")];
  const leg = {
    asset: binanceAssetIn(cells, "Coin", time.at),
    quantity: requiredAmountIn(cells, "Change"),
  };
  const content = [time.at, account, operation, leg.asset, quantityText(leg.quantity)].join("|");
  const known = binanceClass(operation, account);
  return { cells, time, id: "", content, account, operation, known, leg };
}

/** Names of the group a row belongs to: its second; for conversions the seconds beside it too. */
function namesOf({ known, account, operation, time }: BinanceRow): readonly string[] | null {
  const second = Math.floor(epochOf(time.at) / 1000);
  switch (known?.is) {
    case "trade":
    case "fee":
      return [`trade|${isMargin(account) ? account : ""}|${second}`];
    case "dust":
    case "distribution":
      return [`${known.is}|${second}`];
    case "pair": {
      const family = known.family ?? operation.toLowerCase();
      return [second, second - 1, second + 1].map((each) => `pair|${family}|${each}`);
    }
    default:
      return null;
  }
}
