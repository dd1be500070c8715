import type { Adapter, AdapterUser } from "next-auth/adapters";
import { userId } from "@/db/ids";
import { deleteSession, findSession, insertSession } from "@/db/queries/sessions";
import { getUser } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { invariant } from "@/lib/result";
import { SESSION_LIMITS } from "./session-limits";
import { hashToken } from "./token";

/**
 * The part of next-auth's adapter that sessions need, over our own tables: tokens are stored hashed, idle and absolute ends
 * are ours, and nothing prolongs a session past its absolute end. The e-mail methods are named because next-auth asks for
 * them beside database sessions; nothing signs in that way.
 */
export const adapter: Adapter = {
  createSession: async ({ sessionToken, userId: id, expires }) => {
    await withSystem(async (tx) => {
      const user = await getUser(tx, userId(id));
      invariant(user !== null, "who signed in is there");
      const { absoluteSeconds } = SESSION_LIMITS[user.kind];
      await insertSession(tx, {
        tokenHash: hashToken(sessionToken),
        userId: user.id,
        absoluteSeconds,
      });
    });
    return { sessionToken, userId: id, expires };
  },
  getSessionAndUser: async (sessionToken) => {
    const found = await withSystem((tx) =>
      findSession(tx, hashToken(sessionToken), SESSION_LIMITS),
    );
    if (found === null) {
      return null;
    }
    const { sessionExpiresAt, ...user } = found;
    const adapterUser: AdapterUser = { ...user, emailVerified: null };
    return {
      session: { sessionToken, userId: user.id, expires: new Date(sessionExpiresAt) },
      user: adapterUser,
    };
  },
  updateSession: async () => null,
  deleteSession: async (sessionToken) => {
    await withSystem((tx) => deleteSession(tx, hashToken(sessionToken)));
  },
  getUser: async () => null,
  getUserByEmail: async () => null,
  createVerificationToken: async () => null,
  useVerificationToken: async () => null,
};
