import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { userId } from "@/db/ids";
import { withSystem } from "@/db/system";
import { appOrigin, env } from "@/lib/env";
import { log } from "@/lib/log";
import { invariant } from "@/lib/result";
import { adapter } from "./adapter";
import { SESSION_LIMITS } from "./session-limits";
import { openSession } from "./sessions";
import { newToken } from "./token";
import { type SignInRefusal, verifySignIn } from "./verify-sign-in";

/** Carries a refusal out of next-auth, which knows exceptions only. */
export class SignInRefused extends CredentialsSignin {
  readonly refusal: SignInRefusal;

  constructor(refusal: SignInRefusal) {
    super();
    this.refusal = refusal;
    this.code = refusal.code;
  }
}

const credentials = Credentials({
  credentials: { email: {}, password: {}, address: {}, agent: {} },
  authorize: async ({ email, password, address, agent }) => {
    const found = await verifySignIn({
      email: textOf(email),
      password: textOf(password),
      address: textOf(address) || null,
    });
    if (!found.ok) {
      throw new SignInRefused(found.error);
    }
    return { agent: textOf(agent), ...found.value };
  },
});

/**
 * next-auth refuses database sessions where credentials are the only way in. This second way satisfies it and leads
 * nowhere: `signIn` below refuses it, and it sends nothing.
 */
const nowhere = {
  id: "nowhere",
  name: "nowhere",
  type: "email" as const,
  from: "",
  maxAge: 0,
  sendVerificationRequest: async () => undefined,
};

function settings(): NextAuthConfig {
  const { AUTH_SECRET } = env();
  invariant(AUTH_SECRET !== undefined, "AUTH_SECRET is set; npm start makes one");
  return {
    secret: AUTH_SECRET,
    adapter,
    providers: [credentials, nowhere],
    // The origin comes from our own setting wherever it matters; the Host header decides nothing.
    trustHost: true,
    session: {
      strategy: "database",
      maxAge: SESSION_LIMITS.investor.absoluteSeconds,
      // Never due: a session is not prolonged. Being seen is noted by db/queries/sessions.ts.
      updateAge: SESSION_LIMITS.investor.absoluteSeconds * 2,
      generateSessionToken: newToken,
    },
    useSecureCookies: isHttps(),
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    callbacks: {
      signIn: ({ account }) => account?.provider === "credentials",
      jwt: ({ token, user, account }) =>
        account?.provider === "credentials"
          ? { ...token, sub: user.id ?? "", opens: "session", agent: agentOf(user) }
          : token,
      session: ({ session, user }) => ({ ...session, user }),
    },
    // The token a credentials sign-in would put into a JWT becomes a row of `sessions`, and its key the cookie.
    jwt: {
      encode: async ({ token }) => {
        const id = token?.["opens"] === "session" ? token.sub : undefined;
        invariant(id !== undefined, "only a sign-in with a password makes a session");
        const told = { userId: userId(id), shown: ["password"] as const };
        const agent = textOf(token?.["agent"]);
        return (await withSystem((tx) => openSession(tx, { agent, ...told }))).token;
      },
      decode: async () => null,
    },
    logger: {
      // A refused sign-in is no fault, and next-auth's messages may hold what people typed.
      error: (error) =>
        error instanceof CredentialsSignin ? undefined : log.fault("auth.fault", error),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

const isHttps = () => appOrigin().startsWith("https:");

/** `__Host-` binds the cookie to this very host over https (security.md S6); browsers refuse that prefix on plain http. */
export const sessionCookieName = (): string =>
  isHttps() ? "__Host-lotwise.session" : "lotwise.session";

/** How the session's cookie is set, wherever it is. */
export const sessionCookieOptions = () => ({
  httpOnly: true,
  sameSite: "lax" as const,
  path: "/",
  secure: isHttps(),
});

const agentOf = (user: object): string => ("agent" in user ? textOf(user.agent) : "");

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** next-auth, set up on first use. Nobody outside lib/auth uses it; session.ts is the door. */
export const { signIn } = NextAuth(() => settings());
