import { legText, some, unsigned, unsignedLegIn } from "@/lib/importers/amounts";
import {
  type Cells,
  isNegative,
  legOf,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { marketIn, rowByRow, type ToldRow } from "@/lib/importers/fill";
import { tableSource } from "@/lib/importers/table-source";
import type { AssetId, Leg } from "@/lib/tax/transaction";
import { poloniexAssetIn, poloniexName } from "./poloniex-assets";

const COLUMNS =
  "Date,Market,Category,Type,Price,Amount,Total,Fee,Order Number,Base Total Less Fee,Quote Total Less Fee";

/**
 * Poloniex trades. Its words are the other way round: "Base" is the money of the market, "Quote" the coin. Both Less-Fee columns are
 * signed and already without the fee, so they are what really moved; a fee in a third coin stands beside them (formats.md 12).
 */
export const poloniex = tableSource<ToldRow>({
  id: "poloniex",
  label: "Poloniex trades",
  timeRule: "UTC",
  account: "Poloniex",
  order: -1,
  kindColumn: "Type",
  moneyColumn: "Market",
  headers: [
    { version: "trades", header: COLUMNS.split(",") },
    { version: "trades-fee", header: `${COLUMNS},Fee Currency,Fee Total`.split(",") },
  ],
  read: (cells) => {
    const time = timeIn(cells, "Date");
    const [coin, money] = marketIn(cells, "Market", poloniexName);
    const legs = [
      legOf(coin, requiredAmountIn(cells, "Quote Total Less Fee")),
      legOf(money, requiredAmountIn(cells, "Base Total Less Fee")),
    ];
    const fee = thirdFee(cells, [coin, money]);
    const order = textIn(cells, "Order Number");
    const content = [time.at, order, ...legs.map(legText)].join("|");
    return { cells, time, id: "", content, tells: tradeOf(cells, legs, fee) };
  },
  settle: rowByRow,
});

/** A fee in a coin of the market is already taken from its column. */
function thirdFee(cells: Cells, market: readonly AssetId[]): Leg | null {
  if (textIn(cells, "Fee Currency") === "") {
    return null;
  }
  const asset = poloniexAssetIn(cells, "Fee Currency");
  return market.includes(asset) ? null : unsignedLegIn(cells, "Fee Total", asset);
}

function tradeOf(cells: Cells, legs: readonly (Leg | null)[], fee: Leg | null): ToldRow["tells"] {
  const moved = some(...legs);
  const out = moved.filter(({ quantity }) => isNegative(quantity));
  const into = moved.filter(({ quantity }) => !isNegative(quantity));
  const [category, kind] = [textIn(cells, "Category"), textIn(cells, "Type")];
  const sides = {
    sent: unsigned(out[0] ?? null),
    received: into[0] ?? null,
    fees: some(fee),
  };
  const label = `${category} ${kind}`;
  if (category.toLowerCase() !== "exchange") {
    const reason = `A trade of the kind "${category}": say what its gain or loss was.`;
    return { meaning: { is: "unknown", reason }, label, ...sides };
  }
  return out.length === 1 && into.length === 1
    ? { meaning: { is: "exchange" }, label, ...sides }
    : {
        meaning: { is: "unknown", reason: "The row does not show one asset for another." },
        label,
        ...sides,
      };
}
