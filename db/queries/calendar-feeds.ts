import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Instant } from "@/lib/time/instant";
import type { ClientId, UserId } from "../ids";
import { calendarFeeds } from "../schema/calendar-feeds";
import type { SystemTx } from "../system";
import type { UserTx } from "../tenant";

/** When the user's own address for a client's calendar was made; null: there is none that works. */
export async function getCalendarFeed(tx: UserTx, client: ClientId): Promise<Instant | null> {
  const [row] = await tx.db
    .select({ createdAt: calendarFeeds.createdAt })
    .from(calendarFeeds)
    .where(isMine(tx, client))
    .orderBy(desc(calendarFeeds.createdAt))
    .limit(1);
  return row?.createdAt ?? null;
}

/** Makes an address known by its token's hash; the user's earlier ones for this client end. */
export async function insertCalendarFeed(
  tx: UserTx,
  client: ClientId,
  tokenHash: string,
): Promise<void> {
  await revokeCalendarFeeds(tx, client);
  await tx.db.insert(calendarFeeds).values({ tokenHash, userId: tx.userId, clientId: client });
}

/** Ends the user's addresses for a client. */
export async function revokeCalendarFeeds(tx: UserTx, client: ClientId): Promise<void> {
  await tx.db.update(calendarFeeds).set({ revokedAt: sql`now()` }).where(isMine(tx, client));
}

/** Whose address it is; null for one that never was or has ended. */
export async function findCalendarFeed(
  tx: SystemTx,
  tokenHash: string,
): Promise<{ userId: UserId; clientId: ClientId } | null> {
  const [row] = await tx.db
    .select({ userId: calendarFeeds.userId, clientId: calendarFeeds.clientId })
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.tokenHash, tokenHash), isNull(calendarFeeds.revokedAt)));
  return row ?? null;
}

const isMine = (tx: UserTx, client: ClientId) =>
  and(
    eq(calendarFeeds.userId, tx.userId),
    eq(calendarFeeds.clientId, client),
    isNull(calendarFeeds.revokedAt),
  );
