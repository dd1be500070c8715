import { dollarsIn, legText, unsignedLegIn } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import { type Cells, decimalIn, knownTime, textIn } from "@/lib/importers/cells";
import { readDateTime } from "@/lib/importers/date-time";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import { assetId, type Leg } from "@/lib/tax/transaction";

interface ActivityRow extends TableRow {
  readonly code: string;
  /** Units of a coin; null when the row is about money alone. */
  readonly coin: Leg | null;
  readonly money: Leg | null;
  readonly isOut: boolean;
  /** Why a person must say what the row is, though its coin is known. */
  readonly unsure: string | null;
}

/**
 * Robinhood's account activity: shares, options, money and coins in one file, days alone. Tickers of coins are tickers of shares
 * too (BTC and ETH are trusts on the exchange, T is AT&T), so a row counts as a coin only when its description is the coin's own
 * name; rows of securities are left out with that reason (formats.md 18).
 */
export const robinhoodActivity = tableSource<ActivityRow>({
  id: "robinhood-activity",
  label: "Robinhood account activity",
  timeRule: "Days alone, as Robinhood dates them",
  account: "Robinhood",
  commas: "thousands",
  order: -1,
  kindColumn: "Trans Code",
  moneyColumn: "Amount",
  headers: [
    {
      version: "activity",
      header:
        "Activity Date,Process Date,Settle Date,Instrument,Description,Trans Code,Quantity,Price,Amount".split(
          ",",
        ),
    },
  ],
  leavesOut: (cells) =>
    cells.slice(0, 9).every((cell) => cell.trim() === "") || cells.length === 1
      ? "The note at the end of the file, not a transaction."
      : null,
  read,
  settle: (rows) => rows.map(eventOf),
});

function read(cells: Cells): ActivityRow | string {
  const instrument = textIn(cells, "Instrument").toUpperCase();
  const description = textIn(cells, "Description").replace(/\s+/g, " ");
  const kind = kindOfInstrument(instrument, description);
  if (kind === "security") {
    return `${instrument} is a security here, not a coin: only coins are booked.`;
  }
  const time = timeOf(cells);
  const coin = kind === "none" ? null : unsignedLegIn(cells, "Quantity", assetId(instrument));
  const money = unsignedLegIn(cells, "Amount", USD);
  const code = textIn(cells, "Trans Code");
  if (coin === null && money === null) {
    return "The row moves nothing.";
  }
  return {
    cells,
    time,
    id: "",
    content: [time.date, code, description, legText(coin), textIn(cells, "Amount")].join("|"),
    code,
    coin,
    money,
    isOut: decimalIn(cells, "Amount")?.startsWith("-") ?? false,
    unsure:
      kind === "unsure"
        ? `${instrument} is a coin and may be a security too; "${description}" does not say which.`
        : null,
  };
}

const USD = assetId("USD");

function timeOf(cells: Cells): ReadTime {
  const time = readDateTime(textIn(cells, "Activity Date"), ["M/D/Y"], "UTC");
  return knownTime(time, cells, "Activity Date", "This is not a day like 12/31/2024.");
}

/** Coins Robinhood sells, by the names it gives them. */
const COINS = new Map(
  [
    "AAVE Aave",
    "ADA Cardano",
    "ARB Arbitrum",
    "AVAX Avalanche",
    "BCH Bitcoin Cash",
    "BONK Bonk",
    "BSV Bitcoin SV",
    "BTC Bitcoin",
    "COMP Compound",
    "DOGE Dogecoin",
    "ETC Ethereum Classic",
    "ETH Ethereum",
    "HBAR Hedera",
    "LINK Chainlink",
    "LTC Litecoin",
    "MATIC Polygon",
    "PEPE Pepe",
    "SHIB Shiba Inu",
    "SOL Solana",
    "SUI Sui",
    "UNI Uniswap",
    "USDC USD Coin",
    "USDC USDC",
    "WIF dogwifhat",
    "XLM Stellar Lumens",
    "XLM Stellar",
    "XRP XRP",
    "XTZ Tezos",
  ].map((each): [string, string] => [each.toUpperCase(), each.slice(0, each.indexOf(" "))]),
);
const COIN_TICKERS = new Set(COINS.values());

/** A coin's own name, alone or before what was done with it, is certain; a CUSIP is a security's number. */
function kindOfInstrument(
  instrument: string,
  description: string,
): "coin" | "security" | "unsure" | "none" {
  if (instrument === "") {
    return "none";
  }
  if (!COIN_TICKERS.has(instrument) || /cusip/i.test(description)) {
    return "security";
  }
  const name = description.replace(/ (staking|stake) rewards?$/i, "");
  return COINS.has(`${instrument} ${name}`.toUpperCase()) ? "coin" : "unsure";
}

function eventOf(row: ActivityRow): TableEvent<ActivityRow> {
  const { cells, code, coin, unsure } = row;
  const told = {
    rows: [row],
    label: code,
    note: [code, textIn(cells, "Description").replace(/\s+/g, " ")]
      .filter((text) => text !== "")
      .join(": "),
  };
  if (unsure !== null) {
    return { ...sides(row), meaning: { is: "unknown", reason: unsure }, ...told };
  }
  return coin === null ? { ...cash(row), ...told } : { ...ofCoin(row, coin), ...told };
}

type Moves = Pick<TableEvent<ActivityRow>, "meaning" | "sent" | "received" | "value">;

function ofCoin(row: ActivityRow, coin: Leg): Moves {
  const { money } = row;
  const value = dollarsIn(row.cells, "Amount");
  const isReward = /reward/i.test(textIn(row.cells, "Description"));
  switch (row.code.toUpperCase()) {
    case "BUY":
      return { meaning: { is: "exchange" }, sent: money, received: coin };
    case "SELL":
      return { meaning: { is: "exchange" }, sent: coin, received: money };
    case "RECEIVE":
      return { meaning: { is: "deposit" }, received: coin, value };
    case "SEND":
      return { meaning: { is: "withdrawal" }, sent: coin, value };
    case "CDIV":
      return isReward ? { meaning: STAKING, received: coin, value } : unknown(row);
    default:
      return unknown(row);
  }
}

const STAKING: Meaning = { is: "income", kind: "staking" };

function unknown(row: ActivityRow): Moves {
  const reason = `The code "${row.code}" is not known for coins: say what it is.`;
  return { ...sides(row), meaning: { is: "unknown", reason } };
}

/** The coin on the side the money is not on. */
function sides({ coin, isOut, money }: ActivityRow): Pick<Moves, "sent" | "received"> {
  const isSold = money !== null && !isOut;
  return isSold ? { sent: coin } : { received: coin };
}

/** Money alone (bank transfers, interest on cash, the Gold fee): no lot depends on it. */
function cash({ money, isOut }: ActivityRow): Moves {
  return isOut
    ? { meaning: { is: "withdrawal" }, sent: money }
    : { meaning: { is: "deposit" }, received: money };
}
