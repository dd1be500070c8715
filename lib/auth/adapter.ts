import type { Adapter, AdapterUser } from "next-auth/adapters";
import { deleteSession } from "@/db/queries/sessions";
import type { User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { sessionOfToken } from "./sessions";
import { hashToken } from "./token";

/**
 * The part of next-auth's adapter that sessions need, over our own tables: tokens are stored hashed, idle and absolute ends
 * are ours, nothing prolongs a session past its absolute end, and one that waits for a second step is not found here. next-auth
 * makes none itself (next-auth.ts does, where it knows what was shown). The e-mail methods are named because next-auth asks for
 * them beside database sessions; nothing signs in that way.
 */
export const adapter: Adapter = {
  createSession: async () => {
    throw new Error("Sessions are opened by openSession alone.");
  },
  getSessionAndUser: async (sessionToken) => {
    const found = await sessionOfToken(sessionToken, "full");
    if (found === null) {
      return null;
    }
    const { id, email, name, kind, sessionExpiresAt } = found;
    const user: AdapterUser & Pick<User, "kind"> = { id, email, name, kind, emailVerified: null };
    return {
      session: { sessionToken, userId: id, expires: new Date(sessionExpiresAt) },
      user,
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
