import { type Quantity, sumQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { isFiat } from "@/lib/tax/fiat";
import { receivedOf, sentOf, statedValue } from "@/lib/tax/legs";
import type { AssetId, Transaction } from "@/lib/tax/transaction";
import { yearOf } from "@/lib/time/calendar-date";
import { type Context, changing, LEFT_OUT, tried, unknown, ways } from "./effects";
import { incomeShift, together } from "./lots-supposed";
import type { Effect, OpenItem, RowAside } from "./open-item";
import type { ShiftByYear } from "./shift";

/** The item of rows that wait: as if they stay out, and as if they counted. Null without rows. */
export function asideItem(context: Context, aside: RowAside): OpenItem | null {
  const { rows, key, kind, message, remedy } = aside;
  const [first] = rows;
  if (first === undefined) {
    return null;
  }
  const leg = receivedOf(first.row) ?? sentOf(first.row);
  return {
    key,
    kind,
    code: null,
    severity: "check",
    rows: rows.map(({ row }) => row.id),
    account: first.row.account,
    asset: leg?.asset ?? null,
    date: first.date,
    quantity: leg === null ? null : sumQuantity(rows.map(({ row }) => unitsIn(row))),
    message,
    remedy,
    evidence: [],
    effect: kind === "spam" ? spamEffect(rows) : twinEffect(context, rows),
    clearedBy: null,
    clears: 0,
  };
}

function unitsIn(row: Transaction): Quantity {
  return (receivedOf(row) ?? sentOf(row))?.quantity ?? ZERO_QUANTITY;
}

/** A token nobody asked for is income only if it was worth something and can be disposed of (Rev. Rul. 2019-24). */
function spamEffect(rows: RowAside["rows"]): Effect {
  const priced = rows.flatMap(({ row, date }) => {
    const value = statedValue(row);
    return value === null ? [] : [incomeShift(yearOf(date), value)];
  });
  if (priced.length === 0) {
    return unknown("no-price");
  }
  const effect = ways(LEFT_OUT, {
    as: "income",
    shifts: priced.reduce(together, new Map()),
  });
  const isAll = priced.length === rows.length;
  return isAll || effect.is !== "ways" ? effect : { ...effect, more: "income-unpriced" };
}

/** The rows counted beside what they seem to repeat: every asset on them walked again; an exchange walks both its sides at once. */
function twinEffect({ retry }: Context, rows: RowAside["rows"]): Effect {
  const legs = rows.flatMap(({ row }) => walked(row));
  const add = rows.map(({ row }) => row);
  let counted: ShiftByYear = new Map();
  let worst: ShiftByYear = new Map();
  for (const asset of new Set(legs)) {
    const shifts = retry(asset, { drop: new Set(), add });
    if (shifts === null) {
      return unknown("too-many-rows");
    }
    counted = together(counted, shifts[0]);
    worst = together(worst, shifts.at(-1) ?? shifts[0]);
  }
  return changing(tried("counted", [counted, worst]), "not-sold-yet");
}

function walked(row: Transaction): readonly AssetId[] {
  const all = [sentOf(row), receivedOf(row)].flatMap((leg) =>
    leg === null || isFiat(leg.asset) ? [] : [leg.asset],
  );
  return row.kind === "transfer" ? all : all.slice(0, 1);
}
