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

  it("is long at once for an inheritance and short while the acquisition is unknown", () => {
    const day = calendarDate("2025-05-05");
    expect(termOf("inherited", day)).toBe("long");
    expect(termOf(null, day)).toBe("short");
  });
});
