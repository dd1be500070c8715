import { z } from "zod";
import { afterSignIn } from "@/app/(auth)/_components/after-sign-in";
import { defineAccountAction } from "@/lib/action";
import { askGoogle } from "@/lib/auth/google";
import { replaceSession } from "@/lib/auth/session";
import { changePassword } from "@/lib/services/account/change-password";
import { confirmByPasskey, confirmIdentity } from "@/lib/services/account/confirm-identity";
import { endSession } from "@/lib/services/account/end-sessions";
import { disconnectGoogle } from "@/lib/services/account/google";
import { askForProof, namePasskey, removePasskey } from "@/lib/services/account/passkeys";
import { renewRecoveryCodes } from "@/lib/services/account/renew-recovery-codes";
import { declineSecondStep } from "@/lib/services/account/second-step-notice";
import { removeTotp } from "@/lib/services/account/set-up-totp";
import { chooseHeadLetters } from "@/lib/services/head-letters/choose-head-letters";

const written = z.string().max(1100, "This is too long.").default("");

/** Ends one session of one's own: whoever found this browser open ends nobody else's. */
export const endAction = defineAccountAction("signed-in", {
  proof: "recent",
  input: z.object({ id: z.string().max(40) }),
  run: ({ session, input }) => endSession(session, input.id),
});

/** The new password ends every session; this browser gets a new one for what it had shown. */
export const passwordAction = defineAccountAction("signed-in", {
  proof: "recent",
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
export const removeAppAction = defineAccountAction("signed-in", {
  proof: "recent",
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
export const newCodesAction = defineAccountAction("signed-in", {
  proof: "recent",
  input: z.object({}),
  run: ({ session }) => renewRecoveryCodes(session),
});

/** The question for a device of the person signed in. */
export const askMeAction = defineAccountAction("signed-in", {
  input: z.object({}),
  run: ({ session }) => askForProof(session.id),
});

/** The proof by a passkey: the same as by a code. */
export const confirmByPasskeyAction = defineAccountAction("signed-in", {
  input: z.object({ answer: z.string().max(50_000), next: z.string().optional() }),
  run: ({ session, input }) => confirmByPasskey(session, session.sessionId, input.answer),
  redirectTo: (_, { next }) => afterSignIn(next ?? "/account"),
});

/** To Google, with a question that this session alone may bring back answered. */
export const connectGoogleAction = defineAccountAction("signed-in", {
  proof: "recent",
  input: z.object({}),
  run: ({ session }) => askGoogle({ asks: { session: session.sessionId }, next: null }),
  redirectTo: ({ address }) => address,
});

/** Google opens the account no more. */
export const disconnectGoogleAction = defineAccountAction("signed-in", {
  proof: "recent",
  input: z.object({}),
  run: async ({ session }) => {
    const gone = await disconnectGoogle(session);
    if (gone.ok) {
      await replaceSession(session.id, session.shown);
    }
    return gone;
  },
  redirectTo: () => "/account?done=google",
});

/** No second step for now. */
export const declineAction = defineAccountAction("signed-in", {
  input: z.object({}),
  run: ({ session }) => declineSecondStep(session),
});

/** The monthly mail of where one's histories end, on or off. */
export const headLettersAction = defineAccountAction("signed-in", {
  input: z.object({ state: z.enum(["on", "off"]) }),
  run: ({ session, input }) => chooseHeadLetters(session, input.state === "on"),
});

/** Gives one passkey another name. */
export const namePasskeyAction = defineAccountAction("signed-in", {
  input: z.object({
    id: z.string().max(40),
    name: z.string().trim().min(1, "Write a name.").max(60, "Use at most 60 characters."),
  }),
  run: ({ session, input }) => namePasskey(session, input),
});

/** Takes one passkey away. */
export const removePasskeyAction = defineAccountAction("signed-in", {
  proof: "recent",
  input: z.object({ id: z.string().max(40) }),
  run: async ({ session, input }) => {
    const removed = await removePasskey(session, input.id);
    if (removed.ok) {
      await replaceSession(session.id, session.shown);
    }
    return removed;
  },
  redirectTo: () => "/account/passkeys",
});
