import { and, eq } from "drizzle-orm";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { oidcLinks } from "../schema/oidc-links";
import type { SystemTx } from "../system";

/** Somebody's account at an issuer, by the issuer's own lasting name of it. */
export interface OidcAccount {
  readonly issuer: string;
  readonly subject: string;
}

/** Who asked to be let in with that account; null for nobody. */
export async function findOidcUser(tx: SystemTx, of: OidcAccount): Promise<UserId | null> {
  const [row] = await tx.db
    .select({ userId: oidcLinks.userId })
    .from(oidcLinks)
    .where(and(eq(oidcLinks.issuer, of.issuer), eq(oidcLinks.subject, of.subject)));
  return row?.userId ?? null;
}

/** Since when a user may be let in so; null when they never asked. */
export async function oidcSince(tx: SystemTx, user: UserId): Promise<Instant | null> {
  const [row] = await tx.db
    .select({ createdAt: oidcLinks.createdAt })
    .from(oidcLinks)
    .where(eq(oidcLinks.userId, user));
  return row?.createdAt ?? null;
}

/** Lets a user in with that account from now on, in the place of another; false when it is somebody else's. */
export async function putOidcLink(
  tx: SystemTx,
  user: UserId,
  { issuer, subject }: OidcAccount,
): Promise<boolean> {
  await tx.db.delete(oidcLinks).where(eq(oidcLinks.userId, user));
  const added = await tx.db
    .insert(oidcLinks)
    .values({ userId: user, issuer, subject })
    .onConflictDoNothing();
  return added.rowCount === 1;
}

/** Lets a user in so no more; false when they never were. */
export async function deleteOidcLink(tx: SystemTx, user: UserId): Promise<boolean> {
  const gone = await tx.db.delete(oidcLinks).where(eq(oidcLinks.userId, user));
  return gone.rowCount === 1;
}
