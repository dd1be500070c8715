"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { linkAllTransfers, linkTransfer } from "@/lib/services/link-transfer";
import { unlinkTransfer } from "@/lib/services/unlink-transfer";

const refreshed = (_: unknown, { clientId }: { clientId: string }): undefined => {
  revalidatePath(`/clients/${clientId}`, "layout");
};

/** Makes one transfer of a withdrawal and a deposit. */
export const linkPair = defineAction({
  input: z.object({ clientId: z.string(), sent: z.string(), received: z.string() }),
  run: ({ user, input }) => linkTransfer(user, input.clientId, input),
  redirectTo: refreshed,
});

/** Makes a transfer of every clear pair. */
export const linkAllPairs = defineAction({
  input: z.object({ clientId: z.string() }),
  run: ({ user, input }) => linkAllTransfers(user, input.clientId),
  redirectTo: refreshed,
});

/** Takes a linked transfer apart; the drawer of a transfer that is gone closes. */
export const separatePair = defineAction({
  input: z.object({ clientId: z.string(), transfer: z.string() }),
  run: ({ user, input }) => unlinkTransfer(user, input.clientId, input.transfer),
  redirectTo: (_, { clientId }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return `/clients/${clientId}/ledger`;
  },
});
