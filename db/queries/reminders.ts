import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { ClientId, UserId } from "../ids";
import { reminderSubscriptions } from "../schema/reminder-subscriptions";
import { reminders } from "../schema/reminders";
import type { SystemTx } from "../system";
import type { ClientTx, ClientWriteTx, UserTx } from "../tenant";

/** Who wants mail about which client's season, and since which day in its tax zone. */
export interface Subscription {
  readonly userId: UserId;
  readonly clientId: ClientId;
  readonly since: CalendarDate;
}

const COLUMNS = {
  userId: reminderSubscriptions.userId,
  clientId: reminderSubscriptions.clientId,
  since: reminderSubscriptions.since,
};

/** Everybody who wants mail. */
export async function listSubscriptions(tx: SystemTx): Promise<Subscription[]> {
  return tx.db
    .select(COLUMNS)
    .from(reminderSubscriptions)
    .where(eq(reminderSubscriptions.state, "on"))
    .orderBy(reminderSubscriptions.clientId, reminderSubscriptions.userId);
}

/** The user's own wish about a client; null: they want no mail. */
export async function getSubscription(
  tx: SystemTx | UserTx,
  userId: UserId,
  clientId: ClientId,
): Promise<Subscription | null> {
  const [row] = await tx.db
    .select(COLUMNS)
    .from(reminderSubscriptions)
    .where(
      and(
        eq(reminderSubscriptions.userId, userId),
        eq(reminderSubscriptions.clientId, clientId),
        eq(reminderSubscriptions.state, "on"),
      ),
    );
  return row ?? null;
}

/** Turns the user's mail about a client on or off. */
export async function putSubscription(
  tx: UserTx,
  clientId: ClientId,
  state: "on" | "off",
  since: CalendarDate,
): Promise<void> {
  await tx.db
    .insert(reminderSubscriptions)
    .values({ userId: tx.userId, clientId, state, since })
    .onConflictDoUpdate({
      target: [reminderSubscriptions.userId, reminderSubscriptions.clientId],
      set: { state, since, changedAt: sql`now()` },
    });
}

/** Turns mail off for somebody who showed a link of theirs; true when there was anything to turn off, on or not. */
export async function endSubscription(
  tx: SystemTx,
  userId: UserId,
  clientId: ClientId,
): Promise<boolean> {
  const ended = await tx.db
    .update(reminderSubscriptions)
    .set({ state: "off", changedAt: sql`now()` })
    .where(
      and(eq(reminderSubscriptions.userId, userId), eq(reminderSubscriptions.clientId, clientId)),
    );
  return (ended.rowCount ?? 0) > 0;
}

/** The day of the user's last mail about this client; null: there was none. */
export async function lastReminderDay(tx: ClientTx): Promise<CalendarDate | null> {
  const [row] = await tx.db
    .select({ day: reminders.day })
    .from(reminders)
    .where(isMine(tx))
    .orderBy(desc(reminders.day))
    .limit(1);
  return row?.day ?? null;
}

/** Takes a day's mail for the user: true for whoever is first, and for nobody else ever. */
export async function takeReminder(
  tx: ClientWriteTx,
  day: CalendarDate,
  steps: readonly string[],
): Promise<boolean> {
  const rows = await tx.db
    .insert(reminders)
    .values({ clientId: tx.clientId, userId: tx.userId, day, steps })
    .onConflictDoNothing()
    .returning({ day: reminders.day });
  return rows.length === 1;
}

/** Days whose mail was handed over and has neither been sent nor dropped, the earliest first. */
export async function listUnsentReminders(tx: ClientTx): Promise<CalendarDate[]> {
  const rows = await tx.db
    .select({ day: reminders.day })
    .from(reminders)
    .where(and(isMine(tx), isNull(reminders.outcome)))
    .orderBy(reminders.day);
  return rows.map(({ day }) => day);
}

/**
 * Holds a day's mail until the end of the transaction, so that two workers never send it at once: the steps it was handed
 * over for, or null when it is sent, dropped or was never there.
 */
export async function holdReminder(
  tx: ClientWriteTx,
  day: CalendarDate,
): Promise<readonly string[] | null> {
  const [row] = await tx.db
    .select({ steps: reminders.steps })
    .from(reminders)
    .where(and(isMine(tx), eq(reminders.day, day), isNull(reminders.outcome)))
    .for("update");
  return row?.steps ?? null;
}

/** Notes what became of a day's mail. */
export async function finishReminder(
  tx: ClientWriteTx,
  day: CalendarDate,
  outcome: "sent" | "dropped",
): Promise<void> {
  await tx.db
    .update(reminders)
    .set({ outcome, finishedAt: sql`now()` })
    .where(and(isMine(tx), eq(reminders.day, day)));
}

const isMine = (tx: ClientTx) =>
  and(eq(reminders.clientId, tx.clientId), eq(reminders.userId, tx.userId));
