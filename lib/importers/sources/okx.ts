import { legText, unsigned } from "@/lib/importers/amounts";
import {
  amountIn,
  assetIn,
  type Cells,
  legOf,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { isBuySide, type Sides, withSignedFee } from "@/lib/importers/fill";
import { momentIn } from "@/lib/importers/moment";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import type { Leg } from "@/lib/tax/transaction";

interface OkxRow extends TableRow {
  readonly kind: string;
  /** True for the row of what came in, false for what went out, null for neither. */
  readonly isIn: boolean | null;
  /** Without its sign. */
  readonly amount: Leg | null;
  /** With its sign: below zero it was paid. */
  readonly fee: Leg | null;
  /** Rows of one fill share it. */
  readonly fill: string;
  /** Rows of one order share it. */
  readonly order: string;
  /** Why it cannot be an exchange of coins; null when it can. */
  readonly problem: string | null;
}

const V2 =
  "id,Order id,Time,Trade Type,Instrument,Type,Amount,Unit,PL,Fee,Position Change,Position Balance,Balance Change,Balance,Unit";

/**
 * OKX trading history: each fill is a row of what came in (Buy) and one of what went out (Sell), with one id, or else one order. The
 * oldest layout has neither: its rows come in pairs of one moment (formats.md 14).
 */
export const okx = tableSource<OkxRow>({
  id: "okx",
  label: "OKX trading history",
  timeRule: "UTC (not verified); the oldest layout says CST and means China, UTC+8",
  account: "OKX",
  kindColumn: "Type",
  kindColumnOf: (version) => (version === "oldest" ? "type" : "Type"),
  moneyColumn: "Unit",
  headers: [
    { version: "trading", header: V2.split(",") },
    { version: "oldest", header: "time,type,size,balance,fee,currency".split(",") },
  ],
  columns: (header, version) =>
    version === "oldest"
      ? header
      : header.map((name, index) => (index === header.length - 1 ? "Balance Unit" : name)),
  read: (cells, { version }) => (version === "oldest" ? readOldest(cells) : readTrading(cells)),
  group: ({ order, isIn }) => (isIn === null ? null : order),
  settle: (rows) => pairs(rows),
});

function readTrading(cells: Cells): OkxRow | string {
  const kind = textIn(cells, "Trade Type");
  if (kind.toLowerCase() === "transfer") {
    return "A move between accounts inside OKX.";
  }
  const time = timeIn(cells, "Time");
  const asset = assetIn(cells, "Unit");
  const amount = unsigned(legOf(asset, requiredAmountIn(cells, "Amount")));
  const [id, order] = [textIn(cells, "id"), textIn(cells, "Order id")];
  const side = textIn(cells, "Type");
  const fee = legOf(asset, amountIn(cells, "Fee"));
  const isSpot = kind.toLowerCase() === "spot";
  const problem = isSpot ? null : `A trade of the kind "${kind}": say what its gain or loss was.`;
  return {
    cells,
    time,
    id: id === "" ? "" : `${id}:${side}:${asset}`,
    content: [time.at, order, kind, side, legText(amount), legText(fee)].join("|"),
    kind: `${kind} ${side}`,
    isIn: isSpot ? isBuySide(side) : null,
    amount,
    fee,
    fill: id,
    order: order === "" ? `fill ${id}` : order,
    problem: problem ?? (isBuySide(side) === null ? `OKX calls this "${side}".` : null),
  };
}

function readOldest(cells: Cells): OkxRow {
  const time = oldestTime(cells);
  const asset = assetIn(cells, "currency");
  const amount = unsigned(legOf(asset, requiredAmountIn(cells, "size")));
  const fee = legOf(asset, amountIn(cells, "fee"));
  const side = textIn(cells, "type");
  return {
    cells,
    time,
    id: "",
    content: [time.at, side, legText(amount), legText(fee)].join("|"),
    kind: side,
    isIn: isBuySide(side),
    amount,
    fee,
    fill: "",
    order: time.at,
    problem: isBuySide(side) === null ? `OKX calls this "${side}": say what it was.` : null,
  };
}

const OLDEST = ["Y-M-D h:m:s Z", "Y-M-DTh:m:s Z", "Y-M-DTh:m:sZ", "W B D h:m:s Z Y"];

/** CST is China's time there, not that of the United States. A time without a zone would leave it open, and no such file is known. */
function oldestTime(cells: Cells): ReadTime {
  const text = textIn(cells, "time").replace(/\bCST\b/, "+08:00");
  const place = cells.places.get("time") ?? -1;
  const row = { ...cells.row, cells: cells.row.cells.with(place, text) };
  return momentIn({ row, places: cells.places, commas: cells.commas }, "time", OLDEST);
}

/** Pairs of one fill; what is left over, pairs of one order; what is left then is kept and asked about. */
function pairs(rows: readonly OkxRow[]): readonly TableEvent<OkxRow>[] {
  const events: TableEvent<OkxRow>[] = [];
  const fills = new Map<string, OkxRow[]>();
  for (const row of rows) {
    fills.set(row.fill, [...(fills.get(row.fill) ?? []), row]);
  }
  const left: OkxRow[] = [];
  for (const own of fills.values()) {
    const event = pairOf(own);
    if (event === null) {
      left.push(...own);
    } else {
      events.push(event);
    }
  }
  const order = pairOf(left);
  return order === null ? [...events, ...inTurn(left)] : [...events, order];
}

/** The oldest layout's rows of one moment: in and out in turn, as many of each. */
function inTurn(rows: readonly OkxRow[]): readonly TableEvent<OkxRow>[] {
  const two: (readonly OkxRow[])[] = [];
  for (let index = 0; index < rows.length; index += 2) {
    two.push(rows.slice(index, index + 2));
  }
  const isOldest = rows.every(({ fill }) => fill === "");
  const events = isOldest ? two.map(pairOf) : [];
  return events.length > 0 && events.every((event) => event !== null)
    ? events.filter((event) => event !== null)
    : rows.map(unknown);
}

function pairOf(rows: readonly OkxRow[]): TableEvent<OkxRow> | null {
  const into = rows.find(({ isIn }) => isIn === true);
  const out = rows.find(({ isIn }) => isIn === false);
  if (rows.length !== 2 || into === undefined || out === undefined) {
    return null;
  }
  const start: Sides = { sent: out.amount, received: into.amount, fees: [] };
  const sides = [into, out].reduce((before, row) => withSignedFee(before, row.fee), start);
  return { rows, label: into.kind, meaning: { is: "exchange" }, ...sides };
}

function unknown(row: OkxRow): TableEvent<OkxRow> {
  const reason = row.problem ?? "The other half of this trade is not in the file.";
  const [sent, received] = row.isIn === false ? [row.amount, null] : [null, row.amount];
  const sides = withSignedFee({ sent, received, fees: [] }, row.fee);
  return { rows: [row], label: row.kind, meaning: { is: "unknown", reason }, ...sides };
}
