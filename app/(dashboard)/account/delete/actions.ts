"use server";

import { z } from "zod";
import { type ActionState, defineAction } from "@/lib/action";
import { deleteAccount } from "@/lib/services/deletion/delete-account";

const deletion = defineAction({
  input: z.object({ email: z.string().max(254).default("") }),
  proof: "second-step",
  again: "An account is closed once; whoever asks again is no longer known.",
  run: ({ user, input }) => deleteAccount(user, input.email),
  redirectTo: (token) => `/deleted/${token}`,
});

/** Deletes the account of who is signed in, by whoever typed its e-mail. */
export async function deleteMyAccount(state: ActionState<string> | null, form: FormData) {
  return deletion(state, form);
}
