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
import { chooseAsset } from "@/lib/services/choose-asset";
import {
  type AllocationRead,
  importAllocation,
  takeBackAllocation,
} from "@/lib/services/import-allocation";
import { requestPastPrices } from "@/lib/services/request-past-prices";
import { saveYearProfile } from "@/lib/services/save-year-profile";
import { setAccountFacts } from "@/lib/services/set-account-facts";
import { setAssetFacts } from "@/lib/services/set-asset-facts";
import { keepTyped, type TypedState, typedIn } from "../_books/typed-state";

const Form = z.record(z.string().max(60), z.string().max(4000));

const refreshed = (_: unknown, { clientId = "" }: { clientId?: string }): undefined => {
  revalidatePath(`/clients/${clientId}`, "layout");
};

const ledgerSettings = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => changeLedgerSettings(user, clientId, form),
  redirectTo: refreshed,
});

/** Changes some of the choices that hold for all years. */
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

/** Asks the worker to fetch the past prices the books lack. */
export const fetchPastPrices = defineAction({
  input: z.object({ clientId: z.string() }),
  run: ({ user, input }) => requestPastPrices(user, input.clientId),
  redirectTo: refreshed,
});

/** Renames an account. */
export const saveAccountName = defineAction({
  input: z.object({ clientId: z.string(), account: z.string(), name: z.string().max(200) }),
  run: ({ user, input }) => renameAccount(user, input.clientId, input.account, input.name),
  redirectTo: refreshed,
});

/** The part of the settings without its drawer. */
const closed = (clientId: string, part: string): string => {
  revalidatePath(`/clients/${clientId}`, "layout");
  return `/clients/${encodeURIComponent(clientId)}/settings?part=${part}`;
};

const accountFacts = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", account = "", ...form } }) =>
    setAccountFacts(user, clientId, account, form),
  redirectTo: (_, { clientId = "" }) => closed(clientId, "accounts"),
});

/** Says who holds an account's keys and whose return it is on. */
export async function saveAccountFacts(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(accountFacts, state, form);
}

const assetFacts = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => setAssetFacts(user, clientId, form),
  redirectTo: (_, { clientId = "" }) => closed(clientId, "assets"),
});

/** Says what an asset is for tax. */
export async function saveAssetFacts(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(assetFacts, state, form);
}

const sharedSign = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => chooseAsset(user, clientId, form),
  redirectTo: refreshed,
});

/** Says which of the coins that share a sign a source means. */
export async function saveSharedSign(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(sharedSign, state, form);
}

const allocation = defineAction({
  input: z.object({ clientId: z.string(), file: z.instanceof(File) }).catchall(z.string().max(60)),
  run: async ({ user, input: { clientId, file, ...form } }) =>
    importAllocation(user, clientId, { name: file.name, text: await file.text() }, form),
  redirectTo: refreshed,
});

/** Takes a completed allocation of January 1, 2025 from a file. */
export async function saveAllocation(
  state: TypedState<AllocationRead>,
  form: FormData,
): Promise<TypedState<AllocationRead>> {
  const next = await keepTyped(allocation, state, form);
  const isKept = next.result?.ok !== true || next.result.data.is === "kept";
  return isKept ? next : { ...next, typed: typedIn(form) };
}

/** Takes the allocation back. */
export const removeAllocation = defineAction({
  input: z.object({ clientId: z.string() }),
  run: ({ user, input }) => takeBackAllocation(user, input.clientId),
  redirectTo: refreshed,
});
