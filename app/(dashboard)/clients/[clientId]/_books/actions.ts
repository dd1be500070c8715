"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { denyTransfer } from "@/lib/services/deny-transfer";
import { linkAllTransfers, linkTransfer } from "@/lib/services/link-transfer";
import { unlinkTransfer } from "@/lib/services/unlink-transfer";

const refreshed = (_: unknown, { clientId }: { clientId: string }): undefined => {
  revalidatePath(`/clients/${clientId}`, "layout");
};

const ids = z.string().transform((text) => text.split(","));

/** Makes transfers of the rows of one move; `open` shows the first of them. */
export const linkRows = defineAction({
  input: z.object({
    clientId: z.string(),
    sent: ids,
    received: ids,
    open: z.literal("transfer").optional(),
  }),
  run: ({ user, input }) => linkTransfer(user, input.clientId, input),
  redirectTo: ([first], { clientId, open }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return open === undefined || first === undefined
      ? undefined
      : `/clients/${encodeURIComponent(clientId)}/ledger?tx=${first}`;
  },
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

/** Says that a row is no move between own accounts. */
export const denyMove = defineAction({
  input: z.object({ clientId: z.string(), row: z.string(), reason: z.string().max(300) }),
  run: ({ user, input }) => denyTransfer(user, input.clientId, input.row, input.reason),
  redirectTo: refreshed,
});

/** Takes that back. */
export const allowMove = defineAction({
  input: z.object({ clientId: z.string(), row: z.string() }),
  run: ({ user, input }) => denyTransfer(user, input.clientId, input.row, null),
  redirectTo: refreshed,
});
