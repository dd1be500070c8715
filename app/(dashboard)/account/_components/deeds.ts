import { z } from "zod";
import { afterSignIn } from "@/app/(auth)/_components/after-sign-in";
import { defineAccountAction } from "@/lib/action";
import { replaceSession } from "@/lib/auth/session";
import { changePassword } from "@/lib/services/account/change-password";
import { confirmIdentity } from "@/lib/services/account/confirm-identity";
import { endSession } from "@/lib/services/account/end-sessions";
import { renewRecoveryCodes } from "@/lib/services/account/renew-recovery-codes";
import { removeTotp } from "@/lib/services/account/set-up-totp";

const written = z.string().max(1100, "This is too long.").default("");

/** Ends one session of one's own. */
export const endAction = defineAccountAction("signed-in", {
  input: z.object({ id: z.string().max(40) }),
  run: ({ session, input }) => endSession(session, input.id),
});

/** The new password ends every session; this browser gets a new one for what it had shown. */
export const passwordAction = defineAccountAction("stepped-up", {
  input: z.object({ present: written, password: written }),
  run: async ({ session, input }) => {
    const changed = await changePassword(session, input);
    if (changed.ok) {
      await replaceSession(session.id, session.shown);
    }
    return changed;
  },
  redirectTo: () => "/account?done=password",
});

/** The proof is this session's alone and good for five minutes. */
export const confirmAction = defineAccountAction("signed-in", {
  input: z.object({ code: written, password: written, next: z.string().optional() }),
  run: ({ session, input }) => confirmIdentity(session, session.sessionId, input),
  redirectTo: (_, { next }) => afterSignIn(next ?? "/account"),
});

/** Without the app its code no longer counts as shown. */
export const removeAppAction = defineAccountAction("stepped-up", {
  input: z.object({}),
  run: async ({ session }) => {
    const removed = await removeTotp(session);
    if (removed.ok) {
      await replaceSession(session.id, session.shown);
    }
    return removed;
  },
  redirectTo: () => "/account?done=authenticator",
});

/** Shown once, in the answer. */
export const newCodesAction = defineAccountAction("stepped-up", {
  input: z.object({}),
  run: ({ session }) => renewRecoveryCodes(session),
});
