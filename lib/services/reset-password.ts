import { forgetTries } from "@/db/queries/rate-limits";
import { deleteSessionsOf, findPasswordReset, takePasswordReset } from "@/db/queries/sessions";
import { updatePassword } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { limitKey } from "@/lib/auth/limits";
import { checkPassword, hashPassword, type PasswordRefusal } from "@/lib/auth/password";
import { hashToken } from "@/lib/auth/token";
import { log } from "@/lib/log";
import { refusalMessage } from "@/lib/refusals";
import { err, ok, type Result } from "@/lib/result";

/** Why the password stays as it was. */
export interface ResetRefusal {
  readonly code: PasswordRefusal | "reset-link-dead";
  readonly fields?: Readonly<Record<string, string>>;
}

/** True while a mailed link can still be used: for the page that asks for the new password. */
export async function isResetLinkGood(token: string): Promise<boolean> {
  return (await withSystem((tx) => findPasswordReset(tx, hashToken(token)))) !== null;
}

/**
 * Sets a new password with a mailed link. The link works once and for 30 minutes; every session of the user ends. A
 * password that is refused leaves the link good.
 */
export async function resetPassword(told: {
  token: string;
  password: string;
}): Promise<Result<null, ResetRefusal>> {
  const tokenHash = hashToken(told.token);
  const user = await withSystem((tx) => findPasswordReset(tx, tokenHash));
  if (user === null) {
    return err({ code: "reset-link-dead" });
  }
  const checked = checkPassword(told.password, [user.name, user.email]);
  if (!checked.ok) {
    const { code } = checked.error;
    return err({ code, fields: { password: refusalMessage(code) } });
  }
  const hash = await hashPassword(told.password);
  return withSystem(async (tx) => {
    const id = await takePasswordReset(tx, tokenHash);
    if (id === null) {
      return err({ code: "reset-link-dead" });
    }
    await updatePassword(tx, id, hash);
    await deleteSessionsOf(tx, id);
    await forgetTries(tx, limitKey("sign-in", user.email));
    log.info("auth.changed", { user: id, notice: "password-reset" });
    return ok(null);
  });
}
