import { eq, inArray, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import { keyring, newWrappedKey } from "@/lib/secrets/keyring";
import { vaultOf } from "@/lib/secrets/vault";
import { type FirmId, type UserId, userId } from "../ids";
import { firms } from "../schema/firms";
import { memberships } from "../schema/memberships";
import { passwords } from "../schema/passwords";
import { userKeys } from "../schema/user-keys";
import { users } from "../schema/users";
import type { SystemTx } from "../system";
import { readOfUser } from "./keys";

/** A person who signs in. */
export interface User {
  readonly id: UserId;
  readonly email: string;
  readonly name: string;
  readonly kind: "investor" | "professional";
}

const COLUMNS = {
  id: users.id,
  email: users.email,
  name: users.name,
  kind: users.kind,
  wrapped: userKeys.wrapped,
};

const hasKey = eq(userKeys.userId, users.id);

/** A user's row with the name opened; rows of other queries too, whatever else is in them. */
export const openedUser = <Row extends { readonly id: UserId; readonly name: string }>({
  wrapped,
  name,
  ...row
}: Row & { readonly wrapped: string | null }) => ({
  name: readOfUser(row.id, wrapped, { table: "users", column: "name", row: row.id }, name),
  ...row,
});

/** Adds a user with their password's hash; null when the e-mail is taken. `email` is normal already (`normalEmail`). */
export async function insertUser(
  tx: SystemTx,
  user: Omit<User, "id"> & { passwordHash: string },
): Promise<UserId | null> {
  const { passwordHash, name, ...rest } = user;
  const id = userId(crypto.randomUUID());
  const { key, wrapped } = newWrappedKey(keyring(), id);
  const sealed = vaultOf(id, key).seal({ table: "users", column: "name", row: id }, name);
  const added = await tx.db
    .insert(users)
    .values({ ...rest, id, name: sealed })
    .onConflictDoNothing();
  if (added.rowCount === 0) {
    return null;
  }
  await tx.db.insert(userKeys).values({ userId: id, wrapped });
  await tx.db.insert(passwords).values({ userId: id, hash: passwordHash });
  return id;
}

/** The user of an e-mail with their password's hash; null when there is none. */
export async function findUserByEmail(
  tx: SystemTx,
  email: string,
): Promise<(User & { passwordHash: string }) | null> {
  const [row] = await tx.db
    .select({ ...COLUMNS, passwordHash: passwords.hash })
    .from(users)
    .innerJoin(passwords, eq(passwords.userId, users.id))
    .leftJoin(userKeys, hasKey)
    .where(eq(users.email, email));
  return row === undefined ? null : openedUser(row);
}

/** One user; null when there is none of that id. */
export async function getUser(tx: SystemTx, id: UserId): Promise<User | null> {
  const [row] = await tx.db
    .select(COLUMNS)
    .from(users)
    .leftJoin(userKeys, hasKey)
    .where(eq(users.id, id));
  return row === undefined ? null : openedUser(row);
}

/** Names of users by id; those who are gone are left out. */
export async function listNames(
  tx: SystemTx,
  ids: readonly UserId[],
): Promise<ReadonlyMap<UserId, string>> {
  const contacts = await listContacts(tx, ids);
  return new Map([...contacts].map(([id, { name }]) => [id, name]));
}

/** Names and e-mails of users by id, for those who let them in; those who are gone are left out. */
export async function listContacts(
  tx: SystemTx,
  ids: readonly UserId[],
): Promise<ReadonlyMap<UserId, Pick<User, "name" | "email">>> {
  const rows =
    ids.length === 0
      ? []
      : await tx.db
          .select(COLUMNS)
          .from(users)
          .leftJoin(userKeys, hasKey)
          .where(inArray(users.id, [...new Set(ids)]));
  return new Map(rows.map(openedUser).map(({ id, name, email }) => [id, { name, email }]));
}

/** Gives a user another password. */
export async function updatePassword(tx: SystemTx, id: UserId, hash: string): Promise<void> {
  const changed = await tx.db
    .update(passwords)
    .set({ hash, changedAt: sql`now()` })
    .where(eq(passwords.userId, id));
  invariant(changed.rowCount === 1, "the user has a password");
}

/** Makes a firm and its first member, the owner. */
export async function insertFirm(tx: SystemTx, name: string, owner: UserId): Promise<FirmId> {
  const [firm] = await tx.db.insert(firms).values({ name }).returning({ id: firms.id });
  invariant(firm !== undefined, "a firm was added");
  await tx.db.insert(memberships).values({ firmId: firm.id, userId: owner, role: "owner" });
  return firm.id;
}
