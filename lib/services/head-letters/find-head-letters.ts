import type { UserId } from "@/db/ids";
import { listUnsentHeadLetters, takeHeadLetters } from "@/db/queries/head-letters";
import { withSystem } from "@/db/system";
import { enqueue } from "@/lib/jobs/enqueue";
import { type CalendarDate, dateFrom, monthOf, yearOf } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch, utcDate } from "@/lib/time/instant";

/** People whose mails are handed over in one transaction. */
const AT_ONCE = 500;

/**
 * Hands over the month's letter of where histories end for everybody who is to have one: run every day, by any number of workers. A
 * person and a month are the key of a letter, so that it leaves once; a month whose first days nobody ran is made up for.
 */
export async function findHeadLetters(now: Instant = instantFromEpoch(Date.now())): Promise<void> {
  const month = monthStart(utcDate(now));
  await withSystem((tx) => takeHeadLetters(tx, month));
  let after: UserId | null = null;
  do {
    after = await handOver(month, after);
  } while (after !== null);
}

/** The month of a day, as its first day. */
const monthStart = (day: CalendarDate): CalendarDate => dateFrom(yearOf(day), monthOf(day), 1);

/** The last one handed over; null when there were no more. */
const handOver = (month: CalendarDate, after: UserId | null): Promise<UserId | null> =>
  withSystem(async (tx) => {
    const people = await listUnsentHeadLetters(tx, month, after, AT_ONCE);
    for (const userId of people) {
      const key = `heads:${userId}:${month}`;
      await enqueue(tx, "send-head-letter", { userId, month }, { key });
    }
    return people.length < AT_ONCE ? null : (people.at(-1) ?? null);
  });
