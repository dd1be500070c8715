"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { withNext } from "@/app/(auth)/_components/after-sign-in";
import { type ActionState, defineAction, definePublicAction } from "@/lib/action";
import { signInWithPassword } from "@/lib/auth/session";
import { acceptInvitation, declineInvitation } from "@/lib/services/sharing/answer-invitation";
import { joinByInvitation } from "@/lib/services/sharing/join-by-invitation";

const Token = z.object({ token: z.string().max(200) });

/** The books' client list shows what is new. */
const landing = (clientId: string | null): string => {
  revalidatePath("/clients");
  return clientId === null ? "/clients" : `/clients/${clientId}`;
};

const acceptAction = defineAction({
  input: Token,
  again: "A letter is answered once; whoever answers it again is told so.",
  run: ({ user, input }) => acceptInvitation(user, input.token),
  redirectTo: ({ clientId }) => landing(clientId),
});

/** Accepts the letter as whoever is signed in. */
export async function accept(
  state: Awaited<ReturnType<typeof acceptAction>> | null,
  form: FormData,
) {
  return acceptAction(state, form);
}

const declineAction = defineAction({
  input: Token,
  again: "A letter is answered once; whoever answers it again is told so.",
  run: ({ user, input }) => declineInvitation(user, input.token),
});

/** Declines it: the link is dead. */
export async function decline(state: ActionState | null, form: FormData): Promise<ActionState> {
  return declineAction(state, form);
}

const joinAction = definePublicAction({
  input: z.object({
    token: z.string().max(200),
    name: z.string("Write your name.").trim().min(1, "Write your name.").max(120),
    password: z.string("Write your password.").min(1, "Write your password."),
  }),
  run: async ({ input }) => {
    const joined = await joinByInvitation(input);
    if (!joined.ok) {
      return joined;
    }
    const { email, clientId } = joined.value;
    const signedIn = await signInWithPassword({ email, password: input.password });
    if (!signedIn.ok) {
      return signedIn;
    }
    const { stage } = signedIn.value;
    return { ok: true as const, value: { stage, clientId } };
  },
  redirectTo: ({ stage, clientId }) =>
    stage === "full" ? landing(clientId) : withNext("/sign-in/set-up", landing(clientId)),
});

/** Opens an account with the letter, accepts it and signs in. */
export async function join(state: Awaited<ReturnType<typeof joinAction>> | null, form: FormData) {
  return joinAction(state, form);
}
