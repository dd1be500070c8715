"use server";

import { z } from "zod";
import { defineAction } from "@/lib/action";
import { signOut } from "@/lib/auth/session";

const leaveAction = defineAction({
  input: z.object({}),
  run: async () => {
    await signOut();
    return { ok: true, value: null };
  },
  redirectTo: () => "/sign-in",
});

/** Ends the session on the server and in this browser. */
export async function leave(form: FormData): Promise<void> {
  await leaveAction(null, form);
}
