import { findCalendarFeed } from "@/db/queries/calendar-feeds";
import { insertCalendarSteps, listCalendarSteps } from "@/db/queries/calendar-steps";
import { lastChangeAt } from "@/db/queries/last-change";
import { listPlannedAccounts } from "@/db/queries/plans";
import { seasonRevision } from "@/db/queries/season-revision";
import { withSystem } from "@/db/system";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { hashToken } from "@/lib/auth/token";
import { appOrigin } from "@/lib/env";
import { type CalendarEvent, calendarText } from "@/lib/reports/calendar";
import { err, ok, type Result } from "@/lib/result";
import { calendarDate, dayNumber } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch, startOfDate } from "@/lib/time/instant";
import type { Books } from "../gains/books";
import { planAhead } from "../gains/plan-of";
import { loadBooks } from "../load-books";
import type { StepView } from "../view-harvest";
import { readSeason } from "./read-season";
import { openYears, stepsOfYear } from "./view-season";

/** A calendar file with the name it is saved under. */
export interface SeasonCalendar {
  readonly fileName: string;
  readonly text: string;
}

/** The seasons that are open as a calendar file: each step on its day, open ones with reminders. */
export async function seasonCalendar(
  user: Asking,
  clientId: string,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<SeasonCalendar, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  await planAhead(books);
  const made = await withClient<MadeCalendar, never>(user, clientId, "read", async (tx) => {
    const years = openYears(books);
    const parts: SeasonEvents[] = [];
    for (const year of years) {
      parts.push(await eventsOf(tx, books, year));
    }
    const [year = 0] = years;
    return ok({
      parts,
      fileName: `Lotwise season ${years.join(" and ")}.ics`,
      text: calendarText({
        name: `Lotwise, ${books.clientName}`,
        events: parts.flatMap(({ events }) => events),
        // Some steps change by the day alone ("its day has passed"): a day is a change as well.
        sequence: (await seasonRevision(tx)) + dayNumber(books.today) - FIRST_DAY,
        changedAt: later(
          await lastChangeAt(tx, year),
          startOfDate(books.today, books.settings.timeZone),
        ),
      }),
    });
  });
  if (!made.ok) {
    return made;
  }
  const { parts, fileName, text } = made.value;
  await keepTold(user, books, parts);
  return ok({ fileName, text });
}

interface MadeCalendar extends SeasonCalendar {
  readonly parts: readonly SeasonEvents[];
}

/** Keeps which steps this calendar tells for the first time. Who may only look keeps nothing: their calendars follow the others'. */
async function keepTold(user: Asking, books: Books, parts: readonly SeasonEvents[]): Promise<void> {
  if (books.role === "viewer" || parts.every(({ fresh }) => fresh.length === 0)) {
    return;
  }
  await withClient<null, never>(user, books.clientId, "write", async (tx) => {
    for (const { year, fresh } of parts) {
      await insertCalendarSteps(tx, year, fresh);
    }
    return ok(null);
  });
}

/** The same for a calendar program that knows the private address; an address that ended and one that never was are alike. */
export async function readCalendarFeed(
  token: string,
  now?: Instant,
): Promise<Result<SeasonCalendar, GateRefusal>> {
  const feed = await withSystem((tx) => findCalendarFeed(tx, hashToken(token)));
  return feed === null
    ? err({ code: "not-found" })
    : seasonCalendar({ id: feed.userId }, feed.clientId, now);
}

/** Days are counted from here, so that the number stays small. */
const FIRST_DAY = dayNumber(calendarDate("2025-01-01"));

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** A year's events, and the steps among them no calendar was told of before. */
interface SeasonEvents {
  readonly year: number;
  readonly events: readonly CalendarEvent[];
  readonly fresh: readonly string[];
}

/** Longer ids are kept nowhere: none is. */
const LONGEST_ID = 400;

async function eventsOf(tx: ClientTx, books: Books, year: number): Promise<SeasonEvents> {
  const facts = await readSeason(tx, books, year);
  const steps = stepsOfYear(books, year, facts);
  const there = new Set(steps.map(({ id }) => id));
  const told = await listCalendarSteps(tx, year);
  const known = new Set(told);
  const gone = new Set([...(await oncePlanned(tx, year)), ...told].filter((id) => !there.has(id)));
  const uid = (step: string) => `${year}.${step}.${books.clientId}@lotwise`;
  const url = `${appOrigin()}/clients/${books.clientId}/harvest/season?year=${year}`;
  return {
    year,
    events: [
      ...steps.map((step) => eventOf(step, uid(step.id), url)),
      ...[...gone].map((id): CalendarEvent => {
        const day = calendarDate(`${year}-12-31`);
        const title = "No longer planned";
        return { uid: uid(id), day, title, description: title, url, state: "gone" };
      }),
    ],
    fresh: [...there].filter((id) => !known.has(id) && id.length <= LONGEST_ID),
  };
}

/** Selling steps an earlier plan had, and the one of no plan, also where a calendar was told before that was kept. */
async function oncePlanned(tx: ClientTx, year: number): Promise<readonly string[]> {
  const accounts = await listPlannedAccounts(tx, year);
  return accounts.length === 0 ? [] : ["sell", ...accounts.map((account) => `sell-${account}`)];
}

function eventOf(step: StepView, uid: string, url: string): CalendarEvent {
  const { title, evidence, reason, authority, due, state } = step;
  return {
    uid,
    day: calendarDate(due),
    title,
    description: [evidence, reason, `Authority: ${authority}.`, url].join("\n"),
    url,
    state: state === "done" ? "done" : "open",
  };
}
