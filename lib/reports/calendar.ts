import { addDays, type CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";

/** One day of a calendar. */
export interface CalendarEvent {
  /** The same for ever: what a program replaces the event by. */
  readonly uid: string;
  readonly day: CalendarDate;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  /** "open" ones remind; "done" and "gone" do not; "gone" ones are cancelled where they were kept. */
  readonly state: "open" | "done" | "gone";
}

/** A season as a calendar file. */
export interface Calendar {
  readonly name: string;
  readonly events: readonly CalendarEvent[];
  /** Never falls, and rises with whatever changes an event (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  /** When the newest part of it was told. */
  readonly changedAt: Instant;
}

/** Days before an event on which an open one reminds, at nine in the morning of the reader's own clock. */
const ALARMS = ["-P6DT15H", "-PT15H", "PT9H"] as const;

/**
 * The calendar as RFC 5545 has it: all-day events with stable UIDs, a rising SEQUENCE and the moment of the last change as
 * DTSTAMP, so that reading it again replaces what is there; CRLF, lines of at most 75 octets, text escaped.
 */
export function calendarText(calendar: Calendar): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Lotwise//Season 1//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    property("NAME", calendar.name),
    property("X-WR-CALNAME", calendar.name),
    "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    "X-PUBLISHED-TTL:PT12H",
    ...calendar.events.flatMap((event) => eventLines(event, calendar)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventLines(event: CalendarEvent, { sequence, changedAt }: Calendar): readonly string[] {
  const stamp = utcText(changedAt);
  return [
    "BEGIN:VEVENT",
    property("UID", event.uid),
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;VALUE=DATE:${dateText(event.day)}`,
    `DTEND;VALUE=DATE:${dateText(addDays(event.day, 1))}`,
    property("SUMMARY", event.state === "done" ? `Done: ${event.title}` : event.title),
    property("DESCRIPTION", event.description),
    `URL:${event.url.replace(/[^\x21-\x7e]/g, "")}`,
    event.state === "gone" ? "STATUS:CANCELLED" : "STATUS:CONFIRMED",
    "TRANSP:TRANSPARENT",
    ...(event.state === "open" ? ALARMS.flatMap((trigger) => alarmLines(trigger, event)) : []),
    "END:VEVENT",
  ];
}

const alarmLines = (trigger: string, event: CalendarEvent): readonly string[] => [
  "BEGIN:VALARM",
  "ACTION:DISPLAY",
  property("DESCRIPTION", event.title),
  `TRIGGER;RELATED=START:${trigger}`,
  "END:VALARM",
];

/** TEXT values (RFC 5545, 3.3.11): backslash, semicolon, comma and line breaks escaped; other controls are no text. */
const property = (name: string, text: string): string =>
  `${name}:${text
    .replaceAll("\\", "\\\\")
    .replaceAll(";", "\\;")
    .replaceAll(",", "\\,")
    .replaceAll(/\r\n|\r|\n/g, "\\n")
    .replaceAll(/[\p{Cc}\p{Surrogate}]/gu, "")}`;

const dateText = (date: CalendarDate): string => date.replaceAll("-", "");

/** "20261122T163105Z": seconds, as the format has no parts of them. */
const utcText = (at: Instant): string => `${at.slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

const LONGEST_LINE = 75;

/** Lines of at most 75 octets, never cut within a character; what follows begins with a space (RFC 5545, 3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > LONGEST_LINE) {
      parts.push(part);
      part = " ";
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join("\r\n");
}

/** Octets of a character in UTF-8. */
function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) {
    return 1;
  }
  return code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
