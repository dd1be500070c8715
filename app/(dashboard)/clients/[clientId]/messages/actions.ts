"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { MESSAGE_KINDS, writeMessage } from "@/lib/services/talk/write-message";
import { keepTyped, type TypedState } from "../_books/typed-state";

const write = defineAction({
  input: z.object({
    clientId: z.string(),
    kind: z.enum(MESSAGE_KINDS),
    text: z.string().max(20_000).default(""),
  }),
  run: ({ user, input: { clientId, ...told } }) => writeMessage(user, clientId, told),
  redirectTo: (_, { clientId }): undefined => {
    revalidatePath(`/clients/${clientId}/messages`);
  },
});

/** Says something: to the other side, as a shared note, or as a note of the firm. */
export async function sendMessage(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(write, state, form);
}
