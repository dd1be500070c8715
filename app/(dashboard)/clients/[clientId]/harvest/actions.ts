"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { tickStep } from "@/lib/services/tick-step";

/** Ticks or unticks a step of the season by hand. */
export const tickByHand = defineAction({
  input: z.object({
    clientId: z.string(),
    year: z.coerce.number().int().min(2009).max(2100),
    step: z.string().max(64),
    state: z.enum(["done", "open"]),
  }),
  run: ({ user, input }) =>
    tickStep(user, input.clientId, {
      year: input.year,
      step: input.step,
      isDone: input.state === "done",
    }),
  redirectTo: (_, { clientId }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return undefined;
  },
});
