"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { tellLoss, withdrawLoss } from "@/lib/services/season/tell-loss";
import { keepTyped, type TypedState } from "../../_books/typed-state";

const tell = defineAction({
  input: z.record(z.string().max(60), z.string().max(4000)),
  run: ({ user, input: { clientId = "", place = "", ...form } }) => {
    const [account = "", ...asset] = place.split("~");
    return tellLoss(user, clientId, { ...form, account, asset: asset.join("~") });
  },
  redirectTo: (event, { clientId = "" }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return `/clients/${encodeURIComponent(clientId)}/harvest/losses/${event}`;
  },
});

/** Keeps what is told of a loss. */
export async function saveLoss(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(tell, state, form);
}

/** Takes it back. */
export const removeLoss = defineAction({
  input: z.object({ clientId: z.string(), event: z.string() }),
  run: ({ user, input }) => withdrawLoss(user, input.clientId, input.event),
  redirectTo: (_, { clientId }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return `/clients/${encodeURIComponent(clientId)}/harvest/losses`;
  },
});
