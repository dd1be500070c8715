import type { Movement } from "@/lib/importers/booking";
import {
  amountIn,
  assetIn,
  type Cells,
  isNegative,
  knownTime,
  legIn,
  legOf,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { readDateTime } from "@/lib/importers/date-time";
import { legsText } from "@/lib/importers/legs";
import {
  type LeftOut,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { type ReadTime, readUtcTime } from "@/lib/importers/time";
import { absoluteQuantity } from "@/lib/money/quantity";
import type { ChainRef, Leg } from "@/lib/tax/transaction";

interface ExodusRow extends TableRow {
  readonly kind: string;
  readonly sent: Leg | null;
  readonly received: Leg | null;
  readonly fee: Leg | null;
  /** The exchange a swap went through, where the file has a column for it. */
  readonly exchange: string;
  readonly chain: ChainRef | null;
}

const FRONT = "DATE,TYPE,FROMPORTFOLIO,TOPORTFOLIO,OUTAMOUNT,OUTCURRENCY,FEEAMOUNT,FEECURRENCY";
const BACK = "OUTTXID,OUTTXURL,INAMOUNT,INCURRENCY,INTXID,INTXURL,ORDERID,PERSONALNOTE";

/** Exodus' first file: both sides and the fee in columns of their own. */
export const exodus = tableSource<ExodusRow>({
  id: "exodus",
  label: "Exodus",
  timeRule: "UTC, stated in the file",
  account: "Exodus",
  kindColumn: "TYPE",
  moneyColumn: "OUTCURRENCY",
  headers: [
    { version: "1 with sender", header: `${FRONT},FROMADDRESS,TOADDRESS,${BACK}`.split(",") },
    { version: "1", header: `${FRONT},TOADDRESS,${BACK}`.split(",") },
    { version: "1 address last", header: `${FRONT},${BACK},TOADDRESS`.split(",") },
  ],
  read: (cells) =>
    rowOf(cells, {
      time: whenIn(cells),
      sent: sideIn(cells, "OUTAMOUNT", "OUTCURRENCY"),
      received: sideIn(cells, "INAMOUNT", "INCURRENCY"),
      fee: sideIn(cells, "FEEAMOUNT", "FEECURRENCY"),
      exchange: "",
      ids: [textIn(cells, "OUTTXID"), textIn(cells, "INTXID")],
    }),
  settle: (rows) => rows.map(settle),
});

/** Exodus' later file: one signed cell with its coin, and dates as JavaScript writes them. */
export const exodusSigned = tableSource<ExodusRow>({
  id: "exodus-2",
  label: "Exodus (one coin a row)",
  timeRule: "The offset stands behind each time",
  account: "Exodus",
  kindColumn: "TYPE",
  moneyColumn: "COINAMOUNT",
  headers: [
    {
      version: "2",
      header:
        "TXID,TXURL,DATE,TYPE,FROMPORTFOLIO,TOPORTFOLIO,COINAMOUNT,FEE,BALANCE,EXCHANGE,PERSONALNOTE".split(
          ",",
        ),
    },
  ],
  read: (cells) => {
    const leg = legIn(cells, "COINAMOUNT");
    const units = leg === null ? null : legOf(leg.asset, absoluteQuantity(leg.quantity));
    const isOut =
      textIn(cells, "TYPE").startsWith("withdrawal") || (leg !== null && isNegative(leg.quantity));
    const fee = legIn(cells, "FEE");
    return rowOf(cells, {
      time: whenIn(cells),
      sent: isOut ? units : null,
      received: isOut ? null : units,
      fee: fee === null ? null : legOf(fee.asset, absoluteQuantity(fee.quantity)),
      exchange: textIn(cells, "EXCHANGE"),
      ids: [textIn(cells, "TXID")],
    });
  },
  settle: (rows) => rows.map(settle),
});

/** Exodus' list of staking rewards. */
export const exodusStaking = tableSource<ExodusRow>({
  id: "exodus-staking",
  label: "Exodus staking rewards",
  timeRule: "UTC, as the rest of Exodus' files",
  account: "Exodus",
  kindColumn: "Type",
  moneyColumn: "Cur.",
  headers: [{ version: "1", header: "Type,Buy,Cur.,Exchange,Group,Comment,Date".split(",") }],
  read: (cells) =>
    rowOf(
      cells,
      {
        time: timeIn(cells, "Date"),
        sent: null,
        received: sideIn(cells, "Buy", "Cur."),
        fee: null,
        exchange: "",
        ids: [],
      },
      textIn(cells, "Type"),
    ),
  settle: (rows) =>
    rows.map((row) => {
      const { kind, received } = row;
      return kind === "staking"
        ? { rows: [row], meaning: { is: "income", kind: "staking" }, received, label: kind }
        : { rows: [row], ...unknown(row) };
    }),
});

function sideIn(cells: Cells, amount: string, asset: string): Leg | null {
  const units = amountIn(cells, amount);
  return units === null ? null : legOf(assetIn(cells, asset), absoluteQuantity(units));
}

/** "2021-04-16T05:02:47.000Z", or "Wed Jan 10 2024 12:00:00 GMT-0500 (Eastern Standard Time)". */
function whenIn(cells: Cells): ReadTime {
  const text = textIn(cells, "DATE").replace(/\s*\([^)]*\)$/, "");
  const time = readUtcTime(text) ?? readDateTime(text, ["W B D Y h:m:s Z"], "UTC");
  return knownTime(time, cells, "DATE");
}

function rowOf(
  cells: Cells,
  read: Pick<ExodusRow, "time" | "sent" | "received" | "fee" | "exchange"> & {
    readonly ids: readonly string[];
  },
  type = textIn(cells, "TYPE"),
): ExodusRow {
  const { ids, ...row } = read;
  const hash = ids.find((text) => text !== "") ?? "";
  const kind = type.toLowerCase();
  const content = [row.time.at, kind, legsText(row), ...ids].join("|");
  const chain = chainRef(hash, row.sent === null ? "" : textIn(cells, "TOADDRESS"));
  return { cells, kind, chain, id: "", content, ...row };
}

function settle(row: ExodusRow): TableEvent<ExodusRow> | LeftOut<ExodusRow> {
  const { cells, kind, fee, exchange } = row;
  const note = [kind, exchange, textIn(cells, "PERSONALNOTE")].filter((text) => text !== "");
  if (kind.endsWith("(failed)")) {
    return fee === null
      ? { rows: [row], leftOut: "It failed, and no fee was paid." }
      : { rows: [row], meaning: { is: "fee" }, sent: fee, label: kind, note: note.join(": ") };
  }
  const question =
    exchange === ""
      ? null
      : `The row names an exchange (${exchange}): if it is one side of a swap, join it with the other side.`;
  return { rows: [row], note: note.join(": "), question, chain: row.chain, ...movementOf(row) };
}

function movementOf(row: ExodusRow): Movement {
  const { kind, sent, received, fee } = row;
  const fees = fee === null ? [] : [fee];
  switch (kind) {
    case "deposit":
      // A fee beside what came in was the sender's.
      return { meaning: { is: "deposit" }, received, label: kind };
    case "withdrawal":
      return { meaning: { is: "withdrawal" }, sent, fees, label: kind };
    case "exchange":
      return { meaning: { is: "exchange" }, sent, received, fees, label: kind };
    default:
      return unknown(row);
  }
}

function unknown({ kind, sent, received, fee }: ExodusRow): Movement {
  const reason = `What "${kind}" means for tax is not known.`;
  const fees = fee === null ? [] : [fee];
  return { meaning: { is: "unknown", reason }, sent, received, fees, label: kind };
}
