import { describe, expect, it } from "vitest";
import { calendarDate } from "@/lib/time/calendar-date";
import { dayText, monthName, shortDay } from "@/lib/time/day-text";

describe("days as people in the US read them", () => {
  it.each([
    ["2026-01-09", "Jan 9, 2026"],
    ["2024-02-29", "Feb 29, 2024"],
    ["2026-09-30", "Sep 30, 2026"],
    ["2026-12-31T23:59:59Z", "Dec 31, 2026"],
  ])("%s is %s", (date, words) => {
    expect(dayText(date)).toBe(words);
  });

  it.each(["inherited", "", "VARIOUS", "2026-02-29", "12/31/2025"])(
    "%s, no real day, stays as it is",
    (text) => {
      expect(dayText(text)).toBe(text);
    },
  );

  it("a day without its year, and the month by its number", () => {
    expect(shortDay(calendarDate("2026-12-03"))).toBe("Dec 3");
    expect([0, 1, 12, 13].map(monthName)).toEqual(["", "January", "December", ""]);
  });
});
