import { insertPasswordReset } from "@/db/queries/sessions";
import { findUserByEmail } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { hashToken, newToken } from "@/lib/auth/token";
import { appOrigin } from "@/lib/env";
import { sendMail } from "@/lib/mail/send";
import { passwordResetMail } from "@/lib/mail/templates";

/** How long a reset link is good. */
export const RESET_MINUTES = 30;

/** Mails a reset link to a user, if there is one of this e-mail. The link's token is in the mail and nowhere else; its hash is stored. */
export async function sendPasswordReset(told: { email: string }): Promise<void> {
  const token = newToken();
  const user = await withSystem(async (tx) => {
    const found = await findUserByEmail(tx, told.email);
    if (found !== null) {
      const reset = { tokenHash: hashToken(token), userId: found.id, seconds: RESET_MINUTES * 60 };
      await insertPasswordReset(tx, reset);
    }
    return found;
  });
  if (user !== null) {
    const link = `${appOrigin()}/reset-password/${token}`;
    await sendMail(
      passwordResetMail({ to: user.email, name: user.name, link, minutes: RESET_MINUTES }),
    );
  }
}
