import { describe, expect, it } from "vitest";
import { firstLongDate, lastShortDate, termOf } from "@/lib/tax/holding-period";
import { calendarDate } from "@/lib/time/calendar-date";

describe("holding period (rules.md 1.8)", () => {
  it.each([
    ["2024-06-17", "2025-06-17", "2025-06-18"],
    ["2024-02-28", "2025-02-28", "2025-03-01"],
    ["2024-02-29", "2025-02-28", "2025-03-01"],
    ["2023-02-28", "2024-02-29", "2024-03-01"],
    ["2023-12-31", "2024-12-31", "2025-01-01"],
    ["2025-01-01", "2026-01-01", "2026-01-02"],
  ])("bought %s is short up to %s and long from %s", (acquired, lastShort, firstLong) => {
    expect(lastShortDate(calendarDate(acquired))).toBe(lastShort);
    expect(firstLongDate(calendarDate(acquired))).toBe(firstLong);
    expect(termOf(calendarDate(acquired), calendarDate(lastShort))).toBe("short");
    expect(termOf(calendarDate(acquired), calendarDate(firstLong))).toBe("long");
  });

  // Fogel v. Commissioner, 203 F.2d 347 (5th Cir. 1953): six months to the day is not more than six months; Caspe v. United
  // States, 694 F.2d 1116: bought on the last day of a month, six months end on a month end.
  it.each([
    ["1945-06-19", 6, "1945-12-19", "1945-12-20"],
    ["1976-11-30", 6, "1977-05-31", "1977-06-01"],
    ["2023-08-30", 6, "2024-02-29", "2024-03-01"],
    ["2024-06-17", 12, "2025-06-17", "2025-06-18"],
  ])("bought %s, more than %i months: not on %s, but on %s", (acquired, months, last, first) => {
    expect(firstLongDate(calendarDate(acquired), months)).toBe(first);
    expect(termOf(calendarDate(acquired), calendarDate(last), months)).toBe("short");
    expect(termOf(calendarDate(acquired), calendarDate(first), months)).toBe("long");
  });

  it("is long at once for an inheritance and short while the acquisition is unknown", () => {
    const day = calendarDate("2025-05-05");
    expect(termOf("inherited", day)).toBe("long");
    expect(termOf(null, day)).toBe("short");
  });
});
