import { and, eq, gt, sql } from "drizzle-orm";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { passwordResets } from "../schema/password-resets";
import { sessions } from "../schema/sessions";
import { users } from "../schema/users";
import type { SystemTx } from "../system";
import type { User } from "./users";

/** How long a sign-in lasts without use and at most, by what kind of user it is. */
export interface SessionLimits {
  readonly idleSeconds: number;
  readonly absoluteSeconds: number;
}

/** A signed-in browser and its user. */
export interface SessionUser extends User {
  readonly sessionExpiresAt: Instant;
}

/** Opens a session. `tokenHash` is the SHA-256 of the cookie's random token. */
export async function insertSession(
  tx: SystemTx,
  session: { tokenHash: string; userId: UserId; absoluteSeconds: number },
): Promise<void> {
  const { tokenHash, userId, absoluteSeconds } = session;
  await tx.db.insert(sessions).values({
    tokenHash,
    userId,
    expiresAt: sql`now() + make_interval(secs => ${absoluteSeconds})`,
  });
}

/**
 * The user of a live session: neither past its absolute end nor idle longer than its kind of user may be. Using it counts
 * as being seen, written at most once a minute. Null for everything else, also for a token that was signed out.
 */
export async function findSession(
  tx: SystemTx,
  tokenHash: string,
  limits: Readonly<Record<User["kind"], SessionLimits>>,
): Promise<SessionUser | null> {
  const idle = sql`now() - make_interval(secs => case ${users.kind}
    when 'investor' then ${limits.investor.idleSeconds}::float8
    else ${limits.professional.idleSeconds}::float8 end)`;
  const [row] = await tx.db
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      kind: users.kind,
      sessionExpiresAt: sessions.expiresAt,
      stale: sql<boolean>`${sessions.lastSeenAt} < now() - interval '1 minute'`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.tokenHash, tokenHash),
        gt(sessions.expiresAt, sql`now()`),
        gt(sessions.lastSeenAt, idle),
      ),
    );
  if (row === undefined) {
    return null;
  }
  const { stale, ...user } = row;
  if (stale) {
    await tx.db
      .update(sessions)
      .set({ lastSeenAt: sql`now()` })
      .where(eq(sessions.tokenHash, tokenHash));
  }
  return user;
}

/** Ends one session: its cookie opens nothing from now on. */
export async function deleteSession(tx: SystemTx, tokenHash: string): Promise<void> {
  await tx.db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

/** Ends all sessions of a user. */
export async function deleteSessionsOf(tx: SystemTx, user: UserId): Promise<void> {
  await tx.db.delete(sessions).where(eq(sessions.userId, user));
}

/** Keeps a reset link's token hash for `seconds`; earlier links of the user end. */
export async function insertPasswordReset(
  tx: SystemTx,
  reset: { tokenHash: string; userId: UserId; seconds: number },
): Promise<void> {
  await tx.db.delete(passwordResets).where(eq(passwordResets.userId, reset.userId));
  await tx.db.insert(passwordResets).values({
    tokenHash: reset.tokenHash,
    userId: reset.userId,
    expiresAt: sql`now() + make_interval(secs => ${reset.seconds})`,
  });
}

/** The user of a reset link that is still good; the link stays as it is. */
export async function findPasswordReset(tx: SystemTx, tokenHash: string): Promise<User | null> {
  const [row] = await tx.db
    .select({ id: users.id, email: users.email, name: users.name, kind: users.kind })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(and(eq(passwordResets.tokenHash, tokenHash), gt(passwordResets.expiresAt, sql`now()`)));
  return row ?? null;
}

/** Uses a reset link up; of two people with the same link one gets the user, the other null. */
export async function takePasswordReset(tx: SystemTx, tokenHash: string): Promise<UserId | null> {
  const [row] = await tx.db
    .delete(passwordResets)
    .where(and(eq(passwordResets.tokenHash, tokenHash), gt(passwordResets.expiresAt, sql`now()`)))
    .returning({ userId: passwordResets.userId });
  return row?.userId ?? null;
}

/** Removes sessions and links that are past their end: housekeeping. */
export async function deleteExpired(tx: SystemTx): Promise<void> {
  await tx.db.delete(sessions).where(sql`${sessions.expiresAt} < now()`);
  await tx.db.delete(passwordResets).where(sql`${passwordResets.expiresAt} < now()`);
}
