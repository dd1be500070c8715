import { describe, expect, it } from "vitest";
import { calendarDate, dayNumber } from "@/lib/time/calendar-date";
import { instantAt } from "@/lib/time/local-time";

const at = (date: string, hour: number, minute = 0) => ({
  day: dayNumber(calendarDate(date)),
  milliseconds: (hour * 60 + minute) * 60_000,
});

describe("the instant of a clock reading", () => {
  it("knows winter and summer time", () => {
    expect(instantAt(at("2024-01-15", 10), "America/New_York")).toBe("2024-01-15T15:00:00.000Z");
    expect(instantAt(at("2024-07-15", 10), "America/New_York")).toBe("2024-07-15T14:00:00.000Z");
    expect(instantAt(at("2024-07-15", 10), "UTC")).toBe("2024-07-15T10:00:00.000Z");
    expect(instantAt(at("2024-07-15", 10, 15), "Asia/Kathmandu")).toBe("2024-07-15T04:30:00.000Z");
  });

  it("takes the first of two moments when clocks go back (1:30 on November 3, 2024: EDT first)", () => {
    expect(instantAt(at("2024-11-03", 1, 30), "America/New_York")).toBe("2024-11-03T05:30:00.000Z");
    expect(instantAt(at("2024-11-03", 2, 30), "America/New_York")).toBe("2024-11-03T07:30:00.000Z");
  });

  it("goes on by the old clock over an hour that was skipped (2:30 on March 10, 2024: EST)", () => {
    expect(instantAt(at("2024-03-10", 2, 30), "America/New_York")).toBe("2024-03-10T07:30:00.000Z");
    expect(instantAt(at("2024-03-10", 3, 0), "America/New_York")).toBe("2024-03-10T07:00:00.000Z");
  });

  it("refuses a zone that does not exist", () => {
    expect(() => instantAt(at("2024-01-01", 0), "Mars/Olympus")).toThrow(RangeError);
  });
});
