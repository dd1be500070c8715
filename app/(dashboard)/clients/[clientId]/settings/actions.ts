"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { addPriceFile, addQuote, fetchQuotes } from "@/lib/services/change-quotes";
import {
  addStandingOrder,
  changeLedgerSettings,
  renameAccount,
} from "@/lib/services/change-settings";
import { saveYearProfile } from "@/lib/services/save-year-profile";
import { keepTyped, type TypedState } from "../_books/typed-state";

const Form = z.record(z.string().max(60), z.string().max(4000));

const refreshed = (_: unknown, { clientId = "" }: { clientId?: string }): undefined => {
  revalidatePath(`/clients/${clientId}`, "layout");
};

const ledgerSettings = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => changeLedgerSettings(user, clientId, form),
  redirectTo: refreshed,
});

/** Changes time zone, pooling and the treatment of network fees. */
export async function saveLedgerSettings(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(ledgerSettings, state, form);
}

const order = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => addStandingOrder(user, clientId, form),
  redirectTo: refreshed,
});

/** Records a standing order. */
export async function saveOrder(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(order, state, form);
}

const profile = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => saveYearProfile(user, clientId, form),
  redirectTo: refreshed,
});

/** Saves a year's profile. */
export async function saveProfile(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(profile, state, form);
}

const quote = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => addQuote(user, clientId, form),
  redirectTo: refreshed,
});

/** Enters one price. */
export async function saveQuote(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(quote, state, form);
}

/** Takes a price file. */
export const savePriceFile = defineAction({
  input: z.object({ clientId: z.string(), file: z.instanceof(File) }),
  run: async ({ user, input: { clientId, file } }) =>
    addPriceFile(user, clientId, { name: file.name, text: await file.text() }),
  redirectTo: refreshed,
});

/** Asks the providers for prices. */
export const askProviders = defineAction({
  input: z.object({ clientId: z.string() }),
  run: ({ user, input }) => fetchQuotes(user, input.clientId),
  redirectTo: refreshed,
});

/** Renames an account. */
export const saveAccountName = defineAction({
  input: z.object({ clientId: z.string(), account: z.string(), name: z.string().max(200) }),
  run: ({ user, input }) => renameAccount(user, input.clientId, input.account, input.name),
  redirectTo: refreshed,
});
