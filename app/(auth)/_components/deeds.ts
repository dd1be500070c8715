import { z } from "zod";
import { definePublicAction } from "@/lib/action";
import { clientAddress, signInWithPassword } from "@/lib/auth/session";
import { requestPasswordReset } from "@/lib/services/request-password-reset";
import { resetPassword } from "@/lib/services/reset-password";
import { signUp } from "@/lib/services/sign-up";
import { afterSignIn } from "./after-sign-in";

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
  redirectTo: (_, input) => afterSignIn(input.next),
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
  redirectTo: () => afterSignIn(undefined),
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
