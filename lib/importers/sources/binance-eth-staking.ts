import {
  assetIn,
  CellError,
  isNegative,
  problemIn,
  requiredAmountIn,
  textIn,
} from "@/lib/importers/cells";
import { type TableRow, tableSource } from "@/lib/importers/table-source";
import { type Quantity, quantityText } from "@/lib/money/quantity";
import type { AssetId } from "@/lib/tax/transaction";
import { binanceTime } from "./binance-zone";

interface Staked extends TableRow {
  readonly from: AssetId;
  readonly to: AssetId;
  readonly amount: Quantity;
}

/** Binance.com's ETH 2.0 staking: ETH given for as much BETH, one row each time. How it is taxed is a setting, not a guess of this file. */
export const binanceEthStaking = tableSource<Staked>({
  id: "binance-eth-staking",
  label: "Binance.com ETH staking (BETH)",
  timeRule: "UTC, stated in the column's name",
  account: "Binance",
  kindColumn: "Status",
  moneyColumn: "Coin",
  order: -1,
  headers: [{ version: "beth", header: "Date(UTC),Coin,Token,Amount,Status".split(",") }],
  read: (cells) => {
    const status = textIn(cells, "Status");
    if (status.toLowerCase() !== "success") {
      return `The staking is "${status}", which is not a final state.`;
    }
    const time = binanceTime(cells, "Date(UTC)", "+00:00");
    const [from, to] = [assetIn(cells, "Coin"), assetIn(cells, "Token")];
    const amount = requiredAmountIn(cells, "Amount");
    if (isNegative(amount) || from === to) {
      throw new CellError(
        problemIn(cells, "Amount", "This row does not give one coin for another."),
      );
    }
    const content = [time.at, from, to, quantityText(amount)].join("|");
    return { cells, time, id: "", content, from, to, amount };
  },
  settle: (rows) =>
    rows.map((row) => ({
      rows: [row],
      meaning: { is: "conversion", form: "liquid-staking" },
      sent: { asset: row.from, quantity: row.amount },
      received: { asset: row.to, quantity: row.amount },
      label: `${row.from} staked for ${row.to}`,
    })),
});
