import { legText, some, unsigned } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import {
  amountIn,
  assetIn,
  type Cells,
  isNegative,
  legOf,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { rowByRow, type ToldRow } from "@/lib/importers/fill";
import { tableSource } from "@/lib/importers/table-source";
import {
  absoluteQuantity,
  compareQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
} from "@/lib/money/quantity";

const COLUMNS = "id,Time,Type,Amount,Before Balance,After Balance,Fee,Symbol";
const INTERNAL = new Set([
  "stake",
  "redeem staking",
  "savings subscription",
  "savings redemption",
  "from unified trading account",
  "to unified trading account",
]);

/** OKX funding account: deposits, withdrawals and earnings (formats.md 14). */
export const okxFunding = tableSource<ToldRow>({
  id: "okx-funding",
  label: "OKX funding history",
  timeRule: "UTC (not verified)",
  account: "OKX",
  kindColumn: "Type",
  moneyColumn: "Symbol",
  headers: [
    { version: "funding", header: COLUMNS.split(",") },
    { version: "funding-blank", header: COLUMNS.replace("id,", "id,,").split(",") },
  ],
  read: (cells) => {
    const kind = textIn(cells, "Type");
    if (INTERNAL.has(kind.toLowerCase())) {
      return `A move inside OKX (${kind}): the coins stay yours.`;
    }
    const time = timeIn(cells, "Time");
    const signed = requiredAmountIn(cells, "Amount");
    const asset = assetIn(cells, "Symbol");
    const fee = unsigned(legOf(asset, amountIn(cells, "Fee")));
    const amount = legOf(asset, withoutFee(cells, absoluteQuantity(signed), fee?.quantity ?? null));
    const id = textIn(cells, "id");
    const content = [time.at, kind, legText(amount), legText(fee)].join("|");
    const meaning = meaningOf(kind);
    const isOut = meaning.is === "withdrawal" || isNegative(signed);
    const sides = isOut ? { sent: amount } : { received: amount };
    const tells = { meaning, label: kind, fees: some(fee), ...sides };
    return { cells, time, id: id === "" ? "" : `funding:${id}`, content, tells };
  },
  settle: rowByRow,
});

/** The balances tell whether the fee is inside the amount: then the rest is what moved. */
function withoutFee(cells: Cells, amount: Quantity, fee: Quantity | null): Quantity {
  const [before, after] = [amountIn(cells, "Before Balance"), amountIn(cells, "After Balance")];
  if (fee === null || before === null || after === null) {
    return amount;
  }
  const change = subtractQuantity(before, after);
  const isInside = signQuantity(change) > 0 && compareQuantity(change, amount) === 0;
  return isInside && compareQuantity(amount, fee) > 0 ? subtractQuantity(amount, fee) : amount;
}

function meaningOf(kind: string): Meaning {
  switch (kind.toLowerCase()) {
    case "deposit":
      return { is: "deposit" };
    case "withdrawal":
      return { is: "withdrawal" };
    case "staking yield":
      return { is: "income", kind: "staking" };
    case "fee rebate":
      return { is: "income", kind: "reward" };
    default:
      return { is: "unknown", reason: `OKX calls this "${kind}": say what it was.` };
  }
}
