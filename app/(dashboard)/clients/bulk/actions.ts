"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type ActionState, defineAction } from "@/lib/action";
import { startBulk, stopBulk } from "@/lib/services/bulk/start-bulk";
import { BULK_CHOICES } from "@/lib/services/bulk/words";

/** A box ticked once comes as a text, several as a list. */
const Several = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((told) => (typeof told === "string" ? [told] : told));

const start = defineAction({
  input: z.object({ what: z.enum(BULK_CHOICES), years: Several, client: Several }),
  run: ({ user, input: { what, years, client } }) =>
    startBulk(user, {
      what,
      years: years.filter((year) => /^20\d\d$/.test(year)).map(Number),
      clients: client,
    }),
  redirectTo: (runId) => `/clients/bulk/${runId}`,
});

/** Begins something for many clients. */
export async function beginBulk(state: ActionState<unknown> | null, form: FormData) {
  return start(state === null || state.ok === false ? state : null, form);
}

const stop = defineAction({
  input: z.object({ run: z.string() }),
  run: ({ user, input }) => stopBulk(user, input.run),
  redirectTo: (_, { run }): undefined => {
    revalidatePath(`/clients/bulk/${run}`);
  },
});

/** Stops it: what is not begun is left. */
export async function endBulk(state: ActionState | null, form: FormData) {
  return stop(state, form);
}
