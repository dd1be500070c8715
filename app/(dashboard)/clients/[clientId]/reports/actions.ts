"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { requestReport } from "@/lib/services/request-report";

/** Asks for a new version of a year's report. */
export const makeReport = defineAction({
  input: z.object({ clientId: z.string(), year: z.coerce.number().int().min(2009).max(2100) }),
  run: ({ user, input }) => requestReport(user, input.clientId, input.year),
  redirectTo: (_, { clientId }) => {
    const path = `/clients/${clientId}/reports`;
    revalidatePath(path);
    return path;
  },
});
