import { legText, some, unsigned } from "@/lib/importers/amounts";
import { amountIn, isNegative, legOf, requiredAmountIn, textIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { rowByRow, type ToldRow } from "@/lib/importers/fill";
import { tableSource } from "@/lib/importers/table-source";
import { ASK_DATE_ORDER, bitfinexAssetIn, bitfinexTimeIn } from "./bitfinex-cells";
import { stateOf } from "./states";

const DATED = "#,DATE,CURRENCY,STATUS,AMOUNT,FEES,DESCRIPTION,TRANSACTION ID";

/** Bitfinex deposits and withdrawals: signed amounts, fees below zero and on top (formats.md 13). */
export const bitfinexMovements = tableSource<ToldRow>({
  id: "bitfinex-movements",
  label: "Bitfinex deposits and withdrawals",
  timeRule: "UTC; the order of day and month follows the account's setting and is asked",
  account: "Bitfinex",
  order: -1,
  kindColumn: "STATUS",
  moneyColumn: "CURRENCY",
  headers: [
    { version: "dated", header: DATED.split(",") },
    { version: "dated-note", header: `${DATED},NOTE`.split(",") },
    {
      version: "started-updated",
      header: `${DATED.replace("DATE", "STARTED,UPDATED")},NOTE`.split(","),
    },
  ],
  asks: () => ASK_DATE_ORDER,
  read: (cells, { version, options }) => {
    const state = stateOf(textIn(cells, "STATUS"));
    if (state.is === "not-final") {
      return state.reason;
    }
    const column = version === "started-updated" ? "UPDATED" : "DATE";
    const time = bitfinexTimeIn(cells, column, options);
    const asset = bitfinexAssetIn(cells, "CURRENCY");
    const signed = requiredAmountIn(cells, "AMOUNT");
    const isOut = isNegative(signed);
    const amount = unsigned(legOf(asset, signed));
    const fee = unsigned(legOf(asset, amountIn(cells, "FEES")));
    const hash = textIn(cells, "TRANSACTION ID");
    const direction = isOut ? "withdrawal" : "deposit";
    const id = textIn(cells, "#");
    const sides = isOut ? { sent: amount } : { received: amount };
    return {
      cells,
      time,
      id: id === "" ? "" : `movement:${id}`,
      content: [time.at, direction, legText(amount), hash].join("|"),
      tells: {
        meaning: { is: direction },
        label: direction,
        fees: some(fee),
        // The description of a movement of coins is the address it went to, or came to.
        chain: chainRef(hash, textIn(cells, "DESCRIPTION")),
        question: state.is === "unknown" ? state.reason : null,
        ...sides,
      },
    };
  },
  settle: rowByRow,
});
