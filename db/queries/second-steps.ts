import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { passkeys } from "../schema/passkeys";
import { recoveryCodes } from "../schema/recovery-codes";
import { totpSecrets } from "../schema/totp-secrets";
import { users } from "../schema/users";
import type { SystemTx } from "../system";
import { userVault } from "./keys";

/** What a user can show besides the password. */
export interface SecondSteps {
  /** Since when an authenticator app is in use; null without one. */
  readonly totpSince: Instant | null;
  readonly passkeys: number;
  /** Recovery codes not used yet; null when none were ever made. They are no second step of their own: they stand in for one. */
  readonly recoveryCodesLeft: number | null;
}

/** Reads them in one round trip. */
export async function findSecondSteps(tx: SystemTx, user: UserId): Promise<SecondSteps> {
  const [row] = await tx.db
    .select({
      totpSince: totpSecrets.confirmedAt,
      passkeys: sql<number>`(select count(*)::int from ${passkeys} where ${passkeys.userId} = ${users.id})`,
      codes: sql<number>`(select count(*)::int from ${recoveryCodes} where ${recoveryCodes.userId} = ${users.id})`,
      left: sql<number>`(select count(*)::int from ${recoveryCodes} where ${recoveryCodes.userId} = ${users.id} and ${recoveryCodes.usedAt} is null)`,
    })
    .from(users)
    .leftJoin(
      totpSecrets,
      and(eq(totpSecrets.userId, users.id), isNotNull(totpSecrets.confirmedAt)),
    )
    .where(eq(users.id, user));
  return {
    totpSince: row?.totpSince ?? null,
    passkeys: row?.passkeys ?? 0,
    recoveryCodesLeft: row === undefined || row.codes === 0 ? null : row.left,
  };
}

/** The seed of an authenticator app, opened. Never sent anywhere but to the page on which its user sets it up. */
export interface TotpSecret {
  readonly id: string;
  /** Base32. */
  readonly secret: string;
  /** The last step whose code was taken. */
  readonly lastStep: number | null;
  readonly isDemo: boolean;
}

const placeOf = (id: string) => ({ table: "totp_secrets", column: "sealed", row: id });

/** The seed in use, or the one being set up. */
export async function findTotpSecret(
  tx: SystemTx,
  user: UserId,
  which: "in-use" | "in-setup",
): Promise<TotpSecret | null> {
  const isOfThat =
    which === "in-use" ? isNotNull(totpSecrets.confirmedAt) : isNull(totpSecrets.confirmedAt);
  const [row] = await tx.db
    .select({
      id: totpSecrets.id,
      sealed: totpSecrets.sealed,
      lastStep: totpSecrets.lastStep,
      isDemo: totpSecrets.isDemo,
    })
    .from(totpSecrets)
    .where(and(eq(totpSecrets.userId, user), isOfThat));
  if (row === undefined) {
    return null;
  }
  const { sealed, ...rest } = row;
  const vault = await userVault(tx, user);
  return { secret: vault.open(placeOf(row.id), sealed), ...rest };
}

/** Keeps a new seed, sealed, to be confirmed by a code; one that was being set up before goes. */
export async function insertTotpSecret(
  tx: SystemTx,
  user: UserId,
  secret: string,
  isDemo = false,
): Promise<void> {
  const id = crypto.randomUUID();
  const vault = await userVault(tx, user);
  await tx.db
    .delete(totpSecrets)
    .where(and(eq(totpSecrets.userId, user), isNull(totpSecrets.confirmedAt)));
  await tx.db
    .insert(totpSecrets)
    .values({ id, userId: user, isDemo, sealed: vault.seal(placeOf(id), secret) });
}

/** From now on this seed is the one in use, and the code of `step` is used up; the one before goes. */
export async function confirmTotpSecret(
  tx: SystemTx,
  user: UserId,
  id: string,
  step: number | null,
): Promise<void> {
  await tx.db
    .delete(totpSecrets)
    .where(and(eq(totpSecrets.userId, user), isNotNull(totpSecrets.confirmedAt)));
  await tx.db
    .update(totpSecrets)
    .set({ confirmedAt: sql`now()`, lastStep: step })
    .where(and(eq(totpSecrets.userId, user), eq(totpSecrets.id, id)));
}

/** Uses a step's code up; false when it or a later one was used already, also by somebody in the same moment. */
export async function takeTotpStep(tx: SystemTx, id: string, step: number): Promise<boolean> {
  const taken = await tx.db
    .update(totpSecrets)
    .set({ lastStep: step })
    .where(
      and(
        eq(totpSecrets.id, id),
        sql`(${totpSecrets.lastStep} is null or ${totpSecrets.lastStep} < ${step})`,
      ),
    );
  return taken.rowCount === 1;
}

/** Takes the authenticator app away, also one being set up. */
export async function deleteTotpSecrets(tx: SystemTx, user: UserId): Promise<void> {
  await tx.db.delete(totpSecrets).where(eq(totpSecrets.userId, user));
}

/** A new set of recovery codes, by their hashes; those before open nothing any more. */
export async function replaceRecoveryCodes(
  tx: SystemTx,
  user: UserId,
  hashes: readonly string[],
): Promise<void> {
  await tx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, user));
  await tx.db.insert(recoveryCodes).values(hashes.map((codeHash) => ({ userId: user, codeHash })));
}

/** Uses a recovery code up; false when it is none of the user's or was used, also by somebody in the same moment. */
export async function takeRecoveryCode(
  tx: SystemTx,
  user: UserId,
  codeHash: string,
): Promise<boolean> {
  const taken = await tx.db
    .update(recoveryCodes)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(recoveryCodes.userId, user),
        eq(recoveryCodes.codeHash, codeHash),
        isNull(recoveryCodes.usedAt),
      ),
    );
  return taken.rowCount === 1;
}

/** Takes all recovery codes away: without a second step they stand in for nothing. */
export async function deleteRecoveryCodes(tx: SystemTx, user: UserId): Promise<void> {
  await tx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, user));
}

/** True for an investor with no second step who has not said "not now" yet. */
export async function isSecondStepUnasked(tx: SystemTx, user: UserId): Promise<boolean> {
  const [row] = await tx.db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.id, user),
        eq(users.kind, "investor"),
        isNull(users.secondStepDeclinedAt),
        sql`not exists (select 1 from ${passkeys} where ${passkeys.userId} = ${users.id})`,
        sql`not exists (select 1 from ${totpSecrets} where ${totpSecrets.userId} = ${users.id} and ${totpSecrets.confirmedAt} is not null)`,
      ),
    );
  return row !== undefined;
}

/** Notes that somebody wants no second step for now; the first time stays. */
export async function noteSecondStepDeclined(tx: SystemTx, user: UserId): Promise<void> {
  await tx.db
    .update(users)
    .set({ secondStepDeclinedAt: sql`now()` })
    .where(and(eq(users.id, user), isNull(users.secondStepDeclinedAt)));
}
