import { compareUsd, signUsd, usd } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { AssetId } from "@/lib/tax/transaction";
import { type CalendarDate, daysBetween, yearOf } from "@/lib/time/calendar-date";
import { dayText } from "@/lib/time/day-text";
import { type ChecklistInput, count, on } from "./checklist-input";
import type { ChecklistStep } from "./harvest";

function lossSales({ ledger, year }: ChecklistInput): readonly ClosedLot[] {
  const from = `${year.year}-09-01`;
  return ledger.closedLots.filter(
    ({ sold, gain }) =>
      yearOf(sold) === year.year && sold >= from && gain !== null && signUsd(gain) < 0,
  );
}

/** Are the planned sales made? */
export function sell(input: ChecklistInput): ChecklistStep {
  const sales = lossSales(input);
  const last = sales.at(-1);
  const left = input.plan?.rows.filter(({ pastCap }) => !pastCap).length ?? 0;
  const nothingLeft = input.plan !== null && left === 0;
  return {
    id: "sell",
    due: on(input, "12-15"),
    title: "Make the planned sales",
    reason:
      "Sell to an unrelated buyer at the market price, earlier than the last days: networks and exchanges are slow at the year's end.",
    authority: "IRC 1001, 267, 7701(o); Pub. 550",
    done: last !== undefined || nothingLeft,
    evidence:
      last !== undefined
        ? `A sale at a loss is in the books on ${dayText(last.sold)}.`
        : nothingLeft
          ? "No sale would lower this year's tax."
          : "No sale at a loss since September 1.",
  };
}

/** How close a repurchase has to be to be shown: no interval is set for coins, substance counts (IRC 7701(o)). */
const REBUY_DAYS = 30;

/** Was anything sold at a loss bought back? */
export function rebuy(input: ChecklistInput): ChecklistStep {
  const sales = lossSales(input);
  const days = daysByAsset(sales);
  const close = input.ledger.openLots.filter(({ asset, opened }) => {
    const sold = lastUpTo(days.get(asset) ?? [], opened);
    return sold !== null && daysBetween(sold, opened) <= REBUY_DAYS;
  });
  return {
    id: "rebuy",
    due: on(input, "12-20"),
    title: "Look at what was bought back",
    reason:
      "A repurchase starts a new basis and a new holding period. For coins no waiting time is set by law; for securities such as fund shares 30 days on both sides count, in every account.",
    authority: "IRC 1091; IRC 7701(o)",
    done: sales.length > 0 && close.length === 0,
    evidence:
      sales.length === 0
        ? "No sale at a loss since September 1."
        : close.length === 0
          ? "Nothing sold at a loss was bought back within 30 days."
          : `Bought back within 30 days: ${[...new Set(close.map(({ asset }) => asset))].sort().join(", ")}.`,
  };
}

/** The days each asset was sold on, ascending. */
function daysByAsset(sales: readonly ClosedLot[]): ReadonlyMap<AssetId, readonly CalendarDate[]> {
  const days = new Map<AssetId, Set<CalendarDate>>();
  for (const { asset, sold } of sales) {
    days.set(asset, (days.get(asset) ?? new Set()).add(sold));
  }
  return new Map([...days].map(([asset, each]) => [asset, [...each].sort()]));
}

/** The last of ascending days that is no later than this one; a year has few, so from the end. */
function lastUpTo(days: readonly CalendarDate[], day: CalendarDate): CalendarDate | null {
  return days.findLast((each) => each <= day) ?? null;
}

/** The end of the tax year. */
export function deadline(input: ChecklistInput): ChecklistStep {
  const due = on(input, "12-31");
  const over = input.asOf.date > due;
  return {
    id: "deadline",
    due,
    title: `Last moment: December 31, 23:59:59, ${input.settings.timeZone}`,
    reason: "The trade date decides the year, not the settlement.",
    authority: "Pub. 550; Rev. Rul. 93-84",
    done: over,
    evidence: over
      ? "The year is over."
      : `${count(daysBetween(input.asOf.date, due), "day is", "days are")} left.`,
  };
}

const MOST_WAITING = 5;

/** Below this a gain is no reason to wait. */
const WORTH_WAITING = usd("1");

/** Gains that turn long term before the year ends: do not sell them earlier. */
export function waitingSteps(input: ChecklistInput): readonly ChecklistStep[] {
  const steps = (input.plan?.leaveAlone ?? []).flatMap(
    ({ lots, asset, gain, firstLongDate, reason }): ChecklistStep[] =>
      firstLongDate === null ||
      yearOf(firstLongDate) !== input.year.year ||
      gain === null ||
      compareUsd(gain, WORTH_WAITING) < 0
        ? []
        : [
            {
              id: `wait-${lots.join("-")}`,
              due: firstLongDate,
              title: `Do not sell this ${asset} before ${dayText(firstLongDate)}`,
              reason,
              authority: "IRC 1222; Rev. Rul. 66-7",
              done: input.asOf.date >= firstLongDate,
              evidence: `It is long term from ${dayText(firstLongDate)}.`,
            },
          ],
  );
  return steps.slice(0, MOST_WAITING);
}
