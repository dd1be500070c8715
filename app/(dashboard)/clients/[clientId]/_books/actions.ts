"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { linkAllTransfers, linkTransfer } from "@/lib/services/link-transfer";
import { unlinkTransfer } from "@/lib/services/unlink-transfer";

const refreshed = (_: unknown, { clientId }: { clientId: string }): undefined => {
  revalidatePath(`/clients/${clientId}`, "layout");
};

const ids = z.string().transform((text) => text.split(","));

/** Makes transfers of the rows of one move. */
export const linkRows = defineAction({
  input: z.object({ clientId: z.string(), sent: ids, received: ids }),
  run: ({ user, input }) => linkTransfer(user, input.clientId, input),
  redirectTo: refreshed,
});

/** Links every move that is proposed. */
export const linkAllMoves = defineAction({
  input: z.object({ clientId: z.string() }),
  run: ({ user, input }) => linkAllTransfers(user, input.clientId),
  redirectTo: refreshed,
});

/** Takes a linked transfer apart; the drawer of a transfer that is gone closes. */
export const separateRows = defineAction({
  input: z.object({ clientId: z.string(), transfer: z.string() }),
  run: ({ user, input }) => unlinkTransfer(user, input.clientId, input.transfer),
  redirectTo: (_, { clientId }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return `/clients/${clientId}/ledger`;
  },
});
