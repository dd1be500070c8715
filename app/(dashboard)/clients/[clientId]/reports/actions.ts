"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { REPORT_KINDS } from "@/lib/services/reports/kinds";
import { requestReport } from "@/lib/services/request-report";

/** Asks for a new version of what a year is made into. */
export const makeReport = defineAction({
  input: z.object({
    clientId: z.string(),
    year: z.coerce.number().int().min(2009).max(2100),
    kind: z.enum(REPORT_KINDS),
  }),
  run: ({ user, input }) => requestReport(user, input.clientId, input),
  redirectTo: (_, { clientId }) => {
    const path = `/clients/${clientId}/reports`;
    revalidatePath(path);
    return path;
  },
});
