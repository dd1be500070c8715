import { addDays, type CalendarDate } from "@/lib/time/calendar-date";
import type { ChecklistStep } from "./harvest";

/** Days before a step is due on which an open one is reminded of. */
export const REMIND_BEFORE = [7, 1, 0] as const;

/** A step as reminders see it. */
export type RemindableStep = Pick<ChecklistStep, "id" | "due" | "done">;

/**
 * The open steps a mail of `today` is due for: those one of whose days of reminding lies after `after` and is not later than
 * today. `after` is the day of the last mail, or the day before reminders were turned on: a worker that was away for a week
 * sends one mail and not seven, and none is left out.
 */
export function dueReminders<Step extends RemindableStep>(
  steps: readonly Step[],
  after: CalendarDate,
  today: CalendarDate,
): readonly Step[] {
  return steps.filter(
    ({ done, due }) =>
      !done &&
      REMIND_BEFORE.some((days) => {
        const on = addDays(due, -days);
        return on > after && on <= today;
      }),
  );
}
