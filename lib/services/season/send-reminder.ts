import { clientId, userId } from "@/db/ids";
import {
  finishReminder,
  getSubscription,
  holdReminder,
  lastReminderDay,
} from "@/db/queries/reminders";
import { getUser, type User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { withClient } from "@/db/tenant";
import { unsubscribeToken } from "@/lib/auth/unsubscribe-token";
import { appOrigin } from "@/lib/env";
import { type ReminderTold, reminderMail } from "@/lib/mail/reminder";
import { sendMail } from "@/lib/mail/send";
import { letterDate } from "@/lib/reports/dates";
import { counted, printable } from "@/lib/reports/text";
import { ok } from "@/lib/result";
import { timeLeft } from "@/lib/tax/harvest/checklist-dates";
import { addDays, calendarDate, yearOf } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import type { Books } from "../gains/books";
import { planAhead } from "../gains/plan-of";
import { loadBooks } from "../load-books";
import { type OpenYearStep, stepsNow } from "./open-steps";

const DEADLINE_MS = 60_000;

/** Steps due within so many days stand in a mail beside those it is about. */
const SOON_DAYS = 7;

/**
 * Sends a day's mail of reminders, if it is still wanted and one of its steps is still open; else drops it. The mail's row is
 * held while it is sent and marked in the same transaction: another worker with the same job waits and then finds it sent. A
 * crash between the server's "yes" and the mark hands the same mail over again under its one Message-ID.
 */
export async function sendReminder(
  told: { readonly clientId: string; readonly userId: string; readonly day: string },
  now: Instant = instantFromEpoch(Date.now()),
): Promise<void> {
  const user = { id: userId(told.userId) };
  const client = clientId(told.clientId);
  const loaded = await loadBooks(user, client, { now, deadlineMs: DEADLINE_MS });
  if (!loaded.ok) {
    return;
  }
  const books = loaded.value;
  await planAhead(books);
  const day = calendarDate(told.day);
  const wanted = await withSystem(async (tx) =>
    (await getSubscription(tx, user.id, client)) === null ? null : getUser(tx, user.id),
  );
  await withClient<null, never>(
    user,
    client,
    "write",
    async (tx) => {
      const steps = await holdReminder(tx, day);
      if (steps === null) {
        return ok(null);
      }
      const open = (await stepsNow(tx, books)).filter(({ done }) => !done);
      const isOpen = open.some(({ id }) => steps.includes(id));
      // A later day's mail tells all that is open: of several that waited for the mail server only the last leaves.
      const isLast = (await lastReminderDay(tx)) === day;
      const isWanted = wanted !== null && isOpen && isLast;
      if (isWanted) {
        await sendMail(reminderMail(toldOf(books, wanted, open, steps, day, now)));
      }
      await finishReminder(tx, day, isWanted ? "sent" : "dropped");
      return ok(null);
    },
    { deadlineMs: DEADLINE_MS },
  );
}

function toldOf(
  books: Books,
  user: User,
  open: readonly OpenYearStep[],
  handed: readonly string[],
  day: string,
  now: Instant,
): ReminderTold {
  const soon = addDays(books.today, SOON_DAYS);
  const about = open.filter(({ id, due }) => handed.includes(id) || due <= soon);
  const year = about[0]?.year ?? yearOf(books.today);
  const left = timeLeft(year, now, books.settings.timeZone);
  const token = unsubscribeToken({ userId: user.id, clientId: books.clientId });
  return {
    to: user.email,
    name: printable(user.name, 80),
    client: printable(books.clientName, 80),
    isOwn: books.role === "owner",
    steps: about.map(({ title, why, due }) => ({
      title: printable(title, 200),
      why: printable(why, 600),
      due: letterDate(due),
      isLate: due < books.today,
    })),
    later: open.length - about.length,
    daysLeft: left.isOver ? "" : `${counted(left.days, "day is", "days are")} left of ${year}.`,
    link: `${appOrigin()}/clients/${books.clientId}/harvest/season?year=${year}`,
    settings: `${appOrigin()}/clients/${books.clientId}/settings?part=reminders`,
    stopPage: `${appOrigin()}/unsubscribe/${token}`,
    stopPost: `${appOrigin()}/api/unsubscribe/${token}`,
    once: `reminder-${day}-${books.clientId}-${user.id}`,
  };
}
