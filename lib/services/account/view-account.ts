import { findSecondSteps, type SecondSteps } from "@/db/queries/second-steps";
import { type ListedSession, listSessions } from "@/db/queries/sessions";
import type { User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { SESSION_LIMITS } from "@/lib/auth/session-limits";

/** What a person sees of their own sign-in. */
export interface AccountView {
  readonly steps: SecondSteps;
  readonly sessions: readonly ListedSession[];
  /** How long a session lasts, in hours: without use, and at most. */
  readonly hours: { readonly idle: number; readonly absolute: number };
}

/** How somebody signs in, and where they are signed in now. */
export async function viewAccount(user: User): Promise<AccountView> {
  const { idleSeconds, absoluteSeconds } = SESSION_LIMITS[user.kind];
  return withSystem(async (tx) => ({
    steps: await findSecondSteps(tx, user.id),
    sessions: await listSessions(tx, user.id, SESSION_LIMITS),
    hours: { idle: idleSeconds / 3600, absolute: absoluteSeconds / 3600 },
  }));
}
