"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { addTransaction, correctTransaction } from "@/lib/services/enter-transaction";
import { ledgerQuery, readLedgerFilter } from "@/lib/services/ledger-filter";
import { isFormKind } from "@/lib/services/transaction-form";
import { voidTransaction } from "@/lib/services/void-transaction";
import { keepTyped, type TypedState } from "../_books/typed-state";

const Form = z.record(z.string().max(60), z.string().max(4000));

/** The ledger as the form's "back" says, with one transaction open. Read and written anew, so it leads nowhere else. */
function ledgerHref(clientId: string, back: string, tx?: string): string {
  const filter = readLedgerFilter(Object.fromEntries(new URLSearchParams(back)));
  return `/clients/${encodeURIComponent(clientId)}/ledger${ledgerQuery(filter, {}, tx === undefined ? {} : { tx })}`;
}

const save = defineAction({
  input: Form,
  run: async ({ user, input }) => {
    const { clientId = "", kind = "", replaces, ...form } = input;
    if (!isFormKind(kind)) {
      return {
        ok: false,
        error: { code: "invalid-input", fields: { kind: "Choose what happened." } },
      };
    }
    return replaces === undefined
      ? addTransaction(user, clientId, kind, form)
      : correctTransaction(user, clientId, replaces, kind, form);
  },
  redirectTo: (id, { clientId = "", back = "" }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return ledgerHref(clientId, back, id);
  },
});

/** Adds or corrects a transaction; keeps what was typed when it is refused. */
export async function saveTransaction(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(save, state, form);
}

/** Takes a transaction out of the books. */
export const voidEntry = defineAction({
  input: z.object({
    clientId: z.string(),
    tx: z.string(),
    reason: z.string().trim().min(1, "Say why, in a few words.").max(200),
  }),
  run: ({ user, input }) => voidTransaction(user, input.clientId, input.tx, input.reason),
  redirectTo: (_, { clientId }): undefined => {
    revalidatePath(`/clients/${clientId}`, "layout");
  },
});
