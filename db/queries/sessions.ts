import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { passkeyChallenges } from "../schema/passkey-challenges";
import { passwordResets } from "../schema/password-resets";
import { rateLimits } from "../schema/rate-limits";
import { sessions } from "../schema/sessions";
import { userKeys } from "../schema/user-keys";
import { users } from "../schema/users";
import type { SystemTx } from "../system";
import { openedUser, type User } from "./users";

/** How long a sign-in lasts without use and at most, by what kind of user it is. */
export interface SessionLimits {
  readonly idleSeconds: number;
  readonly absoluteSeconds: number;
}

/** What somebody showed to prove that it is them. */
export type Shown = "password" | "google" | "totp" | "passkey" | "recovery-code";

/** `pending`: something is still to be shown, and nothing opens. `full`: signed in. */
export type SessionStage = "pending" | "full";

/** A browser that signed in, or is on its way in, and its user. */
export interface FoundSession extends User {
  readonly sessionId: string;
  readonly stage: SessionStage;
  readonly shown: readonly Shown[];
  /** Seconds since its user last proved that it is them; null for never. */
  readonly steppedUpAgo: number | null;
  readonly sessionExpiresAt: Instant;
}

/**
 * Opens a session. `tokenHash` is the SHA-256 of the cookie's random token. A full one counts as proven just now. The name it
 * returns is what pages call it by.
 */
export async function insertSession(
  tx: SystemTx,
  session: {
    tokenHash: string;
    userId: UserId;
    lastsSeconds: number;
    stage: SessionStage;
    shown: readonly Shown[];
    agent: string;
  },
): Promise<void> {
  const { tokenHash, userId, lastsSeconds, stage, shown, agent } = session;
  await tx.db.insert(sessions).values({
    tokenHash,
    userId,
    stage,
    shown: [...shown],
    agent,
    ...(stage === "full" ? { steppedUpAt: sql`now()` } : {}),
    expiresAt: sql`now() + make_interval(secs => ${lastsSeconds})`,
  });
}

const SESSION_COLUMNS = {
  id: users.id,
  email: users.email,
  name: users.name,
  kind: users.kind,
  wrapped: userKeys.wrapped,
  sessionId: sessions.id,
  stage: sessions.stage,
  shown: sessions.shown,
  sessionExpiresAt: sessions.expiresAt,
};

/** Neither past its absolute end nor idle longer than its kind of user may be. */
function isLive(limits: Readonly<Record<User["kind"], SessionLimits>>) {
  const idle = sql`now() - make_interval(secs => case ${users.kind}
    when 'investor' then ${limits.investor.idleSeconds}::float8
    else ${limits.professional.idleSeconds}::float8 end)`;
  return and(gt(sessions.expiresAt, sql`now()`), gt(sessions.lastSeenAt, idle));
}

/**
 * A live session of this stage: neither past its absolute end nor idle longer than its kind of user may be. Using a full one
 * counts as being seen, written at most once a minute. Null for everything else: a token that was signed out, or one of the
 * other stage.
 */
export async function findSession(
  tx: SystemTx,
  tokenHash: string,
  stage: SessionStage,
  limits: Readonly<Record<User["kind"], SessionLimits>>,
): Promise<FoundSession | null> {
  const [row] = await tx.db
    .select({
      ...SESSION_COLUMNS,
      ago: sql<string | null>`extract(epoch from now() - ${sessions.steppedUpAt})::text`,
      stale: sql<boolean>`${sessions.lastSeenAt} < now() - interval '1 minute'`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(userKeys, eq(userKeys.userId, users.id))
    .where(and(eq(sessions.tokenHash, tokenHash), eq(sessions.stage, stage), isLive(limits)));
  if (row === undefined) {
    return null;
  }
  const { stale, ago, ...found } = row;
  if (stale && stage === "full") {
    await tx.db
      .update(sessions)
      .set({ lastSeenAt: sql`now()` })
      .where(eq(sessions.tokenHash, tokenHash));
  }
  return { steppedUpAgo: ago === null ? null : Number(ago), ...openedUser(found) };
}

/** A session as its user sees it in the list. */
export interface ListedSession {
  readonly id: string;
  readonly agent: string;
  readonly shown: readonly Shown[];
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
}

/** The live full sessions of a user, the one used last first. */
export async function listSessions(
  tx: SystemTx,
  user: UserId,
  limits: Readonly<Record<User["kind"], SessionLimits>>,
): Promise<readonly ListedSession[]> {
  return tx.db
    .select({
      id: sessions.id,
      agent: sessions.agent,
      shown: sessions.shown,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.userId, user), eq(sessions.stage, "full"), isLive(limits)))
    .orderBy(desc(sessions.lastSeenAt), sessions.id);
}

/** Ends one session of a user by its name; false when they have none of that name. */
export async function deleteSessionOf(tx: SystemTx, user: UserId, id: string): Promise<boolean> {
  const gone = await tx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, user), eq(sessions.id, id)));
  return gone.rowCount === 1;
}

/** Notes that the user of a session just proved that it is them, and by what. */
export async function noteStepUp(tx: SystemTx, id: string, by: Shown): Promise<void> {
  await tx.db
    .update(sessions)
    .set({
      steppedUpAt: sql`now()`,
      shown: sql`case when ${by} = any(${sessions.shown}) then ${sessions.shown} else ${sessions.shown} || ${by}::text end`,
    })
    .where(eq(sessions.id, id));
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
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      kind: users.kind,
      wrapped: userKeys.wrapped,
    })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .leftJoin(userKeys, eq(userKeys.userId, users.id))
    .where(and(eq(passwordResets.tokenHash, tokenHash), gt(passwordResets.expiresAt, sql`now()`)));
  return row === undefined ? null : openedUser(row);
}

/** Uses a reset link up; of two people with the same link one gets the user, the other null. */
export async function takePasswordReset(tx: SystemTx, tokenHash: string): Promise<UserId | null> {
  const [row] = await tx.db
    .delete(passwordResets)
    .where(and(eq(passwordResets.tokenHash, tokenHash), gt(passwordResets.expiresAt, sql`now()`)))
    .returning({ userId: passwordResets.userId });
  return row?.userId ?? null;
}

/** Removes what is past its end and serves nothing: sessions, links, questions to passkeys, counts of tries of days ago. Housekeeping, every hour. */
export async function deleteExpired(tx: SystemTx): Promise<void> {
  await tx.db.delete(passkeyChallenges).where(sql`${passkeyChallenges.expiresAt} < now()`);
  // The longest window is a day (lib/auth/limits.ts).
  await tx.db.delete(rateLimits).where(sql`${rateLimits.windowStart} < now() - interval '2 days'`);
  await tx.db.delete(sessions).where(sql`${sessions.expiresAt} < now()`);
  await tx.db.delete(passwordResets).where(sql`${passwordResets.expiresAt} < now()`);
}
