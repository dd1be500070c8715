import { legText, unsigned } from "@/lib/importers/amounts";
import { readAsset } from "@/lib/importers/assets";
import type { Meaning, Movement } from "@/lib/importers/booking";
import {
  CellError,
  type Cells,
  isNegative,
  legIn,
  legOf,
  problemIn,
  textIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { rowByRow, type Sides, type ToldRow, withSignedFee } from "@/lib/importers/fill";
import { tableSource } from "@/lib/importers/table-source";
import { type ReadTime, readUtcTime } from "@/lib/importers/time";
import type { AssetId, Leg } from "@/lib/tax/transaction";

const FIRST =
  "Date,Time (UTC),Type,Symbol,Specification,Liquidity Indicator,Trading Fee Rate (bps)".split(",");
const LAST = (
  "Trade ID,Order ID,Order Date,Order Time,Client Order ID,API Session,Tx Hash,Deposit Destination,Deposit Tx Output," +
  "Withdrawal Destination,Withdrawal Tx Output"
).split(",");

/**
 * Gemini's transaction history: the workbook's own cells ("2021-04-09 19:16:28" in both Date and Time) and the CSV a person saved from
 * it (a day and a time apart, "$766.12 ", "(0.07 BTC)"). Three columns for each asset of the account; amounts and fees are signed.
 */
export const gemini = tableSource<ToldRow>({
  id: "gemini",
  label: "Gemini transaction history",
  timeRule: "UTC, by the column's name",
  account: "Gemini",
  commas: "thousands",
  kindColumn: "Type",
  moneyColumn: "Symbol",
  headers: [
    {
      version: "transactions",
      header: [...FIRST, ...["USD", "BTC"].flatMap(columnsOf), ...LAST],
    },
  ],
  recognise: (header) => {
    const isFramed = FIRST.every((name, index) => header[index] === name);
    const last = header.indexOf("Trade ID");
    const middle = header.slice(FIRST.length, last === -1 ? FIRST.length : last);
    return isFramed && middle.length > 0 && middle.every((name) => ASSET_COLUMN.test(name))
      ? "transactions"
      : null;
  },
  read: (cells, { header }) => {
    const kind = textIn(cells, "Type");
    if (textIn(cells, "Date") === "" && kind === "") {
      return "The totals of the file, without a date.";
    }
    const time = timeOf(cells);
    const moved = movedIn(cells, assetsOf(header));
    const tells = movementOf(cells, kind, moved);
    const sides = moved.map(({ amount, fee }) => `${legText(amount)} ${legText(fee)}`);
    const content = [time.at, kind, textIn(cells, "Symbol"), ...sides].join("|");
    return { cells, time, id: idOf(cells, kind), content, tells };
  },
  settle: rowByRow,
});

const ASSET_COLUMN = /^(?:\S+ Amount \S+|Fee (?:\(\S+\) )?\S+|\S+ Balance \S+)$/;

function columnsOf(asset: string): readonly string[] {
  return [`${asset} Amount ${asset}`, `Fee (${asset}) ${asset}`, `${asset} Balance ${asset}`];
}

interface AssetColumns {
  readonly asset: AssetId;
  readonly amount: string;
  readonly fee: string;
}

const known = new WeakMap<readonly string[], readonly AssetColumns[]>();

/** The assets a header has columns for; found once for a file. */
function assetsOf(header: readonly string[]): readonly AssetColumns[] {
  let columns = known.get(header);
  if (columns === undefined) {
    columns = header.flatMap((amount) => {
      const asset = readAsset(/^(\S+) Amount \1$/.exec(amount)?.[1] ?? "");
      // One early header has "Fee ZEC" for "Fee (ZEC) ZEC".
      const fee = [`Fee (${asset}) ${asset}`, `Fee ${asset}`].find((name) => header.includes(name));
      return asset === null ? [] : [{ asset, amount, fee: fee ?? "" }];
    });
    known.set(header, columns);
  }
  return columns;
}

interface Moved {
  readonly amount: Leg | null;
  readonly fee: Leg | null;
}

/** What one row moved, asset by asset, with signs. */
function movedIn(cells: Cells, assets: readonly AssetColumns[]): readonly Moved[] {
  return assets.flatMap(({ asset, ...columns }) => {
    const [amount, fee] = [columns.amount, columns.fee].map((column) => {
      const leg = textIn(cells, column) === "" ? null : legIn(cells, column, asset);
      if (leg !== null && leg.asset !== asset) {
        throw new CellError(problemIn(cells, column, "The amount is of another asset."));
      }
      return leg === null ? null : legOf(asset, leg.quantity);
    });
    const moved = { amount: amount ?? null, fee: fee ?? null };
    return moved.amount === null && moved.fee === null ? [] : [moved];
  });
}

function timeOf(cells: Cells): ReadTime {
  const [date, clock] = [textIn(cells, "Date"), textIn(cells, "Time (UTC)")];
  const isWhole = /^\d{4}-\d{2}-\d{2}[ T]/.test(clock);
  const time = readUtcTime(isWhole ? clock : `${date.slice(0, 10)} ${clock}`);
  if (time === null || time.date !== null) {
    throw new CellError(problemIn(cells, "Time (UTC)", "This is not a date and time."));
  }
  return time;
}

function idOf(cells: Cells, kind: string): string {
  const trade = textIn(cells, "Trade ID");
  const hash = textIn(cells, "Tx Hash");
  const output = [textIn(cells, "Deposit Tx Output"), textIn(cells, "Withdrawal Tx Output")];
  return trade !== ""
    ? `trade:${trade}`
    : hash === ""
      ? ""
      : ["chain", kind, textIn(cells, "Symbol"), hash, ...output].join(":");
}

function movementOf(cells: Cells, kind: string, moved: readonly Moved[]): ToldRow["tells"] {
  const amounts = moved.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  const out = amounts.filter(({ quantity }) => isNegative(quantity));
  const into = amounts.filter(({ quantity }) => !isNegative(quantity));
  const specification = textIn(cells, "Specification");
  const start: Sides = { sent: unsigned(out[0] ?? null), received: into[0] ?? null, fees: [] };
  const sides = moved.reduce((before, { fee }) => withSignedFee(before, fee), start);
  const meaning = meaningOf(kind, specification, textIn(cells, "Symbol"), {
    out: out.length,
    into: into.length,
  });
  const note = [kind, textIn(cells, "Symbol"), specification].filter((text) => text !== "");
  const destination = textIn(
    cells,
    into.length > 0 ? "Deposit Destination" : "Withdrawal Destination",
  );
  const chain = chainRef(textIn(cells, "Tx Hash"), destination);
  return { meaning, label: kind, note: note.join(" "), chain, ...sides };
}

function meaningOf(
  kind: string,
  specification: string,
  symbol: string,
  count: { readonly out: number; readonly into: number },
): Movement["meaning"] {
  if (symbol.endsWith("PERP")) {
    return unknown("A perpetual contract: say what its gain or loss was when it was closed.");
  }
  const type = kind.toLowerCase();
  if (type === "buy" || type === "sell") {
    return count.out === 1 && count.into === 1
      ? { is: "exchange" }
      : unknown("The row does not show one asset going out and one coming in.");
  }
  const isOneWay = count.out + count.into === 1;
  const known = isOneWay ? oneWay(type, specification.toLowerCase(), count.into === 1) : null;
  return known ?? unknown(`Gemini calls this "${kind}: ${specification}": say what it was.`);
}

function oneWay(type: string, specification: string, isIn: boolean): Meaning | null {
  if (isIn && (type === "interest credit" || specification === "interest credit")) {
    return { is: "income", kind: "interest" };
  }
  if (isIn && type === "credit") {
    return specification.startsWith("deposit")
      ? { is: "deposit" }
      : specification === "referral credit"
        ? { is: "income", kind: "reward" }
        : null;
  }
  return !isIn && type === "debit" && specification.startsWith("withdrawal")
    ? { is: "withdrawal" }
    : null;
}

function unknown(reason: string): Meaning {
  return { is: "unknown", reason };
}
