import { and, asc, eq, sql } from "drizzle-orm";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import type { GrantRole } from "../roles";
import { accessGrants } from "../schema/access-grants";
import { accessUses } from "../schema/access-uses";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** How far somebody is let in, and until when. `endsAt` is the moment the day `until` is over. */
export interface Scope {
  readonly role: GrantRole;
  readonly years: readonly number[] | null;
  readonly until: CalendarDate | null;
  readonly endsAt: Instant | null;
}

/** Somebody let into these books. */
export interface Grant extends Scope {
  readonly userId: UserId;
  readonly grantedAt: Instant;
  readonly lastUsedAt: Instant | null;
  /** Past its last day: it opens nothing. */
  readonly isOver: boolean;
}

/** Everybody let into these books, also those whose time is over, the first let in first. */
export async function listGrants(tx: ClientTx): Promise<Grant[]> {
  return tx.db
    .select({
      userId: accessGrants.userId,
      role: accessGrants.role,
      years: accessGrants.years,
      until: accessGrants.until,
      endsAt: accessGrants.endsAt,
      grantedAt: accessGrants.grantedAt,
      lastUsedAt: accessUses.at,
      isOver: sql<boolean>`coalesce(${accessGrants.endsAt} <= now(), false)`,
    })
    .from(accessGrants)
    .leftJoin(
      accessUses,
      and(
        eq(accessUses.clientId, accessGrants.clientId),
        eq(accessUses.userId, accessGrants.userId),
      ),
    )
    .where(eq(accessGrants.clientId, tx.clientId))
    .orderBy(asc(accessGrants.grantedAt), asc(accessGrants.userId));
}

/** Lets somebody in; what they were let in with before ends. */
export async function putGrant(tx: ClientWriteTx, user: UserId, scope: Scope): Promise<void> {
  const { role, years, until, endsAt } = scope;
  await deleteGrant(tx, user);
  await tx.db.insert(accessGrants).values({
    clientId: tx.clientId,
    userId: user,
    role,
    years: years === null ? null : [...years],
    until,
    endsAt,
    grantedBy: tx.userId,
  });
}

/** Ends somebody's way in; false when they had none. Effective with their next request. */
export async function deleteGrant(tx: ClientWriteTx, user: UserId): Promise<boolean> {
  const gone = await tx.db
    .delete(accessGrants)
    .where(and(eq(accessGrants.clientId, tx.clientId), eq(accessGrants.userId, user)));
  return (gone.rowCount ?? 0) > 0;
}

/** True when this user's last noted use of the books is more than an hour old. */
export async function isUseStale(tx: ClientTx): Promise<boolean> {
  const rows = await tx.db
    .select({ at: accessUses.at })
    .from(accessUses)
    .where(
      and(
        eq(accessUses.clientId, tx.clientId),
        eq(accessUses.userId, tx.userId),
        sql`${accessUses.at} > now() - interval '1 hour'`,
      ),
    );
  return rows.length === 0;
}

/** Notes that this user has the books open now. */
export async function noteUse(tx: ClientWriteTx): Promise<void> {
  await tx.db
    .insert(accessUses)
    .values({ clientId: tx.clientId, userId: tx.userId })
    .onConflictDoUpdate({
      target: [accessUses.clientId, accessUses.userId],
      set: { at: sql`now()` },
    });
}
