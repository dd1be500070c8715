import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  addYears,
  calendarDate,
  dateFrom,
  dayNumber,
  daysBetween,
  daysInMonth,
  fromDayNumber,
  isLeapYear,
  monthOf,
  parseCalendarDate,
  yearOf,
} from "@/lib/time/calendar-date";
import {
  dateIn,
  epochOf,
  instant,
  instantFromEpoch,
  isTimeZone,
  parseInstant,
  startOfDate,
  utcDate,
} from "@/lib/time/instant";

describe("calendar dates", () => {
  it.each([
    "2025-02-29",
    "2025-00-10",
    "2025-13-01",
    "2025-04-31",
    "2025-06-31",
    "2025-09-31",
    "2025-11-31",
    "2025-01-00",
    "2025-1-1",
    "25-01-01",
    "2025-01-01T00:00",
    "",
    "1900-02-29",
  ])("%j is no day", (text) => {
    expect(parseCalendarDate(text)).toBeNull();
    expect(() => calendarDate(text)).toThrow(RangeError);
  });

  it.each(["2024-02-29", "2000-02-29", "2025-12-31", "0001-01-01"])("%s is a day", (text) => {
    expect(parseCalendarDate(text)).toBe(text);
  });

  it("knows leap years and months", () => {
    expect([1900, 2000, 2023, 2024].map(isLeapYear)).toEqual([false, true, false, true]);
    expect([1, 2, 4, 12].map((month) => daysInMonth(2023, month))).toEqual([31, 28, 30, 31]);
    expect(daysInMonth(2024, 2)).toBe(29);
    expect([yearOf(calendarDate("2024-03-05")), monthOf(calendarDate("2024-03-05"))]).toEqual([
      2024, 3,
    ]);
    expect(dateFrom(2024, 3, 5)).toBe("2024-03-05");
  });

  it.each([
    ["2024-02-28", 1, "2024-02-29"],
    ["2024-02-29", 1, "2024-03-01"],
    ["2023-02-28", 1, "2023-03-01"],
    ["2024-12-31", 1, "2025-01-01"],
    ["2025-01-01", -1, "2024-12-31"],
    ["2000-03-01", -1, "2000-02-29"],
  ])("%s %i days later is %s", (from, days, to) => {
    expect(addDays(calendarDate(from), days)).toBe(to);
    expect(daysBetween(calendarDate(from), calendarDate(to))).toBe(days);
  });

  it.each([
    ["2024-02-29", 1, "2025-03-01"],
    ["2024-02-29", 4, "2028-02-29"],
    ["2023-03-01", 1, "2024-03-01"],
    ["2024-02-29", -4, "2020-02-29"],
    ["2024-05-06", 1, "2025-05-06"],
  ])("%s %i years later is %s", (from, years, to) => {
    expect(addYears(calendarDate(from), years)).toBe(to);
  });

  it.each([
    ["2025-12-01", 1, "2026-01-01"],
    ["2025-01-31", 1, "2025-03-01"],
    ["2024-01-30", 1, "2024-03-01"],
    ["2025-12-31", 0, "2025-12-31"],
    ["2026-11-21", -42, "2023-05-21"],
    ["2026-08-31", -6, "2026-03-01"],
    ["2024-02-29", 12, "2025-03-01"],
  ])("%s %i months later is %s", (from, months, to) => {
    expect(addMonths(calendarDate(from), months)).toBe(to);
  });

  it("counts every day of 500 years once, as the platform's own calendar does", () => {
    for (
      let day = dayNumber(calendarDate("1800-01-01"));
      day < dayNumber(calendarDate("2300-01-01"));
      day += 1
    ) {
      const date = fromDayNumber(day);
      if (
        dayNumber(date) !== day ||
        new Date(day * 86_400_000).toISOString().slice(0, 10) !== date
      ) {
        throw new Error(`day ${day} is not ${date}`);
      }
    }
    expect(dayNumber(calendarDate("1970-01-01"))).toBe(0);
  });
});

