import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { UserId } from "@/db/ids";
import {
  deleteSession,
  type FoundSession,
  type SessionStage,
  type Shown,
} from "@/db/queries/sessions";
import type { User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { env } from "@/lib/env";
import { err, invariant, ok, type Result } from "@/lib/result";
import { agentName } from "./agent";
import { SignInRefused, sessionCookieName, sessionCookieOptions, signIn } from "./next-auth";
import { STEP_UP_SECONDS } from "./session-limits";
import { hasSecondStep, openSession, sessionOfToken } from "./sessions";
import { hashToken } from "./token";
import type { SignInRefusal } from "./verify-sign-in";

/** Who is signed in: what services take as `user`. */
export type SessionUser = User;

/** The session of this browser and its user. */
export type Session = FoundSession;

/**
 * The session this browser is signed in with; null for nobody, for one that was signed out, replaced or left idle, and for one that still
 * has to show its second step. Asked once per request. Throws `DatabaseUnavailable` when the database does not answer: somebody signed in
 * must then be told to come again, not to sign in.
 */
export const currentSession = cache(async (): Promise<Session | null> => sessionOfCookie("full"));

/** Who is signed in; null for everybody `currentSession` is null for. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  const session = await currentSession();
  return session === null ? null : userOf(session);
});

/** Who is signed in; otherwise goes to the sign-in page. Every page, action and route begins with it. */
export async function requireUser(): Promise<SessionUser> {
  return userOf(await requireSession());
}

/** The same with the session itself: for pages about the account. */
export async function requireSession(): Promise<Session> {
  return (await currentSession()) ?? redirect("/sign-in");
}

/** Who has shown the password and must still show or set up a second step. It opens that step's pages and nothing else. */
export const pendingSession = cache(
  async (): Promise<Session | null> => sessionOfCookie("pending"),
);

/** The same; without one it goes to the sign-in page. */
export async function requirePendingSession(): Promise<Session> {
  return (await pendingSession()) ?? redirect("/sign-in");
}

/**
 * How sure a deed wants to be that it is them. `recent`: proven within the last five minutes, with the second step where they have one.
 * `second-step`: the same, and by a second step in any case: for letting others in, exporting everything and deleting.
 */
export type Proof = "recent" | "second-step";

/** What is missing for a proof, which is also the refusal that says so. */
export type MissingProof = "confirm-first" | "second-step-first";

/** What this session lacks for the proof; null when it has shown enough. The one place that decides it, for pages, actions and routes. */
export async function missingProof(session: Session, proof: Proof): Promise<MissingProof | null> {
  if (proof === "second-step" && !(await withSystem((tx) => hasSecondStep(tx, session.id)))) {
    return "second-step-first";
  }
  const { steppedUpAgo } = session;
  return steppedUpAgo !== null && steppedUpAgo <= STEP_UP_SECONDS ? null : "confirm-first";
}

/** Signed in, and proven within the last five minutes; otherwise goes to the page that asks for the proof and comes back to `next`. */
export async function requireSteppedUp(next = "/account"): Promise<Session> {
  const session = await requireSession();
  return (await missingProof(session, "recent")) === null
    ? session
    : redirect(`/account/confirm?next=${encodeURIComponent(next)}`);
}

/** On the way in with no second step to show: who may set one up without being signed in. Somebody who has one must show it. */
export async function enrollingSession(): Promise<Session | null> {
  const pending = await pendingSession();
  return pending === null || (await withSystem((tx) => hasSecondStep(tx, pending.id)))
    ? null
    : pending;
}

async function sessionOfCookie(stage: SessionStage): Promise<Session | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  return token === undefined ? null : sessionOfToken(token, stage);
}

/** The user of a session, without the session. */
export const userOf = ({ id, email, name, kind }: Session): SessionUser => ({
  id,
  email,
  name,
  kind,
});

/**
 * Signs in with e-mail and password: a new session, its token in the cookie; a session this browser had before ends. The stage tells
 * whether something is still to be shown. Only in server actions and route handlers, which may set cookies.
 */
export async function signInWithPassword(told: {
  email: string;
  password: string;
}): Promise<Result<{ stage: SessionStage }, SignInRefusal>> {
  const before = await cookieToken();
  try {
    const address = (await clientAddress()) ?? "";
    await signIn("credentials", { ...told, address, agent: await browserName(), redirect: false });
  } catch (error) {
    if (error instanceof SignInRefused) {
      return err(error.refusal);
    }
    throw error;
  }
  await endToken(before);
  const token = await cookieToken();
  invariant(token !== undefined && token !== before, "signing in sets a new cookie");
  return ok({ stage: (await sessionOfToken(token, "full")) === null ? "pending" : "full" });
}

/**
 * Puts a new session in the place of the one this browser has, for what its user showed in all: after the second step, after a passkey,
 * and when a changed password or factor has ended every session. The old token opens nothing from then on.
 */
export async function replaceSession(user: UserId, shown: readonly Shown[]): Promise<SessionStage> {
  const before = await cookieToken();
  const agent = await browserName();
  const { token, stage, lastsSeconds } = await withSystem((tx) =>
    openSession(tx, { userId: user, shown, agent }),
  );
  const expires = new Date(Date.now() + lastsSeconds * 1000);
  (await cookies()).set(sessionCookieName(), token, { ...sessionCookieOptions(), expires });
  await endToken(before);
  return stage;
}

/** Signs out: the session's row goes, so a copy of its cookie opens nothing; then the cookie goes. */
export async function signOut(): Promise<void> {
  await endToken(await cookieToken());
  (await cookies()).set(sessionCookieName(), "", { ...sessionCookieOptions(), maxAge: 0 });
}

const cookieToken = async () => (await cookies()).get(sessionCookieName())?.value;

async function endToken(token: string | undefined): Promise<void> {
  if (token !== undefined) {
    await withSystem((tx) => deleteSession(tx, hashToken(token)));
  }
}

/** The browser that asks, in a few words. */
const browserName = async () => agentName((await headers()).get("user-agent"));

/** The address the outermost trusted proxy saw; null without one, because then anybody can write the header. */
export async function clientAddress(): Promise<string | null> {
  const { TRUSTED_PROXIES } = env();
  if (TRUSTED_PROXIES === 0) {
    return null;
  }
  const hops = ((await headers()).get("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  return hops.at(-TRUSTED_PROXIES) || null;
}
