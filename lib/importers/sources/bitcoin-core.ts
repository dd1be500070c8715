import { readAsset } from "@/lib/importers/assets";
import type { Meaning } from "@/lib/importers/booking";
import {
  CellError,
  type Cells,
  decimalIn,
  legIn,
  legOf,
  problemIn,
  textIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { inHeader, isHeader } from "@/lib/importers/header-pattern";
import { movementOfNet } from "@/lib/importers/net-change";
import { readNumber } from "@/lib/importers/number";
import type { ParseOptions } from "@/lib/importers/source";
import {
  type LeftOut,
  type ReadAt,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { localTimeIn } from "@/lib/importers/wallet-cells";
import {
  absoluteQuantity,
  parseQuantity,
  quantityText,
  signQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";

interface CoreRow extends TableRow {
  readonly kind: string;
  readonly hash: string;
  /** Signed units and the coin. */
  readonly moved: Leg;
}

const AMOUNT = /^Amount \(([^)]+)\)$/;
const FRONT = ["Confirmed", "Date", "Type", "Label", "Address"];
/** Units of the coin that the program may be set to. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ["m", 3],
  ["µ", 6],
  ["u", 6],
]);

/** The history of Bitcoin Core and of the programs for other coins made from it. */
export const bitcoinCore = tableSource<CoreRow>({
  id: "bitcoin-core",
  label: "Bitcoin Core",
  timeRule: "Local time of the computer that exported it, which the file does not name",
  account: "Bitcoin Core",
  kindColumn: "Type",
  moneyColumn: "Address",
  headers: [
    { version: "unit in the column", header: [...FRONT, "Amount (BTC)", "ID"] },
    { version: "unit in the cell", header: [...FRONT, "Amount", "ID"] },
  ],
  recognise: (header) => (isHeader(header, [...FRONT, AMOUNT, "ID"]) ? "unit in the column" : null),
  asks: () => ["time-zone"],
  read,
  group: (row) => row.hash,
  settle,
});

function read(cells: Cells, { header, options }: ReadAt): CoreRow | string {
  if (textIn(cells, "Confirmed").toLowerCase() !== "true") {
    return "Not confirmed yet.";
  }
  const kind = textIn(cells, "Type");
  const time = localTimeIn(cells, ["Date"], ["Y-M-DTh:m:s", "Y-M-D h:m:s", "Y-M-D h:m"], options);
  const moved = movedIn(cells, header, options);
  // Older programs put the number of the output behind the hash.
  const hash = textIn(cells, "ID").replace(/-\d{1,4}$/, "");
  const content = [hash, kind, quantityText(moved.quantity), moved.asset, textIn(cells, "Address")];
  return { cells, kind, time, hash, moved, id: "", content: content.join("|") };
}

/** The amount in whole coins: each cell carries its coin, or the column does and may be in thousandths or millionths of it. */
function movedIn(cells: Cells, header: readonly string[], { answers }: ParseOptions): Leg {
  const unit = inHeader(header, AMOUNT);
  if (unit !== null) {
    return inUnit(cells, unit);
  }
  const leg = legIn(cells, "Amount", readAsset(answers?.asset ?? ""));
  if (leg === null) {
    throw new CellError(problemIn(cells, "Amount", "The amount is missing."));
  }
  return leg;
}

function inUnit(cells: Cells, unit: string): Leg {
  const column = `Amount (${unit})`;
  const places = UNITS.get(unit.slice(0, 1)) ?? 0;
  const text = decimalIn(cells, column);
  const scaled = text === null ? null : readNumber(`${text}e-${places}`);
  const units = scaled?.kind === "number" ? parseQuantity(scaled.text) : null;
  const asset = unit.startsWith("sat") ? null : readAsset(places === 0 ? unit : unit.slice(1));
  if (units === null || asset === null) {
    throw new CellError(problemIn(cells, column, "This is not an amount in a unit that is known."));
  }
  return { asset, quantity: units };
}

type Result = TableEvent<CoreRow> | LeftOut<CoreRow>;

const ALONE: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["Mined", { is: "income", kind: "mining" }],
  ["Masternode Reward", { is: "income", kind: "staking" }],
]);
const MOVES = new Set(["Sent to", "Received with", "Payment to yourself"]);

/** What was sent contains the fee; rows of one transaction that come back to the wallet cancel. */
function settle(rows: readonly CoreRow[]): readonly Result[] {
  const moves = rows.filter(({ kind }) => MOVES.has(kind));
  const others = rows.filter(({ kind }) => !MOVES.has(kind)).map(alone);
  const [first] = moves;
  if (first === undefined) {
    return others;
  }
  const net = sumQuantity(moves.map(({ moved }) => moved.quantity));
  const isSelf = isInside(moves);
  const fee = isSelf && signQuantity(net) < 0 ? absoluteQuantity(net) : null;
  const label = [...new Set(moves.map(({ kind }) => kind))].join(" + ");
  const notes = moves.map(({ cells }) => textIn(cells, "Label")).filter((text) => text !== "");
  const movement = movementOfNet({ asset: first.moved.asset, net, fee, label });
  const note = [label, ...notes].join(": ");
  const address = moves.length > 1 ? "" : textIn(first.cells, "Address");
  const result: Result =
    movement === null
      ? { rows: moves, leftOut: "Moved inside the wallet; nothing changed." }
      : typeof movement === "string"
        ? { rows: moves, meaning: { is: "unknown", reason: movement }, label }
        : { rows: moves, note, chain: chainRef(first.hash, address), ...movement };
  return [result, ...others];
}

/** True when every target of the transaction is an own address: then what is missing is the fee. */
function isInside(moves: readonly CoreRow[]): boolean {
  const own = new Set(
    moves
      .filter(({ kind }) => kind === "Received with")
      .map(({ cells }) => textIn(cells, "Address")),
  );
  return moves
    .filter(({ kind }) => kind === "Sent to")
    .every(({ cells }) => own.has(textIn(cells, "Address")));
}

function alone(row: CoreRow): Result {
  const { kind, moved } = row;
  const units = legOf(moved.asset, absoluteQuantity(moved.quantity));
  const isOut = signQuantity(moved.quantity) < 0;
  const reason = `What "${kind}" means for tax is not known.`;
  return {
    rows: [row],
    meaning: (isOut ? undefined : ALONE.get(kind)) ?? { is: "unknown", reason },
    sent: isOut ? units : null,
    received: isOut ? null : units,
    label: kind,
  };
}
