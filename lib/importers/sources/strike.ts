import { legText, some, unsigned } from "@/lib/importers/amounts";
import { isFiat } from "@/lib/importers/assets";
import type { Meaning } from "@/lib/importers/booking";
import {
  amountIn,
  CellError,
  type Cells,
  decimalIn,
  dollars,
  isNegative,
  legOf,
  problemIn,
  textIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { readDateTime } from "@/lib/importers/date-time";
import { isMoney, usdOf } from "@/lib/importers/legs";
import {
  type ReadAt,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import { parsePrice } from "@/lib/money/price";
import { type AssetId, assetId, type Leg } from "@/lib/tax/transaction";
import { moneyWithoutFee } from "./fee-inside";

/** One side of a row: its amount without sign, which way it went, and the fee told for it. */
interface Side {
  readonly leg: Leg | null;
  readonly isOut: boolean;
  readonly fee: Leg | null;
}

interface StrikeRow extends TableRow {
  readonly kind: string;
  readonly money: Side;
  readonly coin: Side;
}

const TAIL = "Balance 1,Currency 1,Balance - BTC,Destination,Description";
const MONTHLY =
  "Transaction Type,State,Amount 1,Currency 1,Fee 1,Amount 2,Currency 2,Fee 2,BTC Price";
const DATED =
  "Transaction ID,Initiated Date (UTC),Initiated Time (UTC),Completed Date (UTC),Completed Time (UTC)";
const NEWEST =
  /^Reference,Date & Time \(UTC\),Transaction Type,Amount ([A-Z]{3}),Fee \1,Amount BTC,Fee BTC,BTC Price,Cost Basis \(\1\),Destination,Description(,Transaction Hash)?(,Note)?$/;
const ANNUAL =
  "Transaction ID,Initiated Time (UTC),Completed Time (UTC),Transaction Type,State,Amount 1,Currency 1,Amount 2,Currency 2";

/** Strike's annual file, its monthly statement of 2024 and the file of 2025 and later; amounts have signs, rows ids (formats.md 20). */
export const strike = tableSource<StrikeRow>({
  id: "strike",
  label: "Strike",
  timeRule: "UTC, stated in the column names; the time a transaction was completed",
  account: "Strike",
  commas: "thousands",
  kindColumn: "Transaction Type",
  headers: [
    { version: "annual", header: `${ANNUAL},BTC Price,${TAIL}`.split(",") },
    { version: "annual without price", header: `${ANNUAL},${TAIL}`.split(",") },
    {
      version: "monthly",
      header: `${DATED.replace("Completed Date", "Completed Time")},${MONTHLY},${TAIL}`.split(","),
    },
    { version: "monthly with dates", header: `${DATED},${MONTHLY},${TAIL}`.split(",") },
    { version: "monthly with notes", header: `${DATED},${MONTHLY},${TAIL},Note`.split(",") },
    {
      version: "2025",
      header: (
        "Reference,Date & Time (UTC),Transaction Type,Amount USD,Fee USD,Amount BTC,Fee BTC,BTC Price,Cost Basis (USD)," +
        "Destination,Description,Note"
      ).split(","),
    },
  ],
  recognise: (header) => (NEWEST.test(header.join(",")) ? "2025" : null),
  columns: (header, version) =>
    version === "monthly"
      ? header.map((name, index) => (index === 3 ? "Completed Date (UTC)" : name))
      : header,
  read,
  settle: (rows) => rows.map(eventOf),
});

function read(cells: Cells, at: ReadAt): StrikeRow | string {
  const isNewest = at.version === "2025";
  const state = textIn(cells, "State");
  if (!isNewest && state.toLowerCase() !== "completed") {
    return `Not imported: its state is ${state === "" ? "missing" : state}.`;
  }
  const time = timeOf(cells, isNewest);
  const kind = textIn(cells, "Transaction Type").toLowerCase();
  const sides = isNewest ? newestSides(cells, at.header) : olderSides(cells);
  const moved = [sides.money, sides.coin].map(
    ({ leg, isOut }) => `${isOut ? "-" : ""}${legText(leg)}`,
  );
  return {
    cells,
    time,
    id: textIn(cells, isNewest ? "Reference" : "Transaction ID"),
    content: [time.at, kind, ...moved].join("|"),
    kind,
    ...sides,
  };
}

const SHAPE = ["B D Y h:m:s"];

/** When it was completed, or begun where that is left blank. */
function timeOf(cells: Cells, isNewest: boolean): ReadTime {
  const columns = isNewest ? [""] : ["Completed ", "Initiated "];
  for (const part of columns) {
    const text = isNewest
      ? textIn(cells, "Date & Time (UTC)")
      : [textIn(cells, `${part}Date (UTC)`), textIn(cells, `${part}Time (UTC)`)].join(" ");
    const time = readDateTime(text, SHAPE, "UTC");
    if (time !== null) {
      return time;
    }
  }
  const column = isNewest ? "Date & Time (UTC)" : "Completed Time (UTC)";
  throw new CellError(problemIn(cells, column, "This is not a time like Jan 31 2024 18:05:59."));
}

const BTC = assetId("BTC");

function newestSides(cells: Cells, header: readonly string[]): Pick<StrikeRow, "money" | "coin"> {
  const currency = (header[3] ?? "").replace("Amount ", "");
  return {
    money: sideOf(cells, `Amount ${currency}`, `Fee ${currency}`, assetId(currency)),
    coin: sideOf(cells, "Amount BTC", "Fee BTC", BTC),
  };
}

/** The first side is money and the second bitcoin; a file that turns them round says so in its currencies. */
function olderSides(cells: Cells): Pick<StrikeRow, "money" | "coin"> {
  const named = (column: string, usual: AssetId) => {
    const text = textIn(cells, column).toUpperCase();
    return text === "" ? usual : assetId(text);
  };
  const first = sideOf(cells, "Amount 1", "Fee 1", named("Currency 1", assetId("USD")));
  const second = sideOf(cells, "Amount 2", "Fee 2", named("Currency 2", BTC));
  const isTurned = first.leg === null ? isMoney(second.leg) : !isFiat(first.leg.asset);
  return isTurned ? { money: second, coin: first } : { money: first, coin: second };
}

function sideOf(cells: Cells, amount: string, fee: string, asset: AssetId): Side {
  const quantity = amountIn(cells, amount);
  return {
    leg: unsigned(legOf(asset, quantity)),
    isOut: quantity !== null && isNegative(quantity),
    fee: unsigned(legOf(asset, amountIn(cells, fee))),
  };
}

type Moves = Pick<
  TableEvent<StrikeRow>,
  "meaning" | "sent" | "received" | "fees" | "value" | "question"
>;

function eventOf(row: StrikeRow): TableEvent<StrikeRow> {
  const label = textIn(row.cells, "Transaction Type");
  const words = ["Description", "Note"].map((column) => textIn(row.cells, column));
  const note = [label, ...words.filter((text) => text !== "")].join(": ");
  // A Lightning invoice is no address: it is paid once and names nobody's wallet.
  const destination = textIn(row.cells, "Destination");
  const address = /^ln/i.test(destination) ? "" : destination;
  const chain = chainRef(textIn(row.cells, "Transaction Hash"), address);
  return { ...movesOf(row), rows: [row], label, note, chain };
}

const TRADES = new Set(["trade", "purchase", "buy", "sale", "sell"]);
const MOVES = new Set(
  "deposit,withdrawal,lightning,onchain,on-chain,send,receive,p2p,payment".split(","),
);
const REWARDS = new Set(["strike credit", "strike_credit", "credit", "referral", "reward"]);

function movesOf(row: StrikeRow): Moves {
  if (row.kind.includes("loan") || row.kind.includes("collateral")) {
    return kept(row, "Loans and their collateral are not booked by themselves: say what happened.");
  }
  if (TRADES.has(row.kind)) {
    return trade(row);
  }
  if (MOVES.has(row.kind)) {
    return move(row);
  }
  return REWARDS.has(row.kind)
    ? { meaning: { is: "income", kind: "reward" }, received: row.coin.leg ?? row.money.leg }
    : kept(row, `The kind "${row.kind}" is not known: say what it is.`);
}

function kept({ money, coin }: StrikeRow, reason: string): Moves {
  const told = legText(money.leg);
  const meaning: Meaning = {
    is: "unknown",
    reason: told === "" ? reason : `${reason} The row tells ${money.isOut ? "-" : ""}${told}.`,
  };
  const leg = coin.leg ?? money.leg;
  const isOut = coin.leg === null ? money.isOut : coin.isOut;
  return isOut ? { meaning, sent: leg } : { meaning, received: leg };
}

/** The sign of the bitcoin says which way; its word only where the file has no sign. */
function trade(row: StrikeRow): Moves {
  const { money, coin, cells } = row;
  if (money.leg === null || coin.leg === null) {
    return kept(row, "Only one side of this trade is here.");
  }
  const isBuy = !(coin.isOut || row.kind === "sale" || row.kind === "sell");
  const price = decimalIn(cells, "BTC Price");
  const cost = decimalIn(cells, "Cost Basis (USD)");
  const told = moneyWithoutFee({
    isBuy,
    money: money.leg,
    fee: money.fee,
    units: coin.leg.quantity,
    price: price === null ? null : parsePrice(price),
    cost: cost === null ? null : dollars(cost),
  });
  const question = told.isProven
    ? null
    : "The row does not say whether the fee is part of the amount: it is taken as beside it. Check it.";
  const fees = some(money.fee, coin.fee);
  const meaning: Meaning = { is: "exchange" };
  return isBuy
    ? { meaning, sent: told.money, received: coin.leg, fees, question }
    : { meaning, sent: coin.leg, received: told.money, fees, question };
}

/** Bitcoin where the row has some, else money. */
function move(row: StrikeRow): Moves {
  const { money, coin, kind } = row;
  const side = coin.leg === null ? money : coin;
  if (side.leg === null) {
    return kept(row, "The amount is missing: Strike leaves it out for some Lightning payments.");
  }
  const value = coin.leg === null ? null : usdOf(money.leg);
  const fees = some(money.fee, coin.fee);
  return side.isOut || kind === "send" || kind === "withdrawal"
    ? { meaning: { is: "withdrawal" }, sent: side.leg, fees, value }
    : { meaning: { is: "deposit" }, received: side.leg, fees, value };
}
