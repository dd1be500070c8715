import { eq } from "drizzle-orm";
import { invariant } from "@/lib/result";
import { keyring, newWrappedKey, unwrap } from "@/lib/secrets/keyring";
import type { Place } from "@/lib/secrets/seal";
import { type Vault, vaultOf } from "@/lib/secrets/vault";
import type { UserId } from "../ids";
import { clientKeys } from "../schema/client-keys";
import { userKeys } from "../schema/user-keys";
import type { SystemTx } from "../system";
import type { ClientTx, UserTx } from "../tenant";

/**
 * Seals and opens texts of this client; its key is read once in a transaction. Throws `SealBroken` where ENCRYPTION_KEYS lacks the key
 * that wraps it.
 */
export function clientVault(tx: ClientTx): Promise<Vault> {
  const known = vaults.get(tx) ?? readClientVault(tx);
  vaults.set(tx, known);
  return known;
}

const vaults = new WeakMap<ClientTx, Promise<Vault>>();

async function readClientVault(tx: ClientTx): Promise<Vault> {
  const [row] = await tx.db
    .select({ wrapped: clientKeys.wrapped })
    .from(clientKeys)
    .where(eq(clientKeys.clientId, tx.clientId));
  invariant(row !== undefined, "a client has a key");
  return vaultOf(tx.clientId, unwrap(keyring(), tx.clientId, row.wrapped));
}

/** What stands in a user's row, sealed or kept before it was: opened with the key beside it; null: the user has no key, so nothing is sealed. */
export function readOfUser(
  user: UserId,
  wrapped: string | null,
  place: Omit<Place, "tenant">,
  stored: string,
): string {
  return wrapped === null
    ? stored
    : vaultOf(user, unwrap(keyring(), user, wrapped)).read(place, stored);
}

/** Seals and opens texts of a user, whose key is made on first use. Two at once get the same key. */
export async function userVault(tx: SystemTx | UserTx, user: UserId): Promise<Vault> {
  const ring = keyring();
  const found = await readUserKey(tx, user);
  if (found !== null) {
    return vaultOf(user, unwrap(ring, user, found));
  }
  const { wrapped } = newWrappedKey(ring, user);
  await tx.db.insert(userKeys).values({ userId: user, wrapped }).onConflictDoNothing();
  const kept = await readUserKey(tx, user);
  invariant(kept !== null, "a key was added");
  return vaultOf(user, unwrap(ring, user, kept));
}

async function readUserKey(tx: SystemTx | UserTx, user: UserId): Promise<string | null> {
  const [row] = await tx.db
    .select({ wrapped: userKeys.wrapped })
    .from(userKeys)
    .where(eq(userKeys.userId, user));
  return row?.wrapped ?? null;
}
