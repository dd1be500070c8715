import { z } from "zod";
import { defineAccountAction, definePublicAction } from "@/lib/action";
import { clientAddress, replaceSession, signInWithPassword } from "@/lib/auth/session";
import { checkSecondStep } from "@/lib/services/account/check-second-step";
import {
  addPasskey,
  askForPasskey,
  askForProof,
  checkPasskey,
} from "@/lib/services/account/passkeys";
import { confirmTotp, startTotp } from "@/lib/services/account/set-up-totp";
import { requestPasswordReset } from "@/lib/services/request-password-reset";
import { resetPassword } from "@/lib/services/reset-password";
import { signUp } from "@/lib/services/sign-up";
import { afterSignIn, withNext } from "./after-sign-in";

const email = z
  .string("Write your e-mail address.")
  .trim()
  .max(254, "This e-mail address is too long.")
  .pipe(z.email("Write an e-mail address, like name@example.com."));
const password = z.string("Write your password.").min(1, "Write your password.");
const name = z
  .string("Write your name.")
  .trim()
  .min(1, "Write your name.")
  .max(120, "Use at most 120 characters.");

/** E-mail and password against the books; `next` is followed only inside this app. */
export const signInAction = definePublicAction({
  input: z.object({ email, password, next: z.string().optional() }),
  run: ({ input }) => signInWithPassword({ email: input.email, password: input.password }),
  redirectTo: ({ stage }, { next }) =>
    stage === "full" ? afterSignIn(next) : withNext("/sign-in/second-step", next),
});

/** A user with their books or firm, signed in. */
export const openBooks = definePublicAction({
  input: z.object({
    kind: z.enum(["investor", "professional"], "Choose one."),
    name,
    firmName: z.string().trim().max(120, "Use at most 120 characters.").default(""),
    email,
    password,
  }),
  run: async ({ input }) => {
    const signedUp = await signUp({ ...input, address: await clientAddress() });
    return signedUp.ok
      ? signInWithPassword({ email: input.email, password: input.password })
      : signedUp;
  },
  redirectTo: ({ stage }) => (stage === "full" ? afterSignIn(undefined) : "/sign-in/set-up"),
});

/** The same answer whether or not the address is known. */
export const sendLink = definePublicAction({
  input: z.object({ email }),
  run: ({ input }) => requestPasswordReset(input),
});

/** Takes the link once. */
export const resetByLink = definePublicAction({
  input: z.object({ token: z.string().max(200), password }),
  run: ({ input }) => resetPassword(input),
});

/** The second step after the password: a new session in the place of the one that waited. */
export const passSecondStep = defineAccountAction("second-step", {
  input: z.object({
    code: z.string("Write the code.").trim().min(1, "Write the code.").max(60, "This is too long."),
    by: z.enum(["totp", "recovery-code"]),
    next: z.string().optional(),
  }),
  run: async ({ session, input }) => {
    const checked = await checkSecondStep(session.id, input);
    if (checked.ok) {
      await replaceSession(session.id, [...session.shown, checked.value]);
    }
    return checked;
  },
  redirectTo: (_, { next }) => afterSignIn(next),
});

/** Begins to set up an authenticator app: on the way in, or of one's own accord. The page then shows the code to scan. */
export const beginTotp = defineAccountAction("enrolling", {
  input: z.object({}),
  run: async ({ session }) => {
    await startTotp(session);
    return { ok: true, value: null };
  },
});

/** Takes the app into use with its first code; on to the recovery codes. */
export const finishTotp = defineAccountAction("enrolling", {
  input: z.object({
    code: z.string("Write the code.").trim().min(1, "Write the code.").max(20, "This is too long."),
    next: z.string().optional(),
  }),
  run: async ({ session, input }) => {
    const confirmed = await confirmTotp(session, input);
    if (confirmed.ok) {
      await replaceSession(session.id, [...session.shown, "totp"]);
    }
    return confirmed;
  },
  redirectTo: (_, { next }) => withNext("/account/recovery-codes", next),
});

const answered = {
  answer: z.string().max(50_000, "This is too long."),
  next: z.string().optional(),
};

/** The question for a device that may sign anybody in: nobody is known yet. */
export const askAnyone = definePublicAction({ input: z.object({}), run: () => askForProof(null) });

/** Signs in with a passkey alone: it is the device and the person it recognised. */
export const signInByPasskey = definePublicAction({
  input: z.object(answered),
  run: async ({ input }) => {
    const checked = await checkPasskey(null, input.answer);
    if (checked.ok) {
      await replaceSession(checked.value, ["passkey"]);
    }
    return checked;
  },
  redirectTo: (_, { next }) => afterSignIn(next),
});

/** The question for a device of the person who has shown the password. */
export const askPending = defineAccountAction("second-step", {
  input: z.object({}),
  run: ({ session }) => askForProof(session.id),
});

/** The second step by a passkey. */
export const passByPasskey = defineAccountAction("second-step", {
  input: z.object(answered),
  run: async ({ session, input }) => {
    const checked = await checkPasskey(session.id, input.answer);
    if (checked.ok) {
      await replaceSession(session.id, [...session.shown, "passkey"]);
    }
    return checked;
  },
  redirectTo: (_, { next }) => afterSignIn(next),
});

/** The question that makes a new passkey. */
export const askNewPasskey = defineAccountAction("enrolling", {
  input: z.object({}),
  run: ({ session }) => askForPasskey(session),
});

/** Takes a new passkey into use; who had no second step goes on to the recovery codes. */
export const finishPasskey = defineAccountAction("enrolling", {
  input: z.object({
    ...answered,
    name: z.string().trim().max(60, "Use at most 60 characters.").default(""),
  }),
  run: async ({ session, input }) => {
    const added = await addPasskey(session, input);
    if (added.ok) {
      await replaceSession(session.id, [...session.shown, "passkey"]);
    }
    return added;
  },
  redirectTo: (_, { next }) =>
    next === undefined ? "/account/passkeys" : withNext("/account/recovery-codes", next),
});
