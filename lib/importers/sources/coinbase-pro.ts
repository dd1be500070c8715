import { isFiat } from "@/lib/importers/assets";
import type { Meaning, Movement } from "@/lib/importers/booking";
import {
  assetIn,
  type Cells,
  dollars,
  isNegative,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { exchangeIn, type Sides, sidesOf } from "@/lib/importers/sides";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import { absoluteQuantity, quantityText } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";

interface AccountRow extends TableRow {
  readonly type: string;
  readonly tradeId: string;
  readonly orderId: string;
  /** Signed, as the file tells it. */
  readonly leg: Leg;
}

const COLUMNS = "type,time,amount,balance,amount/balance unit,transfer id,trade id,order id".split(
  ",",
);

/**
 * Coinbase Pro's (once GDAX's) account file: every change of every balance. A trade is two "match" rows and a "fee" row of one trade id;
 * a change of USD into USDC or back is two "conversion" rows of one moment (formats.md 2).
 */
export const coinbasePro = tableSource<AccountRow>({
  id: "coinbase-pro",
  label: "Coinbase Pro account (GDAX)",
  timeRule: "UTC, stated in the file",
  account: "Coinbase Pro",
  kindColumn: "type",
  moneyColumn: "amount/balance unit",
  headers: [
    { version: "portfolio", header: ["portfolio", ...COLUMNS] },
    { version: "no portfolio", header: COLUMNS },
    {
      version: "gdax",
      header:
        "Portfolio,Type,Timestamp,Amount,Balance,Amount/balance unit,Transfer id,Trade id,Order id".split(
          ",",
        ),
    },
  ],
  columns: (header) => header.map((name) => (name === "Timestamp" ? "time" : name.toLowerCase())),
  read: readRow,
  group: (row) => {
    if (row.type === "match" || row.type === "fee") {
      // Trade ids are counted market by market: the order tells two markets' trades of one number apart.
      return row.tradeId === "" ? null : `trade|${row.tradeId}|${row.orderId}|${row.time.at}`;
    }
    return row.type === "conversion" ? `conversion|${row.time.at}` : null;
  },
  settle: (rows) => {
    const [first] = rows;
    if (first?.type === "match" || first?.type === "fee") {
      return [trade(rows)];
    }
    return first?.type === "conversion" ? conversions(rows) : rows.map(single);
  },
});

function readRow(cells: Cells): AccountRow {
  const time = timeIn(cells, "time");
  const type = textIn(cells, "type").toLowerCase();
  const leg = {
    asset: assetIn(cells, "amount/balance unit"),
    quantity: requiredAmountIn(cells, "amount"),
  };
  const [tradeId, orderId] = [textIn(cells, "trade id"), textIn(cells, "order id")];
  const ids = [textIn(cells, "transfer id"), tradeId, orderId].join("|");
  const content = [time.at, type, quantityText(leg.quantity), leg.asset, ids].join("|");
  // The ids name an event of several rows: with the row's own content they name the row.
  return { cells, time, id: ids === "||" ? "" : content, content, type, tradeId, orderId, leg };
}

type Told = Omit<TableEvent<AccountRow>, "rows">;

function event(rows: readonly AccountRow[], told: Told): TableEvent<AccountRow> {
  return { rows, ...told };
}

function trade(rows: readonly AccountRow[]): TableEvent<AccountRow> {
  const matches = sidesOf(rows.filter(({ type }) => type === "match").map(({ leg }) => leg));
  const fees = sidesOf(rows.filter(({ type }) => type === "fee").map(({ leg }) => leg));
  const legs = exchangeIn(matches);
  if (legs === null || fees.received.length > 0) {
    const reason =
      legs === null
        ? `The other half of this trade is not in the file, or it has several (${amounts(rows)}).`
        : `A fee of this trade came back: say what was paid (${amounts(rows)}).`;
    return event(rows, kept(matches, fees, reason));
  }
  const movement: Movement = {
    meaning: { is: "exchange" },
    ...legs,
    fees: fees.sent,
    label: "match",
  };
  return event(rows, movement);
}

/** Every amount of the rows in words: money is no leg, and is told here. */
function amounts(rows: readonly AccountRow[]): string {
  return rows
    .map(({ type, leg }) => `${type} ${quantityText(leg.quantity)} ${leg.asset}`)
    .join(", ");
}

function kept(matches: Sides, fees: Sides, reason: string): Told {
  return {
    meaning: { is: "unknown", reason },
    sent: matches.sent[0] ?? fees.sent[0] ?? null,
    received: matches.received[0] ?? null,
    label: "match",
  };
}

/** USD and USDC one for one: the rows carry no ids, so several of one moment are paired by their amounts. */
function conversions(rows: readonly AccountRow[]): TableEvent<AccountRow>[] {
  const left = [...rows];
  const events: TableEvent<AccountRow>[] = [];
  for (const row of rows) {
    if (!left.includes(row)) {
      continue;
    }
    left.splice(left.indexOf(row), 1);
    const size = quantityText(absoluteQuantity(row.leg.quantity));
    const other = left.find(
      ({ leg }) =>
        leg.asset !== row.leg.asset &&
        isNegative(leg.quantity) !== isNegative(row.leg.quantity) &&
        quantityText(absoluteQuantity(leg.quantity)) === size,
    );
    if (other === undefined) {
      const reason = `The other half of this conversion is not in the file (${amounts([row])}).`;
      events.push(event([row], { meaning: { is: "unknown", reason }, ...alone(row) }));
      continue;
    }
    left.splice(left.indexOf(other), 1);
    const both = sidesOf([row.leg, other.leg]);
    events.push(
      event([row, other], {
        meaning: { is: "exchange" },
        ...(exchangeIn(both) ?? {}),
        label: "conversion",
      }),
    );
  }
  return events;
}

/** The row's one leg on its side. */
function alone(row: AccountRow): Pick<Told, "sent" | "received" | "value" | "label"> {
  const leg = { asset: row.leg.asset, quantity: absoluteQuantity(row.leg.quantity) };
  return {
    sent: isNegative(row.leg.quantity) ? leg : null,
    received: isNegative(row.leg.quantity) ? null : leg,
    value: leg.asset === "USD" ? dollars(quantityText(leg.quantity)) : null,
    label: row.type,
  };
}

function single(row: AccountRow): TableEvent<AccountRow> {
  return event([row], { meaning: meaningOf(row), ...alone(row) });
}

function meaningOf({ type, leg }: AccountRow): Meaning {
  const isOut = isNegative(leg.quantity);
  if (type === "deposit" || type === "withdrawal") {
    return isOut === (type === "withdrawal")
      ? { is: type }
      : {
          is: "unknown",
          reason: `A ${type} with the sign of its opposite: say which way it went.`,
        };
  }
  if (type === "rebate" && !isOut) {
    return isFiat(leg.asset)
      ? {
          is: "unknown",
          reason: "A fee given back in money: it lowers what earlier trades cost; say for which.",
        }
      : { is: "income", kind: "reward" };
  }
  return { is: "unknown", reason: `The type "${type}" is not known here: say what it is.` };
}
