"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type ActionState, defineAction } from "@/lib/action";
import { assignClient, handOffClient } from "@/lib/services/firm/assign-client";
import { endAccess, withdrawInvitation } from "@/lib/services/sharing/end-access";
import { invitePerson } from "@/lib/services/sharing/invite-person";
import { keepTyped, type TypedState } from "../_books/typed-state";

const Form = z.record(z.string().max(60), z.string().max(4000));

const refreshed = (_: unknown, { clientId = "" }: { clientId?: string }): undefined => {
  revalidatePath(`/clients/${clientId}/people`);
};

const invite = defineAction({
  proof: "second-step",
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => invitePerson(user, clientId, form),
  redirectTo: refreshed,
});

/** Invites somebody by mail into these books, by whoever showed their second step within five minutes. */
export async function sendInvite(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(invite, state, form);
}

const Person = z.object({ clientId: z.string(), person: z.string() });

const end = defineAction({
  input: Person,
  run: ({ user, input }) => endAccess(user, input.clientId, input.person),
  redirectTo: refreshed,
});

/** Ends somebody's way in. */
export async function endPersonsAccess(state: ActionState | null, form: FormData) {
  return end(state, form);
}

const Letter = z.object({ clientId: z.string(), invitation: z.string() });

const withdraw = defineAction({
  input: Letter,
  run: ({ user, input }) => withdrawInvitation(user, input.clientId, input.invitation),
  redirectTo: refreshed,
});

/** Takes an invitation back before it is answered. */
export async function withdrawLetter(state: ActionState | null, form: FormData) {
  return withdraw(state, form);
}

const assign = defineAction({
  input: z.object({ clientId: z.string(), member: z.string(), assigned: z.enum(["yes", "no"]) }),
  run: ({ user, input: { clientId, member, assigned } }) =>
    assignClient(user, clientId, member, assigned === "yes"),
  redirectTo: refreshed,
});

/** Assigns the client to a colleague, or ends it. */
export async function saveAssignment(state: ActionState | null, form: FormData) {
  return assign(state, form);
}

const handOff = defineAction({
  input: z.object({
    clientId: z.string(),
    from: z.string(),
    to: z.string(),
    note: z.string().max(4000).default(""),
  }),
  run: ({ user, input: { clientId, ...told } }) => handOffClient(user, clientId, told),
  redirectTo: refreshed,
});

/** Hands the client from one colleague to another. */
export async function sendHandOff(state: ActionState | null, form: FormData) {
  return handOff(state, form);
}
