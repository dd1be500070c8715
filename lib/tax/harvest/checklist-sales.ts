import { compareUsd, signUsd, usd } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { type CalendarDate, daysBetween, yearOf } from "@/lib/time/calendar-date";
import { dayText } from "@/lib/time/day-text";
import { type ChecklistInput, count, on } from "./checklist-input";
import type { SeasonInput } from "./checklist-season-input";
import type { ChecklistStep } from "./harvest";

/** Sales at a loss since September 1 of the year, in order. */
export function lossSales({ ledger, year }: ChecklistInput): readonly ClosedLot[] {
  const from = `${year.year}-09-01`;
  return ledger.closedLots.filter(
    ({ sold, gain }) =>
      yearOf(sold) === year.year && sold >= from && gain !== null && signUsd(gain) < 0,
  );
}

/** Below this a saving is dust, and no advice. */
const WORTH_SELLING = usd("1");

/** Sales that would still lower the year's tax by a dollar or more. */
export function salesLeft({ plan }: Pick<ChecklistInput, "plan">): number {
  const saving = (plan?.rows ?? []).filter(({ pastCap }) => !pastCap);
  return saving.filter((row) => compareUsd(row.saving, WORTH_SELLING) >= 0).length;
}

/** Without a saved plan: is no sale left that would lower the tax? One that was made at a loss does not make the others. */
export function sell({ books }: SeasonInput, due: CalendarDate): ChecklistStep {
  const last = lossSales(books).at(-1);
  const left = salesLeft(books);
  const nothingLeft = books.plan !== null && left === 0;
  return {
    id: "sell",
    due,
    title: "Make the sales that save tax",
    reason:
      "Sell to an unrelated buyer at the market price, earlier than the last days: networks and exchanges are slow at the year's end.",
    authority: "IRC 1001, 267, 7701(o); Pub. 550",
    done: nothingLeft || (last !== undefined && books.plan === null),
    evidence:
      last !== undefined
        ? `A sale at a loss is in the books on ${dayText(last.sold)}${left === 0 ? "" : `; ${count(left, "sale", "sales")} that would still lower this year's tax ${left === 1 ? "is" : "are"} left`}.`
        : nothingLeft
          ? "No sale would lower this year's tax."
          : "No sale at a loss since September 1.",
  };
}

/** The end of the tax year. */
export function deadline({ books: input }: SeasonInput): ChecklistStep {
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
export function waitingSteps({ books, facts }: SeasonInput): readonly ChecklistStep[] {
  const steps = (books.plan?.leaveAlone ?? []).flatMap(
    ({ lots, asset, gain, firstLongDate, reason }): ChecklistStep[] =>
      firstLongDate === null ||
      yearOf(firstLongDate) !== books.year.year ||
      gain === null ||
      compareUsd(gain, WORTH_WAITING) < 0
        ? []
        : [
            {
              id: `wait-${lots.join("-")}`,
              due: firstLongDate,
              title: `Do not sell this ${facts.names.asset(asset)} before ${dayText(firstLongDate)}`,
              reason,
              authority: "IRC 1222; Rev. Rul. 66-7",
              done: books.asOf.date >= firstLongDate,
              evidence: `It is long term from ${dayText(firstLongDate)}.`,
            },
          ],
  );
  return steps.slice(0, MOST_WAITING);
}
