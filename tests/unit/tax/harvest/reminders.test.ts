import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueReminders, REMIND_BEFORE } from "@/lib/tax/harvest/reminders";
import { addDays, calendarDate } from "@/lib/time/calendar-date";

const d = calendarDate;
const step = (due: string, done = false) => ({ id: due, due: d(due), done });
const ids = (steps: readonly { id: string }[]) => steps.map(({ id }) => id);

describe("a step is reminded of", () => {
  it("seven days before, one day before and on the day, and on no other", () => {
    const days = Array.from({ length: 12 }, (_, index) => addDays(d("2026-11-22"), index));
    const on = days.filter(
      (today) => dueReminders([step("2026-11-30")], addDays(today, -1), today).length > 0,
    );
    expect(on).toEqual(["2026-11-23", "2026-11-29", "2026-11-30"]);
  });

  it("not when it is done", () => {
    expect(dueReminders([step("2026-11-30", true)], d("2026-11-29"), d("2026-11-30"))).toEqual([]);
  });

  it("once after a week without a worker, also when its day has passed", () => {
    const steps = [step("2026-11-30"), step("2026-12-04"), step("2026-12-20")];
    expect(ids(dueReminders(steps, d("2026-11-25"), d("2026-12-02")))).toEqual([
      "2026-11-30",
      "2026-12-04",
    ]);
  });
});

it("however the days of looking fall, each day of reminding is told by exactly one look", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
      (due, looks) => {
        const start = d("2026-10-20");
        const one = step(addDays(start, due));
        let after = start;
        let told = 0;
        for (const look of [...looks].sort((a, b) => a - b)) {
          const today = addDays(start, look);
          told += dueReminders([one], after, today).length;
          after = today;
        }
        // Days of reminding between the first moment and the last look, joined where no look lies between them.
        const last = Math.max(...looks);
        const days = REMIND_BEFORE.map((before) => due - before).filter(
          (day) => day > 0 && day <= last,
        );
        const sorted = [...looks].sort((a, b) => a - b);
        const first = new Set(days.map((day) => sorted.find((look) => look >= day)));
        expect(told).toBe(first.size);
      },
    ),
  );
});
