"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { addTransaction, correctTransaction } from "@/lib/services/enter-transaction";
import { identifyLots, takeBackIdentification } from "@/lib/services/identify-lots";
import { ledgerQuery, readLedgerFilter } from "@/lib/services/ledger-filter";
import { recordBrokerReport, withdrawBrokerReport } from "@/lib/services/record-broker-report";
import { stateAdjustment, withdrawAdjustment } from "@/lib/services/state-adjustment";
import { isFormKind } from "@/lib/services/transaction-form";
import { voidTransaction } from "@/lib/services/void-transaction";
import { keepTyped, type TypedState } from "../_books/typed-state";

const Form = z.record(z.string().max(60), z.string().max(4000));

/** The ledger as the form's "back" says, with one transaction open. Read and written anew, so it leads nowhere else. */
function ledgerHref(
  clientId: string,
  back: string,
  open: Readonly<Record<string, string>>,
): string {
  const filter = readLedgerFilter(Object.fromEntries(new URLSearchParams(back)));
  return `/clients/${encodeURIComponent(clientId)}/ledger${ledgerQuery(filter, {}, open)}`;
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
    return ledgerHref(clientId, back, { tx: id });
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

const identification = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", tx = "", ...form } }) =>
    identifyLots(user, clientId, tx, form),
  redirectTo: (tx, { clientId = "", back = "" }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return ledgerHref(clientId, back, { tx });
  },
});

/** Records which lots a transaction takes. */
export async function saveIdentification(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(identification, state, form);
}

/** Takes back lots that were named by mistake. */
export const removeIdentification = defineAction({
  input: z.object({ clientId: z.string(), tx: z.string(), madeAt: z.string() }),
  run: ({ user, input }) => takeBackIdentification(user, input.clientId, input.tx, input.madeAt),
  redirectTo: (_, { clientId }): undefined => {
    revalidatePath(`/clients/${clientId}`, "layout");
  },
});

/** Back to the broker's form of the same transaction. */
const reported = (tx: string, { clientId = "", back = "" }: Record<string, string>): string => {
  revalidatePath(`/clients/${clientId}`, "layout");
  return ledgerHref(clientId, back, { tx, report: "" });
};

const brokerLine = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", tx = "", line = "", ...form } }) =>
    recordBrokerReport(user, clientId, tx, line, form),
  redirectTo: reported,
});

/** Records or corrects one line of a broker's form. */
export async function saveBrokerLine(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(brokerLine, state, form);
}

const adjustment = defineAction({
  input: Form,
  run: ({ user, input: { clientId = "", tx = "", ...form } }) =>
    stateAdjustment(user, clientId, tx, form),
  redirectTo: reported,
});

/** States an adjustment of Form 8949. */
export async function saveAdjustment(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(adjustment, state, form);
}

/** Takes a broker's line or a stated adjustment back. */
export const withdrawReported = defineAction({
  input: z.object({
    clientId: z.string(),
    tx: z.string(),
    back: z.string(),
    what: z.enum(["line", "adjustment"]),
    which: z.string(),
  }),
  run: ({ user, input: { clientId, tx, what, which } }) =>
    what === "line"
      ? withdrawBrokerReport(user, clientId, tx, which)
      : withdrawAdjustment(user, clientId, tx, which),
  redirectTo: reported,
});
