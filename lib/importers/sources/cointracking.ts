import { askAt } from "@/lib/importers/ask-person";
import type { Meaning } from "@/lib/importers/booking";
import { type Cells, decimalIn, dollars, knownTime, legOf, textIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { type DateShape, readDateTime } from "@/lib/importers/date-time";
import { isHeader } from "@/lib/importers/header-pattern";
import { type Legs, readLeg } from "@/lib/importers/legs";
import type { ParseOptions } from "@/lib/importers/source";
import { type ReadAt, tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import {
  AIRDROP,
  contentOfRow,
  DEPOSIT,
  DONATION,
  EXCHANGE,
  FEE,
  GIFT_RECEIVED,
  GIFT_SENT,
  INTEREST,
  LOST,
  MINING,
  OTHER_INCOME,
  REWARD,
  SPEND,
  STAKING,
  STOLEN,
  settleTwoSided,
  type TwoSidedRow,
  WITHDRAWAL,
  type Words,
} from "@/lib/importers/two-sided";
import { addQuantity, compareQuantity, subtractQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";

const VALUE = /^Value in ([A-Z]{3})$/;
const OLD = [
  ...["Type", "Buy", "Cur.", "Value in BTC", VALUE, "Sell", "Cur.", "Value in BTC", VALUE],
  ...["Spread", "Exchange", "Group", "Date"],
];
const TRADES = "Type,Buy,Cur.,Sell,Cur.,Fee,Cur.,Exchange,Group,Comment,Date".split(",");

const WORDS: Words = {
  both: new Map([["trade", EXCHANGE]]),
  incoming: new Map<string, Meaning>([
    ["deposit", DEPOSIT],
    ["income", OTHER_INCOME],
    ["gift/tip", GIFT_RECEIVED],
    ["reward / bonus", REWARD],
    ["reward/bonus", REWARD],
    ["mining", MINING],
    ["airdrop", AIRDROP],
    ["staking", STAKING],
    ["masternode", STAKING],
    ["minting", STAKING],
    ["interest income", INTEREST],
    ["dividends income", OTHER_INCOME],
  ]),
  outgoing: new Map<string, Meaning>([
    ["withdrawal", WITHDRAWAL],
    ["spend", SPEND],
    ["donation", DONATION],
    ["gift", GIFT_SENT],
    ["stolen", STOLEN],
    ["lost", LOST],
    ["other fee", FEE],
  ]),
};

/** CoinTracking's trade list. A fee in a coin of the row is contained in its amounts, as its help page says ("Entering fees"). */
export const cointracking = tableSource<TwoSidedRow>({
  id: "cointracking",
  label: "CoinTracking",
  timeRule:
    "The zone and the order of day and month are settings of the account: asked where the file leaves them open",
  account: "CoinTracking",
  kindColumn: "Type",
  moneyColumn: "Sell Cur.",
  headers: [
    { version: "with id", header: [...TRADES, "Tx-ID"] },
    { version: "trades", header: TRADES },
    {
      version: "with values",
      header: OLD.map((cell) => (typeof cell === "string" ? cell : "Value in USD")),
    },
  ],
  recognise: (header) => (isHeader(header, OLD) ? "with values" : null),
  asks: () => ["time-zone"],
  // "Cur." stands three times: named after the amount before it.
  columns: (header) => header.map((cell, index) => nameOf(header, cell, index)),
  read: (cells, at) => read(cells, at),
  settle: (rows) => rows.map((row) => settleTwoSided(row, WORDS)),
});

function nameOf(header: readonly string[], cell: string, index: number): string {
  const isSecond = index > header.indexOf("Sell");
  return cell === "Cur."
    ? `${header[index - 1]} Cur.`
    : VALUE.test(cell)
      ? `${isSecond ? "Sell" : "Buy"} ${cell}`
      : cell;
}

function read(cells: Cells, { options }: ReadAt): TwoSidedRow {
  const time = timeOf(cells, options);
  // "(non taxable)" is somebody's judgement: such a type is not listed and so asked about.
  const kind = textIn(cells, "Type").replace(/\s*\(taxable\)$/i, "");
  const legs = withoutFee({
    sent: sideIn(cells, "Sell"),
    received: sideIn(cells, "Buy"),
    fee: sideIn(cells, "Fee"),
  });
  const account = textIn(cells, "Exchange");
  const ids = [textIn(cells, "Type"), account, textIn(cells, "Tx-ID")];
  const notes = [textIn(cells, "Type"), textIn(cells, "Comment")];
  return {
    cells,
    time,
    kind,
    account,
    id: "",
    content: contentOfRow(time.at, legs, ids),
    value: worthIn(cells),
    feeValue: null,
    note: notes.filter((text) => text !== "").join(": "),
    chain: chainRef(textIn(cells, "Tx-ID")),
    ...legs,
  };
}

/** An amount whose coin is missing may be of either: only a zero is no leg. */
function sideIn(cells: Cells, name: string) {
  return readLeg(cells, { amount: name, asset: `${name} Cur.` });
}

/**
 * "Buy 1 BTC for 500 USD with a 5 USD fee: Sell = 505 USD, Fee = 5 USD." "A 0.01 BTC fee: Buy = 0.99 BTC, Fee = 0.01 BTC." A fee in a
 * third coin stands in a row of its own ("Other Fee") and is not counted here (CoinTracking's help, "Entering fees").
 */
function withoutFee({ sent, received, fee }: Legs): Legs {
  if (
    fee !== null &&
    sent !== null &&
    fee.asset === sent.asset &&
    compareQuantity(fee.quantity, sent.quantity) <= 0
  ) {
    return {
      sent: legOf(sent.asset, subtractQuantity(sent.quantity, fee.quantity)),
      received,
      fee,
    };
  }
  if (fee !== null && received !== null && fee.asset === received.asset && sent !== null) {
    const whole = addQuantity(received.quantity, fee.quantity);
    return { sent, received: { asset: received.asset, quantity: whole }, fee };
  }
  return { sent, received, fee: null };
}

const DOTTED: readonly DateShape[] = [
  "D.M.Y h:m:s",
  "D.M.Y h:m",
  "D.M.y h:m",
  "Y-M-D h:m:s",
  "Y-M-D h:m",
];
const DAY_FIRST: readonly DateShape[] = ["D/M/Y h:m:s", "D/M/Y h:m", "D-M-Y h:m:s", "D-M-Y h:m"];
const MONTH_FIRST: readonly DateShape[] = ["M/D/Y h:m:s", "M/D/Y h:m", "M-D-Y h:m:s", "M-D-Y h:m"];

/** Days before months where points stand between them; otherwise only a day above 12 tells. */
function timeOf(cells: Cells, options: ParseOptions): ReadTime {
  const { answers = {}, timeZone } = options;
  const text = textIn(cells, "Date");
  const zone = answers.timeZone ?? timeZone;
  const clear = readDateTime(text, DOTTED, zone);
  if (clear !== null) {
    return clear;
  }
  const [day, month] = [readDateTime(text, DAY_FIRST, zone), readDateTime(text, MONTH_FIRST, zone)];
  if (day !== null && month !== null && day.at !== month.at && answers.dateOrder === undefined) {
    askAt(cells, "Date", "date-order", options);
  }
  const time = answers.dateOrder === "month-first" ? (month ?? day) : (day ?? month);
  return knownTime(time, cells, "Date");
}

/** The old list's own value in dollars of what came in, else of what went out. */
function worthIn(cells: Cells): Usd | null {
  const text = decimalIn(cells, "Buy Value in USD") ?? decimalIn(cells, "Sell Value in USD");
  return text === null ? null : dollars(text);
}
