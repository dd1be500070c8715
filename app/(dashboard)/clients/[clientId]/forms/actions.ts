"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import {
  decideAlike,
  decideDifference,
  matchByHand,
  unmatchByHand,
  withdrawFormRow,
} from "@/lib/services/reconcile/decide";
import { enterFormRow } from "@/lib/services/reconcile/enter-row";
import { keepTyped, type TypedState } from "../_books/typed-state";

const refreshed = (_: unknown, { clientId = "" }: { clientId?: string }): undefined => {
  revalidatePath(`/clients/${clientId}`, "layout");
};

const told = z.object({
  clientId: z.string(),
  difference: z.string().max(400),
  choice: z.string().max(40).default(""),
  note: z.string().max(1000).default(""),
});

const decision = defineAction({
  input: told,
  run: ({ user, input: { clientId, ...one } }) => decideDifference(user, clientId, one),
  redirectTo: refreshed,
});

/** Decides a difference. */
export async function decide(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(decision, state, form);
}

const alike = defineAction({
  input: told,
  run: ({ user, input: { clientId, ...one } }) => decideAlike(user, clientId, one),
  redirectTo: refreshed,
});

/** Decides every open difference like one in one word. */
export async function decideAll(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(alike, state, form);
}

const row = defineAction({
  input: z.record(z.string().max(60), z.string().max(400)),
  run: ({ user, input: { clientId = "", ...form } }) => enterFormRow(user, clientId, form),
  redirectTo: refreshed,
});

/** Keeps a line typed from paper. */
export async function saveRow(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(row, state, form);
}

/** Takes a typed line back. */
export const removeRow = defineAction({
  input: z.object({ clientId: z.string(), row: z.string().max(60) }),
  run: ({ user, input }) => withdrawFormRow(user, input.clientId, input.row),
  redirectTo: refreshed,
});

/** Says which sales a line tells of. */
export const match = defineAction({
  input: z.object({
    clientId: z.string(),
    line: z.string().max(200),
    disposals: z
      .union([
        z
          .string()
          .max(60)
          .transform((one) => [one]),
        z.array(z.string().max(60)).max(40),
      ])
      .default([]),
  }),
  run: ({ user, input: { clientId, ...one } }) => matchByHand(user, clientId, one),
  redirectTo: refreshed,
});

/** Takes that word back. */
export const unmatch = defineAction({
  input: z.object({ clientId: z.string(), line: z.string().max(200) }),
  run: ({ user, input }) => unmatchByHand(user, input.clientId, input.line),
  redirectTo: refreshed,
});
