"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { changeReading, startImport } from "@/lib/services/start-import";
import { undoImport } from "@/lib/services/undo-import";

const Batch = z.object({ clientId: z.string(), batchId: z.string() });

const refreshed = (_: unknown, { clientId }: { clientId: string }): undefined => {
  revalidatePath(`/clients/${clientId}`, "layout");
};

/** Imports a previewed file. */
export const commit = defineAction({
  input: Batch,
  run: ({ user, input }) => startImport(user, input.clientId, input.batchId),
  redirectTo: refreshed,
});

/** Reads a file again under another account name. */
export const readAgain = defineAction({
  input: Batch.extend({
    accountName: z.string().trim().min(1, "Which account?").max(80, "At most 80 characters."),
  }),
  run: ({ user, input }) =>
    changeReading(user, input.clientId, input.batchId, { accountName: input.accountName }),
  redirectTo: refreshed,
});

/** Takes an import back. */
export const undo = defineAction({
  input: Batch,
  run: ({ user, input }) => undoImport(user, input.clientId, input.batchId),
  redirectTo: refreshed,
});
