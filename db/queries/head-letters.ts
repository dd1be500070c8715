import { and, asc, desc, eq, gt, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { ClientId, UserId } from "../ids";
import { clients } from "../schema/clients";
import { headLetters } from "../schema/head-letters";
import { users } from "../schema/users";
import type { SystemTx } from "../system";
import type { UserTx } from "../tenant";

/** Takes the month's letter for everybody who had an account when it began and has not stopped these letters; taken before, it stays as it is. */
export async function takeHeadLetters(tx: SystemTx, month: CalendarDate): Promise<void> {
  await tx.db.execute(sql`
    insert into head_letters (user_id, month)
    select id, ${month}::date from users
    where head_letters_stopped_at is null and created_at < ${month}::date
    on conflict do nothing`);
}

/** Up to so many people, after this one, whose letter of the month is neither sent nor dropped. */
export async function listUnsentHeadLetters(
  tx: SystemTx,
  month: CalendarDate,
  after: UserId | null,
  limit: number,
): Promise<UserId[]> {
  const rows = await tx.db
    .select({ userId: headLetters.userId })
    .from(headLetters)
    .where(
      and(
        eq(headLetters.month, month),
        isNull(headLetters.outcome),
        after === null ? undefined : gt(headLetters.userId, after),
      ),
    )
    .orderBy(asc(headLetters.userId))
    .limit(limit);
  return rows.map(({ userId }) => userId);
}

/** Holds a letter until the end of the transaction, so that two workers never send it at once; false when it is sent, dropped or was never there. */
export async function holdHeadLetter(
  tx: SystemTx,
  user: UserId,
  month: CalendarDate,
): Promise<boolean> {
  const rows = await tx.db
    .select({ userId: headLetters.userId })
    .from(headLetters)
    .where(and(isLetter(user, month), isNull(headLetters.outcome)))
    .for("update");
  return rows.length > 0;
}

/** What the last letter before this month told of, as its SHA-256; null for none. */
export async function lastToldHeads(
  tx: SystemTx,
  user: UserId,
  month: CalendarDate,
): Promise<string | null> {
  const [row] = await tx.db
    .select({ told: headLetters.told })
    .from(headLetters)
    .where(
      and(eq(headLetters.userId, user), lt(headLetters.month, month), isNotNull(headLetters.told)),
    )
    .orderBy(desc(headLetters.month))
    .limit(1);
  return row?.told ?? null;
}

/** Notes what became of a letter, and what it told of. */
export async function finishHeadLetter(
  tx: SystemTx,
  user: UserId,
  month: CalendarDate,
  end: { readonly outcome: "sent" | "dropped"; readonly told: string | null },
): Promise<void> {
  await tx.db
    .update(headLetters)
    .set({ ...end, finishedAt: sql`now()` })
    .where(isLetter(user, month));
}

/** Whether somebody gets these letters: unless they stopped them. */
export async function wantsHeadLetters(tx: SystemTx, user: UserId): Promise<boolean> {
  const rows = await tx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, user), isNull(users.headLettersStoppedAt)));
  return rows.length > 0;
}

/** Turns these letters on or off for somebody. */
export async function putHeadLetters(tx: SystemTx, user: UserId, wants: boolean): Promise<void> {
  await tx.db
    .update(users)
    .set({ headLettersStoppedAt: wants ? null : sql`now()` })
    .where(eq(users.id, user));
}

/** The books somebody owns, or owns as an owner of the firm that keeps them, the oldest first; none that are being deleted. */
export async function listLedClients(tx: UserTx): Promise<ClientId[]> {
  const rows = await tx.db
    .select({ id: clients.clientId })
    .from(clients)
    .where(
      and(
        isNull(clients.closedAt),
        sql`(${clients.ownerUserId} = ${tx.userId} or ${clients.firmId} in (
          select m.firm_id from memberships m where m.user_id = ${tx.userId} and m.role = 'owner'))`,
      ),
    )
    .orderBy(asc(clients.createdAt), asc(clients.clientId));
  return rows.map(({ id }) => id);
}

const isLetter = (user: UserId, month: CalendarDate) =>
  and(eq(headLetters.userId, user), eq(headLetters.month, month));
