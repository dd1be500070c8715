"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type ActionState, defineAction } from "@/lib/action";
import { askForDocument, noteRequest, REQUEST_STEPS } from "@/lib/services/talk/ask-document";
import { importDocument } from "@/lib/services/talk/give-document";
import { keepTyped, type TypedState } from "../_books/typed-state";

const refreshed = (_: unknown, { clientId = "" }: { clientId?: string }): undefined => {
  revalidatePath(`/clients/${clientId}/documents`);
};

const ask = defineAction({
  input: z.record(z.string().max(60), z.string().max(20_000)),
  run: ({ user, input: { clientId = "", ...form } }) => askForDocument(user, clientId, form),
  redirectTo: refreshed,
});

/** Asks the other side for a document. */
export async function sendRequest(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(ask, state, form);
}

const note = defineAction({
  input: z.object({ clientId: z.string(), request: z.string(), step: z.enum(REQUEST_STEPS) }),
  run: ({ user, input }) => noteRequest(user, input.clientId, input.request, input.step),
  redirectTo: refreshed,
});

/** Says that what was given will do, that it is asked for again, or no longer wanted. */
export async function saveStep(state: ActionState | null, form: FormData) {
  return note(state, form);
}

const take = defineAction({
  input: z.object({ clientId: z.string(), request: z.string(), file: z.string() }),
  again: "The same bytes are one import.",
  run: ({ user, input }) => importDocument(user, input.clientId, input.request, input.file),
  redirectTo: ({ batchId, is }, { clientId }) =>
    `/clients/${clientId}/import/${batchId}${is === "unmapped" ? "/map" : is === "imported-before" ? "?again=1" : ""}`,
});

/** Reads a given document as a file to import. */
export async function importGiven(_: unknown, form: FormData) {
  return take(null, form);
}
