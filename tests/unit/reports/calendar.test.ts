import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { type Calendar, type CalendarEvent, calendarText } from "@/lib/reports/calendar";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";

const EVENT: CalendarEvent = {
  uid: "2026.sell.c@lotwise",
  day: calendarDate("2026-12-31"),
  title: "Sell; then, rest",
  description: "First line\nsecond, with \\ and ;",
  url: "https://lotwise.example/clients/c/harvest/season?year=2026",
  state: "open",
};

const CALENDAR: Calendar = {
  name: "Lotwise, Ada Spring",
  events: [EVENT],
  sequence: 41,
  changedAt: instant("2026-11-22T16:31:05.120Z"),
};

const vevents = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");

describe("the calendar file", () => {
  it("is read back by another parser: a whole day, its words, its number, three reminders", () => {
    const [event] = vevents(calendarText(CALENDAR));
    const read = new ICAL.Event(event);
    expect(read.uid).toBe(EVENT.uid);
    expect(read.summary).toBe(EVENT.title);
    expect(read.description).toBe(EVENT.description);
    expect(read.sequence).toBe(41);
    expect(read.startDate.isDate).toBe(true);
    expect(read.startDate.toString()).toBe("2026-12-31");
    // DTEND is not included: the day after, over the year's end.
    expect(read.endDate.toString()).toBe("2027-01-01");
    expect(event?.getFirstPropertyValue("dtstamp")?.toString()).toBe("2026-11-22T16:31:05Z");
    expect(event?.getFirstPropertyValue("status")).toBe("CONFIRMED");
    const alarms = event?.getAllSubcomponents("valarm") ?? [];
    expect(alarms.map((alarm) => alarm.getFirstPropertyValue("action"))).toEqual([
      "DISPLAY",
      "DISPLAY",
      "DISPLAY",
    ]);
    // Nine in the morning seven days before (7 x 24 - 9 hours), one day before, and on the day.
    const triggers = alarms.map((alarm) => alarm.getFirstPropertyValue("trigger"));
    expect(triggers.map((each) => (each as ICAL.Duration).toSeconds() / 3600)).toEqual([
      -(7 * 24 - 9),
      -(24 - 9),
      9,
    ]);
  });

  it("does not remind of what is done, and cancels what is gone", () => {
    const states = ["done", "gone"] as const;
    const events = states.map((state) => ({ ...EVENT, state, uid: state }));
    const [done, gone] = vevents(calendarText({ ...CALENDAR, events }));
    expect(done?.getAllSubcomponents("valarm")).toEqual([]);
    expect(done?.getFirstPropertyValue("summary")).toBe(`Done: ${EVENT.title}`);
    expect(gone?.getFirstPropertyValue("status")).toBe("CANCELLED");
    expect(gone?.getAllSubcomponents("valarm")).toEqual([]);
  });

  it("changes nothing but the number and the moment when it is made anew, so that programs replace in place", () => {
    const again = { ...CALENDAR, sequence: 42, changedAt: instant("2026-11-23T00:00:00Z") };
    const bare = (text: string) =>
      text.split("\r\n").filter((line) => !/^(?:SEQUENCE|DTSTAMP|LAST-MODIFIED):/.test(line));
    expect(bare(calendarText(again))).toEqual(bare(calendarText(CALENDAR)));
    expect(new ICAL.Event(vevents(calendarText(again))[0]).sequence).toBe(42);
  });

  it("is the same text for the same calendar", () => {
    expect(calendarText(CALENDAR)).toBe(calendarText(CALENDAR));
  });
});

it("whatever is written comes back, in lines of at most 75 octets that end in CRLF and cut no character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (words) => {
      // Controls are no text of the format, and line breaks of any kind are one.
      const meant = words
        .replaceAll(/\r\n|\r/g, "\n")
        .replaceAll(/(?!\n)[\p{Cc}\p{Surrogate}]/gu, "");
      const text = calendarText({ ...CALENDAR, events: [{ ...EVENT, description: words }] });
      const lines = text.split("\r\n");
      expect(lines.at(-1)).toBe("");
      for (const line of lines) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/[\r\n]/);
        // A character cut in two would not be the same after a turn through bytes.
        expect(Buffer.from(line).toString()).toBe(line);
      }
      expect(new ICAL.Event(vevents(text)[0]).description ?? "").toBe(meant);
    }),
    { numRuns: 500 },
  );
});
