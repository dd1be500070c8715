"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import {
  addPayment,
  dropEdit,
  dropPayment,
  editFiled,
  reopenYear,
} from "@/lib/services/filing/change-filing";
import { markAsFiled } from "@/lib/services/filing/mark-as-filed";
import { keepTyped, type TypedState } from "../../_books/typed-state";

const Form = z.record(z.string().max(60), z.string().max(4000));

const refreshed = (_: unknown, { clientId = "" }: { clientId?: string }): undefined => {
  revalidatePath(`/clients/${clientId}`, "layout");
};

const file = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => markAsFiled(user, clientId, form),
  redirectTo: refreshed,
});

/** Freezes a year as filed. */
export async function fileYear(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(file, state, form);
}

const edit = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => editFiled(user, clientId, form),
  redirectTo: refreshed,
});

/** Tells a figure that was filed otherwise. */
export async function saveEdit(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(edit, state, form);
}

/** Takes such a figure back. */
export const removeEdit = defineAction({
  input: z.object({
    clientId: z.string(),
    year: z.coerce.number().int(),
    figure: z.string().max(60),
  }),
  run: ({ user, input: { clientId, ...named } }) => dropEdit(user, clientId, named),
  redirectTo: refreshed,
});

const payment = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => addPayment(user, clientId, form),
  redirectTo: refreshed,
});

/** Adds a payment of tax. */
export async function savePayment(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(payment, state, form);
}

/** Takes one back. */
export const removePayment = defineAction({
  input: z.object({
    clientId: z.string(),
    year: z.coerce.number().int(),
    kind: z.enum(["withholding", "estimated", "later"]),
    date: z.string().max(10),
    amount: z.string().max(60),
  }),
  run: ({ user, input: { clientId, year, ...payment } }) =>
    dropPayment(user, clientId, { year, payment }),
  redirectTo: refreshed,
});

const reopen = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", ...form } }) => reopenYear(user, clientId, form),
  redirectTo: refreshed,
});

/** Says that the year does not count as filed any more. */
export async function reopenFiled(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(reopen, state, form);
}
