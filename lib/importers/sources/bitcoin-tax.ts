import type { Meaning } from "@/lib/importers/booking";
import { amountIn, assetIn, type Cells, decimalIn, dollars, textIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { type Legs, readLeg } from "@/lib/importers/legs";
import { momentIn } from "@/lib/importers/moment";
import { type TableSpec, tableSource } from "@/lib/importers/table-source";
import {
  contentOfRow,
  DONATION,
  EXCHANGE,
  GIFT_RECEIVED,
  GIFT_SENT,
  LOST,
  MINING,
  OTHER_INCOME,
  SPEND,
  STOLEN,
  settleTwoSided,
  type TwoSidedRow,
  type Words,
} from "@/lib/importers/two-sided";
import { absoluteQuantity, isZeroQuantity } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";

const FRONT = "Date,Action,Symbol,Account,Volume,Price,Currency,Fee,FeeCurrency,Total";
const LISTS = `${FRONT},Ref,Memo,Margin,MarginId,TxHash,Sender,Recipient`;

const WORDS: Words = {
  both: new Map([
    ["buy", EXCHANGE],
    ["sell", EXCHANGE],
  ]),
  incoming: new Map<string, Meaning>([
    ["income", OTHER_INCOME],
    ["mining", MINING],
    ["giftin", GIFT_RECEIVED],
  ]),
  outgoing: new Map<string, Meaning>([
    ["spend", SPEND],
    ["donation", DONATION],
    ["gift", GIFT_SENT],
    ["stolen", STOLEN],
    ["lost", LOST],
  ]),
};
const IN = new Set(["INCOME", "MINING", "GIFTIN"]);

const COMMON: Omit<TableSpec<TwoSidedRow>, "id" | "label" | "headers" | "read"> = {
  timeRule: "UTC, or the offset written in the cell",
  account: "bitcoin.tax",
  kindColumn: "Action",
  moneyColumn: "Currency",
  settle: (rows) => rows.map((row) => settleTwoSided(row, WORDS)),
};

/** bitcoin.tax's trades; the total is without the fee. */
export const bitcoinTaxTrades = tableSource<TwoSidedRow>({
  ...COMMON,
  id: "bitcoin-tax-trades",
  label: "bitcoin.tax trades",
  headers: [
    {
      version: "trades",
      header:
        `${FRONT},Cost/Proceeds,ExchangeId,Category,Subaccount,Memo,SymbolBalance,CurrencyBalance,FeeBalance`.split(
          ",",
        ),
    },
  ],
  read: (cells) => {
    const [coin, money] = [unitsOf(cells, "Volume", "Symbol"), unitsOf(cells, "Total", "Currency")];
    const isBuy = textIn(cells, "Action").toUpperCase() === "BUY";
    return rowOf(cells, isBuy ? { sent: money, received: coin } : { sent: coin, received: money });
  },
});

/** bitcoin.tax's income and spending; the total is what the coins were worth. */
export const bitcoinTax = tableSource<TwoSidedRow>({
  ...COMMON,
  id: "bitcoin-tax",
  label: "bitcoin.tax income and spending",
  headers: [
    { version: "with balance", header: `${LISTS},SymbolBalance`.split(",") },
    { version: "lists", header: LISTS.split(",") },
  ],
  read: (cells) => {
    const coin = unitsOf(cells, "Volume", "Symbol");
    const isIn = IN.has(textIn(cells, "Action").toUpperCase());
    const row = rowOf(
      cells,
      isIn ? { sent: null, received: coin } : { sent: coin, received: null },
    );
    const total = decimalIn(cells, "Total");
    const isDollars = textIn(cells, "Currency").toUpperCase() === "USD";
    return { ...row, value: total !== null && isDollars ? dollars(total) : null };
  },
});

function unitsOf(cells: Cells, amount: string, asset: string): Leg | null {
  const units = amountIn(cells, amount);
  return units === null || isZeroQuantity(units)
    ? null
    : { asset: assetIn(cells, asset), quantity: absoluteQuantity(units) };
}

function rowOf(cells: Cells, sides: Pick<Legs, "sent" | "received">): TwoSidedRow {
  const time = momentIn(cells, "Date", []);
  const legs = { ...sides, fee: readLeg(cells, { amount: "Fee", asset: "FeeCurrency" }) };
  const kind = textIn(cells, "Action");
  const account = textIn(cells, "Account");
  const memo = textIn(cells, "Memo");
  const ids = [kind, account, textIn(cells, "ExchangeId"), textIn(cells, "TxHash")];
  return {
    cells,
    time,
    kind,
    account,
    id: "",
    content: contentOfRow(time.date ?? time.at, legs, ids),
    value: null,
    feeValue: null,
    chain: chainRef(textIn(cells, "TxHash"), sides.sent === null ? "" : textIn(cells, "Recipient")),
    note: memo === "" ? kind : `${kind}: ${memo}`,
    ...legs,
  };
}
