"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type ActionState, defineAction } from "@/lib/action";
import { type AddedClients, addClients, LIST_STEPS } from "@/lib/services/firm/add-clients";

const List = z.object({ list: z.string().max(200_000).default("") });

const goBack = ({ added }: AddedClients): string | undefined => {
  if (added === 0) {
    return;
  }
  revalidatePath("/clients");
  return "/clients";
};

const look = defineAction({
  again: "Nothing is changed.",
  input: List,
  run: ({ user, input }) => addClients(user, input.list, "preview"),
});

const add = defineAction({
  input: List,
  run: ({ user, input }) => addClients(user, input.list, "add"),
  redirectTo: goBack,
});

/** Letting people in asks for the second step, as on each client's own page. */
const invite = defineAction({
  proof: "second-step",
  input: List,
  run: ({ user, input }) => addClients(user, input.list, "invite"),
  redirectTo: goBack,
});

const STEPS = { preview: look, add, invite };

/** What was read of the list, with the list itself, so that a look loses nothing. */
export interface ListState {
  readonly result: ActionState<AddedClients> | null;
  readonly list: string;
}

/** Reads a list of clients; adds them, and invites them, when that was asked. */
export async function sendList(_: ListState, form: FormData): Promise<ListState> {
  const list = form.get("list");
  const step = LIST_STEPS.find((one) => one === form.get("step")) ?? "preview";
  return { result: await STEPS[step](null, form), list: typeof list === "string" ? list : "" };
}
