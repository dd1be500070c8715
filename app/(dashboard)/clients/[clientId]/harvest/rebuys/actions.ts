"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { chooseRebuyDays } from "@/lib/services/season/choose-rebuy-days";
import { keepTyped, type TypedState } from "../../_books/typed-state";

const choose = defineAction({
  input: z.object({ clientId: z.string(), days: z.string().max(10) }),
  run: ({ user, input }) => chooseRebuyDays(user, input.clientId, input.days),
  redirectTo: (_, { clientId }): undefined => {
    revalidatePath(`/clients/${clientId}`, "layout");
  },
});

/** Chooses which purchases are marked. */
export async function saveRebuyDays(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(choose, state, form);
}
