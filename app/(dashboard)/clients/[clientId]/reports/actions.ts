"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { REPORT_KINDS } from "@/lib/services/reports/kinds";
import { requestReport } from "@/lib/services/request-report";
import { signReport, takeSignOffBack } from "@/lib/services/sign-off/sign-report";
import { keepTyped, type TypedState } from "../_books/typed-state";

/** Asks for a new version of what a year is made into. */
export const makeReport = defineAction({
  input: z.object({
    clientId: z.string(),
    year: z.coerce.number().int().min(2009).max(2100),
    kind: z.enum(REPORT_KINDS),
  }),
  run: ({ user, input }) => requestReport(user, input.clientId, input),
  redirectTo: (_, { clientId, year }) => {
    const path = `/clients/${clientId}/reports`;
    revalidatePath(path);
    // The next paper asked for is most often of the same year.
    return `${path}?year=${year}`;
  },
});

const refreshed = (_: unknown, { clientId }: { clientId: string }): undefined => {
  revalidatePath(`/clients/${clientId}/reports`);
};

const sign = defineAction({
  input: z.object({
    clientId: z.string(),
    report: z.string(),
    note: z.string().max(4000).default(""),
  }),
  run: ({ user, input: { clientId, ...told } }) => signReport(user, clientId, told),
  redirectTo: refreshed,
});

/** A second person signs a version off. */
export async function signVersion(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(sign, state, form);
}

const unsign = defineAction({
  input: z.object({
    clientId: z.string(),
    report: z.string(),
    reason: z.string().max(4000).default(""),
  }),
  run: ({ user, input: { clientId, ...told } }) => takeSignOffBack(user, clientId, told),
  redirectTo: refreshed,
});

/** Takes a sign-off back, with the reason. */
export async function unsignVersion(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(unsign, state, form);
}
