import {
  lastReminderDay,
  listSubscriptions,
  listUnsentReminders,
  type Subscription,
  takeReminder,
} from "@/db/queries/reminders";
import { withSystem } from "@/db/system";
import { withClient } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { log } from "@/lib/log";
import { ok } from "@/lib/result";
import { dueReminders } from "@/lib/tax/harvest/reminders";
import { addDays } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { localTime } from "@/lib/time/wall-clock";
import { planAhead } from "../gains/plan-of";
import { loadBooks } from "../load-books";
import { stepsNow } from "./open-steps";

/** Mail leaves from this hour on, by the clocks of the tax zone. */
const FROM_HOUR = "08:00";

/** A job may load long histories. */
const DEADLINE_MS = 60_000;

/**
 * Hands over one mail for everybody whose season has something due: run every hour, by any number of workers. A day in the
 * tax zone is the key of a mail, so that clocks going forward or back, a worker that dies and one that runs twice change
 * nothing. One client's trouble keeps no other's mail; the run fails afterwards, to be seen and tried again.
 */
export async function findReminders(now: Instant = instantFromEpoch(Date.now())): Promise<void> {
  const failures: unknown[] = [];
  for (const subscription of await withSystem(listSubscriptions)) {
    try {
      await handOver(subscription, now);
    } catch (error) {
      failures.push(error);
      log.fault("reminder.failed", error);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} clients could not be looked at`);
  }
}

async function handOver({ userId, clientId, since }: Subscription, now: Instant): Promise<void> {
  const user = { id: userId };
  const loaded = await loadBooks(user, clientId, { now, deadlineMs: DEADLINE_MS });
  if (!loaded.ok) {
    // No longer theirs to see.
    return;
  }
  const books = loaded.value;
  await planAhead(books);
  const { time } = localTime(now, books.settings.timeZone);
  const isTime = time >= FROM_HOUR;
  // One transaction: the day is taken and the mail is in the queue, or neither.
  await withClient<null, never>(
    user,
    clientId,
    "write",
    async (tx) => {
      const last = (await lastReminderDay(tx)) ?? addDays(since, -1);
      const after = last < addDays(since, -1) ? addDays(since, -1) : last;
      const due = isTime ? dueReminders(await stepsNow(tx, books), after, books.today) : [];
      const steps = due.map(({ id }) => id);
      const isTaken = steps.length > 0 && (await takeReminder(tx, books.today, steps));
      const unsent = isTaken ? [books.today] : await listUnsentReminders(tx);
      for (const day of unsent) {
        await enqueue(
          tx,
          "send-reminder",
          { clientId: tx.clientId, userId, day },
          { key: `reminder:${tx.clientId}:${userId}:${day}` },
        );
      }
      return ok(null);
    },
    { deadlineMs: DEADLINE_MS },
  );
}
