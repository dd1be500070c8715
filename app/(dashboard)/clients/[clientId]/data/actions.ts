"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type ActionState, defineAction } from "@/lib/action";
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
