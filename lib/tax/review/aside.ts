import { isFiat } from "@/lib/tax/fiat";
import { receivedOf, sentOf, statedValue } from "@/lib/tax/legs";
import { yearOf } from "@/lib/time/calendar-date";
import { type Context, LEFT_OUT, tried, unknown, ways } from "./effects";
import { incomeShift, together } from "./lots-supposed";
import type { Effect, OpenItem, RowAside, Way } from "./open-item";
import { isSameShift, NO_SHIFT, type ShiftByYear } from "./shift";

/** The item of a row that waits: as if it stays out, and as if it counted. */
export function asideItem(context: Context, aside: RowAside): OpenItem {
  const { row, key, kind, date, message, remedy } = aside;
  const leg = receivedOf(row) ?? sentOf(row);
  return {
    key,
    kind,
    code: null,
    severity: "check",
    rows: [row.id],
    account: row.account,
    asset: leg?.asset ?? null,
    date,
    quantity: leg?.quantity ?? null,
    message,
    remedy,
    evidence: [],
    effect: kind === "spam" ? spamEffect(aside) : twinEffect(context, aside),
    clearedBy: null,
    clears: 0,
  };
}

/** A token nobody asked for is income only if it was worth something and can be disposed of (Rev. Rul. 2019-24). */
function spamEffect({ row, date }: RowAside): Effect {
  const value = statedValue(row);
  return value === null
    ? unknown("no-price")
    : ways(LEFT_OUT, { as: "income", shifts: incomeShift(yearOf(date), value) });
}

/** The row counted beside the one it seems to repeat: every asset on it walked again; an exchange walks both its sides at once. */
function twinEffect({ retry }: Context, { row }: RowAside): Effect {
  const all = [sentOf(row), receivedOf(row)].flatMap((leg) =>
    leg === null || isFiat(leg.asset) ? [] : [leg.asset],
  );
  const legs = row.kind === "transfer" ? all : all.slice(0, 1);
  let counted: ShiftByYear = new Map();
  let worst: ShiftByYear = new Map();
  for (const asset of new Set(legs)) {
    const shifts = retry(asset, { drop: new Set(), add: [row] });
    if (shifts === null) {
      return unknown("too-many-rows");
    }
    counted = together(counted, shifts[0]);
    worst = together(worst, shifts.at(-1) ?? shifts[0]);
  }
  const changed = tried("counted", [counted, worst]).filter(changesAny);
  return changed.length === 0 ? { is: "none", why: "not-sold-yet" } : ways(LEFT_OUT, ...changed);
}

function changesAny({ shifts }: Way): boolean {
  return [...shifts.values()].some((shift) => !isSameShift(shift, NO_SHIFT));
}
