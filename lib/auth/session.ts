import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { userId } from "@/db/ids";
import { deleteSession, findSession } from "@/db/queries/sessions";
import type { User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { env } from "@/lib/env";
import { err, ok, type Result } from "@/lib/result";
import { auth, signOut as end, SignInRefused, sessionCookieName, signIn } from "./next-auth";
import { SESSION_LIMITS } from "./session-limits";
import { hashToken } from "./token";
import type { SignInRefusal } from "./verify-sign-in";

/** Who is signed in: what services take as `user`. */
export type SessionUser = User;

/** Who is signed in; null for nobody, and for a session that was signed out, replaced or left idle. Asked once per request. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  const session = await auth();
  const user: Partial<User> | undefined = session?.user as Partial<User> | undefined;
  if (user?.id === undefined || user.email === undefined || user.name === undefined) {
    return userOfCookie();
  }
  const kind = user.kind === "professional" ? "professional" : "investor";
  return { id: userId(user.id), email: user.email, name: user.name, kind };
});

/**
 * The user of the cookie, asked of the database itself. next-auth says "nobody" also when the database does not answer: somebody signed in
 * must then be told to come again, not to sign in. Throws `DatabaseUnavailable` in that case.
 */
async function userOfCookie(): Promise<SessionUser | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (token === undefined) {
    return null;
  }
  const found = await withSystem((tx) => findSession(tx, hashToken(token), SESSION_LIMITS));
  return found === null
    ? null
    : { id: found.id, email: found.email, name: found.name, kind: found.kind };
}

/** Who is signed in; otherwise goes to the sign-in page. Every page, action and route begins with it. */
export async function requireUser(): Promise<SessionUser> {
  return (await currentUser()) ?? redirect("/sign-in");
}

/**
 * Signs in with e-mail and password: a new session, its token in the cookie; a session this browser had before ends.
 * Only in server actions and route handlers, which may set cookies.
 */
export async function signInWithPassword(told: {
  email: string;
  password: string;
}): Promise<Result<null, SignInRefusal>> {
  const before = (await cookies()).get(sessionCookieName())?.value;
  try {
    const address = (await clientAddress()) ?? "";
    await signIn("credentials", { ...told, address, redirect: false });
  } catch (error) {
    if (error instanceof SignInRefused) {
      return err(error.refusal);
    }
    throw error;
  }
  if (before !== undefined) {
    await withSystem((tx) => deleteSession(tx, hashToken(before)));
  }
  return ok(null);
}

/** Signs out: the session's row goes, so a copy of its cookie opens nothing; then the cookie goes. */
export async function signOut(): Promise<void> {
  await end({ redirect: false });
}

/** The address the outermost trusted proxy saw; null without one, because then anybody can write the header. */
export async function clientAddress(): Promise<string | null> {
  const { TRUSTED_PROXIES } = env();
  if (TRUSTED_PROXIES === 0) {
    return null;
  }
  const hops = ((await headers()).get("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  return hops.at(-TRUSTED_PROXIES) || null;
}
