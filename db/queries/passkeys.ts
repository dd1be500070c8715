import { and, asc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { passkeyChallenges } from "../schema/passkey-challenges";
import { passkeys } from "../schema/passkeys";
import type { SystemTx } from "../system";
import { userVault } from "./keys";

/** A passkey as its user sees it. */
export interface ListedPasskey {
  readonly id: string;
  readonly name: string;
  /** In its maker's cloud, so on more than one device. */
  readonly isSynced: boolean;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
}

/** What proves that somebody holds a passkey. `publicKey` is COSE in base64url. */
export interface KnownPasskey {
  readonly id: string;
  readonly userId: UserId;
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
}

const placeOf = (id: string) => ({ table: "passkeys", column: "name", row: id });

/** The passkeys of a user, the oldest first. */
export async function listPasskeys(tx: SystemTx, user: UserId): Promise<readonly ListedPasskey[]> {
  const rows = await tx.db
    .select({
      id: passkeys.id,
      name: passkeys.name,
      isSynced: passkeys.isSynced,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(eq(passkeys.userId, user))
    .orderBy(asc(passkeys.createdAt), passkeys.id);
  if (rows.length === 0) {
    return [];
  }
  const vault = await userVault(tx, user);
  return rows.map(({ name, ...row }) => ({ name: vault.read(placeOf(row.id), name), ...row }));
}

const KNOWN = {
  id: passkeys.id,
  userId: passkeys.userId,
  credentialId: passkeys.credentialId,
  publicKey: passkeys.publicKey,
  counter: passkeys.counter,
  transports: passkeys.transports,
};

/** Those that may answer for a user. */
export const knownPasskeys = async (tx: SystemTx, user: UserId): Promise<readonly KnownPasskey[]> =>
  tx.db.select(KNOWN).from(passkeys).where(eq(passkeys.userId, user));

/** The passkey of a device's name for it, whoever's it is, locked: two answers at once are looked at one after the other. */
export async function findPasskey(
  tx: SystemTx,
  credentialId: string,
): Promise<KnownPasskey | null> {
  const [row] = await tx.db
    .select(KNOWN)
    .from(passkeys)
    .where(eq(passkeys.credentialId, credentialId))
    .for("update");
  return row ?? null;
}

/** Adds a passkey; false when somebody has it already. */
export async function insertPasskey(
  tx: SystemTx,
  passkey: Omit<KnownPasskey, "id"> & { readonly isSynced: boolean; readonly name: string },
): Promise<boolean> {
  const { transports, name, ...rest } = passkey;
  const id = crypto.randomUUID();
  const sealed = (await userVault(tx, passkey.userId)).seal(placeOf(id), name);
  const added = await tx.db
    .insert(passkeys)
    .values({ ...rest, id, name: sealed, transports: [...transports] })
    .onConflictDoNothing();
  return added.rowCount === 1;
}

/** Notes that a passkey was used, and what its device counted. */
export async function notePasskeyUse(tx: SystemTx, id: string, counter: number): Promise<void> {
  await tx.db.update(passkeys).set({ counter, lastUsedAt: sql`now()` }).where(eq(passkeys.id, id));
}

/** Gives a passkey of a user another name; false when they have none of that id. */
export async function renamePasskey(
  tx: SystemTx,
  user: UserId,
  id: string,
  name: string,
): Promise<boolean> {
  const sealed = (await userVault(tx, user)).seal(placeOf(id), name);
  const changed = await tx.db
    .update(passkeys)
    .set({ name: sealed })
    .where(and(eq(passkeys.userId, user), eq(passkeys.id, id)));
  return changed.rowCount === 1;
}

/** Takes one passkey of a user away; false when they have none of that id. */
export async function deletePasskey(tx: SystemTx, user: UserId, id: string): Promise<boolean> {
  const gone = await tx.db
    .delete(passkeys)
    .where(and(eq(passkeys.userId, user), eq(passkeys.id, id)));
  return gone.rowCount === 1;
}

/** A question put to a device: for what, and to whom; `sign-in` is put to nobody known. */
export interface Challenge {
  readonly challengeHash: string;
  readonly purpose: "register" | "confirm" | "sign-in";
  readonly userId: UserId | null;
}

/** Keeps a question for `seconds`; those past their end go. */
export async function insertChallenge(
  tx: SystemTx,
  challenge: Challenge,
  seconds: number,
): Promise<void> {
  await tx.db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, sql`now()`));
  await tx.db
    .insert(passkeyChallenges)
    .values({ expiresAt: sql`now() + make_interval(secs => ${seconds})`, ...challenge });
}

/** Uses a question up; false when it was never put, not for this, not to this user, answered already or too old. */
export async function takeChallenge(tx: SystemTx, challenge: Challenge): Promise<boolean> {
  const { challengeHash, purpose, userId } = challenge;
  const taken = await tx.db
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.challengeHash, challengeHash),
        eq(passkeyChallenges.purpose, purpose),
        userId === null ? isNull(passkeyChallenges.userId) : eq(passkeyChallenges.userId, userId),
        gt(passkeyChallenges.expiresAt, sql`now()`),
      ),
    );
  return taken.rowCount === 1;
}
