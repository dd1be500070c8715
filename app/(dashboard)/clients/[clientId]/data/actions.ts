"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type ActionState, defineAction } from "@/lib/action";
import { deleteBooks } from "@/lib/services/deletion/delete-books";
import { requestExport } from "@/lib/services/export/request-export";

const ask = defineAction({
  input: z.object({ clientId: z.string() }),
  proof: "second-step",
  run: ({ user, input }) => requestExport(user, input.clientId),
  redirectTo: (_, { clientId }) => {
    revalidatePath(`/clients/${clientId}/data`);
    return undefined;
  },
});

/** Asks for everything in these books as one file. */
export async function askForExport(state: ActionState | null, form: FormData) {
  return ask(state, form);
}

const deletion = defineAction({
  input: z.object({ clientId: z.string(), name: z.string().max(200).default("") }),
  proof: "second-step",
  again: "Books are closed once; whoever asks again finds none.",
  run: ({ user, input }) => deleteBooks(user, input.clientId, input.name),
  redirectTo: (token) => `/deleted/${token}`,
});

/** Deletes these books for good, by whoever typed their name. */
export async function deleteThese(state: ActionState<string> | null, form: FormData) {
  return deletion(state, form);
}
