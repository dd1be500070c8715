import { describe, expect, it } from "vitest";
import { filingDueDate, lastSafeDate, timeLeft } from "@/lib/tax/harvest/checklist-dates";
import { instant } from "@/lib/time/instant";

describe("the day a return is due", () => {
  // By the calendar: April 15 was a Saturday in 2017 and 2023, with Emancipation Day (April 16) a Sunday kept on Monday the
  // 17th; a Sunday in 2018, before the holiday; a Friday in 2022, on which the holiday of Saturday the 16th was kept; a weekday
  // in 2024 to 2027. In 2028 it is a Saturday again. Those of 2017 to 2025 are the days the IRS announced.
  it.each([
    [2016, "2017-04-18"],
    [2017, "2018-04-17"],
    [2021, "2022-04-18"],
    [2022, "2023-04-18"],
    [2023, "2024-04-15"],
    [2024, "2025-04-15"],
    [2025, "2026-04-15"],
    [2026, "2027-04-15"],
    [2027, "2028-04-18"],
  ])("for %i is %s", (year, due) => {
    expect(filingDueDate(year)).toBe(due);
  });
});

it("the last safe day is our margin before December 31", () => {
  expect(lastSafeDate(2026, "broker")).toBe("2026-12-29");
  expect(lastSafeDate(2026, "own")).toBe("2026-12-24");
});

describe("what is left of the year", () => {
  /** 23:59:59 of December 31, 2026 in each zone, in UTC. None is on summer time then. */
  const LAST: [string, string][] = [
    ["America/New_York", "2027-01-01T04:59:59Z"],
    ["America/Chicago", "2027-01-01T05:59:59Z"],
    ["America/Denver", "2027-01-01T06:59:59Z"],
    ["America/Phoenix", "2027-01-01T06:59:59Z"],
    ["America/Los_Angeles", "2027-01-01T07:59:59Z"],
    ["America/Anchorage", "2027-01-01T08:59:59Z"],
    ["Pacific/Honolulu", "2027-01-01T09:59:59Z"],
  ];

  it.each(LAST)("in %s the year lasts to 23:59:59 and is over a second later", (zone, last) => {
    expect(timeLeft(2026, instant(last), zone)).toEqual({
      days: 0,
      hours: 0,
      minutes: 0,
      isOver: false,
    });
    const next = instant(last.replace(":59:59Z", ":59:59.999Z"));
    expect(timeLeft(2026, next, zone).isOver).toBe(false);
    const [day, hour] = [last.slice(0, 11), Number(last.slice(11, 13))];
    const over = instant(`${day}${String(hour + 1).padStart(2, "0")}:00:00Z`);
    expect(timeLeft(2026, over, zone).isOver).toBe(true);
  });

  it("counts hours of real time: over the end of summer time a day has 25 of them", () => {
    // From November 1, 2026, 00:00 in New York (04:00 UTC) to January 1 (05:00 UTC) are 61 days and one hour.
    expect(timeLeft(2026, instant("2026-11-01T04:00:00Z"), "America/New_York")).toEqual({
      days: 60,
      hours: 61 * 24 + 1,
      minutes: 0,
      isOver: false,
    });
    expect(timeLeft(2026, instant("2026-12-31T12:30:30Z"), "UTC")).toEqual({
      days: 0,
      hours: 11,
      minutes: 29,
      isOver: false,
    });
  });
});