describe("instants", () => {
  it.each([
    ["2025-12-31T23:59:59Z", "2025-12-31T23:59:59.000Z"],
    ["2025-12-31T23:59:59.123456789Z", "2025-12-31T23:59:59.123Z"],
    ["2025-12-31T23:59:59.1Z", "2025-12-31T23:59:59.100Z"],
    ["2025-01-01T01:00:00+05:30", "2024-12-31T19:30:00.000Z"],
    ["2024-12-31T20:00:00-0500", "2025-01-01T01:00:00.000Z"],
    ["2025-01-01T00:10:00+05:30", "2024-12-31T18:40:00.000Z"],
    ["2025-12-31T23:59:59.999999999Z", "2025-12-31T23:59:59.999Z"],
  ])("%s is %s", (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it.each([
    "2025-02-30T00:00:00Z",
    "2025-01-01T25:00:00Z",
    "2025-01-01T00:60:00Z",
    "2025-01-01T00:00:00",
    "2025-01-01",
    "2025-01-01T24:00:00Z",
    "2025-01-01 00:00:00Z",
    "garbage",
  ])("%j is no instant", (text) => {
    expect(parseInstant(text)).toBeNull();
    expect(() => instant(text)).toThrow(RangeError);
  });

  it("counts milliseconds both ways", () => {
    expect(epochOf(instantFromEpoch(1_735_689_600_123))).toBe(1_735_689_600_123);
    expect(utcDate(instant("2025-06-01T23:59:59.999Z"))).toBe("2025-06-01");
    expect([isTimeZone("America/New_York"), isTimeZone("Mars/Olympus")]).toEqual([true, false]);
  });

  it.each([
    ["America/New_York", "2025-01-01T04:59:59.999Z", "2024-12-31"],
    ["America/New_York", "2025-01-01T05:00:00Z", "2025-01-01"],
    ["America/New_York", "2025-07-01T03:59:59Z", "2025-06-30"],
    ["Asia/Kathmandu", "2024-12-31T18:14:59Z", "2024-12-31"],
    ["Asia/Kathmandu", "2024-12-31T18:15:00Z", "2025-01-01"],
    ["Pacific/Kiritimati", "2024-12-31T10:00:00Z", "2025-01-01"],
    ["Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29"],
    ["Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31"],
    ["UTC", "1969-12-31T23:59:59Z", "1969-12-31"],
    // Liberia was 44 minutes and 30 seconds behind until 1972.
    ["Africa/Monrovia", "1970-06-01T00:44:29Z", "1970-05-31"],
    ["Africa/Monrovia", "1970-06-01T00:44:30Z", "1970-06-01"],
  ])("in %s %s belongs to %s", (zone, at, date) => {
    expect(dateIn(zone)(instant(at))).toBe(date);
  });

  it.each([
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Tehran",
    "America/St_Johns",
  ])("%s: agrees with the platform for every eleven hours of fifteen years", (zone) => {
    const toDate = dateIn(zone);
    const format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    for (
      let time = Date.UTC(2011, 0, 1) + 12_345_678;
      time < Date.UTC(2026, 0, 1);
      time += 39_600_000
    ) {
      if (toDate(instantFromEpoch(time)) !== format.format(time)) {
        throw new Error(
          `${zone} ${new Date(time).toISOString()}: ${toDate(instantFromEpoch(time))} is not ${format.format(time)}`,
        );
      }
    }
    expect(toDate(instant("2024-06-01T12:00:00Z"))).toBe("2024-06-01");
  });

  it("finds the first moment of a day, also where midnight does not exist", () => {
    expect(startOfDate(calendarDate("2025-01-01"), "America/New_York")).toBe(
      "2025-01-01T05:00:00.000Z",
    );
    // Clocks in Beirut jumped from 00:00 to 01:00 on 2022-03-27.
    expect(startOfDate(calendarDate("2022-03-27"), "Asia/Beirut")).toBe("2022-03-26T22:00:00.000Z");
  });
});
