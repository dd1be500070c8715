import { legText, some, unsignedLegIn } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import { type Cells, textIn, timeIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { rowByRow, type ToldRow } from "@/lib/importers/fill";
import { tableSource } from "@/lib/importers/table-source";
import { compareQuantity, subtractQuantity } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";
import { poloniexAssetIn } from "./poloniex-assets";
import { stateOf } from "./states";

/**
 * Poloniex deposits, withdrawals and distributions. The layout without a fee was written for both directions, in the oldest files mixed:
 * a state with a transaction id ("COMPLETE: 562b…") is a withdrawal (formats.md 12).
 */
export const poloniexTransfers = tableSource<ToldRow>({
  id: "poloniex-transfers",
  label: "Poloniex deposits, withdrawals and distributions",
  timeRule: "UTC; distributions tell the day alone",
  account: "Poloniex",
  order: -1,
  kindColumn: "Status",
  moneyColumn: "Currency",
  headers: [
    { version: "transfers", header: "Date,Currency,Amount,Address,Status".split(",") },
    {
      version: "withdrawals",
      header: "Date,Currency,Amount,Fee Deducted,Amount - Fee,Address,Status".split(","),
    },
    { version: "distributions", header: "date,currency,amount,wallet".split(",") },
  ],
  read: (cells, { version, options }) =>
    version === "distributions"
      ? readDistribution(cells)
      : readTransfer(cells, version, options.fileName ?? ""),
  settle: rowByRow,
});

function readDistribution(cells: Cells): ToldRow {
  const time = timeIn(cells, "date");
  const received = unsignedLegIn(cells, "amount", poloniexAssetIn(cells, "currency"));
  const content = [time.date ?? time.at, "distribution", legText(received)].join("|");
  const meaning: Meaning = { is: "income", kind: "airdrop" };
  return { cells, time, id: "", content, tells: { meaning, label: "distribution", received } };
}

function readTransfer(cells: Cells, version: string, fileName: string): ToldRow | string {
  const [word = "", hash = ""] = textIn(cells, "Status").split(/:\s*/);
  const state = stateOf(word);
  if (state.is === "not-final") {
    return state.reason;
  }
  const time = timeIn(cells, "Date");
  const asset = poloniexAssetIn(cells, "Currency");
  const amount = unsignedLegIn(cells, "Amount", asset);
  const fee = unsignedLegIn(cells, "Fee Deducted", asset);
  const isOut = version === "withdrawals" || hash !== "";
  const direction = isOut ? "withdrawal" : "deposit";
  const isOtherName = version === "transfers" && namesOther(fileName, isOut);
  const meaning: Meaning = isOtherName
    ? {
        is: "unknown",
        reason: `The row looks like a ${direction}, the file's name says otherwise.`,
      }
    : { is: direction };
  const sides = isOut ? { sent: withoutFee(amount, fee) } : { received: amount };
  return {
    cells,
    time,
    id: "",
    content: [time.at, direction, legText(amount), hash].join("|"),
    tells: {
      meaning,
      label: direction,
      fees: some(fee),
      chain: chainRef(hash.trim(), textIn(cells, "Address")),
      question: state.is === "unknown" ? state.reason : null,
      ...sides,
    },
  };
}

/** The name says one direction and the row the other. */
function namesOther(fileName: string, isOut: boolean): boolean {
  const [saysIn, saysOut] = [/deposit/i.test(fileName), /withdraw/i.test(fileName)];
  return saysIn !== saysOut && saysOut !== isOut;
}

/** The fee is inside the amount. */
function withoutFee(amount: Leg | null, fee: Leg | null): Leg | null {
  return amount === null || fee === null || compareQuantity(amount.quantity, fee.quantity) <= 0
    ? amount
    : { asset: amount.asset, quantity: subtractQuantity(amount.quantity, fee.quantity) };
}
