import { findInvitation } from "@/db/queries/invitations";
import { getUser, insertFirm, insertUser } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { limitTries } from "@/lib/auth/limits";
import { checkPassword, hashPassword, type PasswordRefusal } from "@/lib/auth/password";
import { hashToken } from "@/lib/auth/token";
import { refusalMessage } from "@/lib/refusals";
import { err, ok, type Result } from "@/lib/result";
import { type Accepted, type AnswerRefusal, acceptInvitation } from "./answer-invitation";

/** Why no account was opened. */
export type JoinRefusal =
  | AnswerRefusal
  | { readonly code: PasswordRefusal; readonly fields: Readonly<Record<string, string>> }
  | { readonly code: "too-many-tries" | "email-taken" };

/** Who joined: the e-mail they sign in with, and where it leads. */
export interface Joined extends Accepted {
  readonly email: string;
}

/**
 * Opens an account with a letter and accepts it. Whoever holds the link has the mail, so the e-mail is theirs. A professional invited
 * into books gets a firm of their own as at any sign-up; a colleague does not. Does not sign in.
 */
export async function joinByInvitation(told: {
  readonly token: string;
  readonly name: string;
  readonly password: string;
}): Promise<Result<Joined, JoinRefusal>> {
  const { token, name, password } = told;
  const letter = await withSystem((tx) => findInvitation(tx, hashToken(token)));
  if (letter === null) {
    return err({ code: "invitation-dead" });
  }
  const { email, recipient } = letter;
  const checked = checkPassword(password, [name, email]);
  if (!checked.ok) {
    const { code } = checked.error;
    return err({ code, fields: { password: refusalMessage(code) } });
  }
  const limit = await withSystem((tx) => limitTries(tx, "sign-up", email));
  if (!limit.ok) {
    return err({ code: "too-many-tries" });
  }
  const isPro = recipient === "professional" || recipient === "colleague";
  const kind = isPro ? ("professional" as const) : ("investor" as const);
  const passwordHash = await hashPassword(password);
  const user = await withSystem(async (tx) => {
    const id = await insertUser(tx, { kind, name, email, passwordHash });
    if (id !== null && recipient === "professional") {
      await insertFirm(tx, name, id);
    }
    return id === null ? null : getUser(tx, id);
  });
  if (user === null) {
    return err({ code: "email-taken" });
  }
  const accepted = await acceptInvitation(user, token);
  return accepted.ok ? ok({ email, clientId: accepted.value.clientId }) : accepted;
}
