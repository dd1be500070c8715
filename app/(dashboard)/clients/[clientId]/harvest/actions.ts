"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { markPosition } from "@/lib/services/mark-position";
import { setAccountCosts } from "@/lib/services/set-account-costs";
import { tickStep } from "@/lib/services/tick-step";
import { keepTyped, type TypedState } from "../_books/typed-state";

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

const mark = defineAction({
  input: z.object({
    clientId: z.string(),
    position: z.string().max(240),
    reason: z.string().max(32),
  }),
  run: ({ user, input: { clientId, ...form } }) => markPosition(user, clientId, form),
  redirectTo: (_, { clientId }): undefined => {
    revalidatePath(`/clients/${clientId}`, "layout");
  },
});

/** Says what stands in the way of selling a position, or that nothing does any more. */
export async function markAsTold(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(mark, state, form);
}

const charge = defineAction({
  input: z.object({
    clientId: z.string(),
    account: z.string().max(64),
    fee: z.string().max(20),
    feeFixed: z.string().max(40),
  }),
  run: ({ user, input: { clientId, ...form } }) => setAccountCosts(user, clientId, form),
  redirectTo: (_, { clientId }): undefined => {
    revalidatePath(`/clients/${clientId}`, "layout");
  },
});

/** Says what selling in an account costs. */
export async function saveAccountCosts(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(charge, state, form);
}
