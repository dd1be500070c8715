"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type ActionState, defineAction } from "@/lib/action";
import { type AddedClients, addClients } from "@/lib/services/firm/add-clients";

const add = defineAction({
  input: z.object({ list: z.string().max(200_000).default(""), step: z.enum(["preview", "add"]) }),
  run: ({ user, input }) => addClients(user, input.list, input.step === "preview"),
  redirectTo: ({ added }) => {
    if (added === 0) {
      return;
    }
    revalidatePath("/clients");
    return "/clients";
  },
});

/** What was read of the list, with the list itself, so that a look loses nothing. */
export interface ListState {
  readonly result: ActionState<AddedClients> | null;
  readonly list: string;
}

/** Reads a list of clients; adds them when that was asked. */
export async function sendList(_: ListState, form: FormData): Promise<ListState> {
  const list = form.get("list");
  return { result: await add(null, form), list: typeof list === "string" ? list : "" };
}
