"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { saveOriginalFigures } from "@/lib/services/filing/save-original-figures";
import { keepTyped, type TypedState } from "../../_books/typed-state";

const originals = defineAction({
  input: z.record(z.string().max(60), z.string().max(200)),
  run: ({ user, input: { clientId = "", ...form } }) => saveOriginalFigures(user, clientId, form),
  redirectTo: (_, { clientId = "" }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return undefined;
  },
});

/** Keeps lines of the original return. */
export async function saveOriginals(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(originals, state, form);
}
