import { deleteSessionsOf } from "@/db/queries/sessions";
import { type User, updatePassword } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { checkPassword, hashPassword, type PasswordRefusal } from "@/lib/auth/password";
import { refusalMessage } from "@/lib/refusals";
import { err, ok, type Result } from "@/lib/result";
import { checkPresentPassword } from "./check-password";
import { notify } from "./notify";
import type { ProofRefusal } from "./second-step-refusal";

/** Why the password stays as it was. */
export type ChangeRefusal =
  | ProofRefusal
  | { readonly code: PasswordRefusal; readonly fields: Readonly<Record<string, string>> };

/** Changes the password with the present one. Every session of the user ends, and a mail says so. */
export async function changePassword(
  user: User,
  told: { readonly present: string; readonly password: string },
): Promise<Result<null, ChangeRefusal>> {
  const checked = checkPassword(told.password, [user.name, user.email]);
  if (!checked.ok) {
    const { code } = checked.error;
    return err({ code, fields: { password: refusalMessage(code) } });
  }
  const present = await checkPresentPassword(user, told.present, "present");
  if (!present.ok) {
    return present;
  }
  const hash = await hashPassword(told.password);
  return withSystem(async (tx) => {
    await updatePassword(tx, user.id, hash);
    await deleteSessionsOf(tx, user.id);
    await notify(tx, user.id, "password-changed");
    return ok(null);
  });
}
