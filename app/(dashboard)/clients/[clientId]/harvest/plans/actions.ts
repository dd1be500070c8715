"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { commentOnPlan } from "@/lib/services/season/comment-plan";
import { savePlan } from "@/lib/services/season/save-plan";
import { keepTyped, type TypedState } from "../../_books/typed-state";

const Save = z.object({
  clientId: z.string(),
  plan: z.string().max(60),
  name: z.string().max(200),
  note: z.string().max(4000),
  fee: z.string().max(40).default(""),
  feeFixed: z.string().max(40).default(""),
  pick: z.union([z.string().max(200), z.array(z.string().max(200)).max(2000)]),
});

const save = defineAction({
  input: Save,
  run: ({ user, input: { clientId, plan, name, note, fee, feeFixed, pick } }) =>
    savePlan(user, clientId, {
      plan: plan === "" ? null : plan,
      name,
      note,
      picks: typeof pick === "string" ? [pick] : pick,
      costs: { fee, feeFixed },
    }),
  redirectTo: (plan, { clientId }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return `/clients/${encodeURIComponent(clientId)}/harvest/plans/${plan}`;
  },
});

/** Saves a plan or its next version; keeps what was typed when it is refused. */
export async function keepPlan(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(save, state, form);
}

const comment = defineAction({
  input: z.object({ clientId: z.string(), plan: z.string(), text: z.string().max(8000) }),
  run: ({ user, input }) => commentOnPlan(user, input.clientId, input.plan, input.text),
  redirectTo: (_, { clientId }): undefined => {
    revalidatePath(`/clients/${clientId}`, "layout");
  },
});

/** Says something about a plan. */
export async function sayOnPlan(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(comment, state, form);
}
