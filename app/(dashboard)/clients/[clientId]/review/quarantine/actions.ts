"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { decideQuarantine } from "@/lib/services/decide-quarantine";
import { quarantineHref } from "./_components/quarantine-address";

const ANSWERS = ["same", "different", "prefer-new", "spam", "mine", "open"] as const;

/** Decides about one row, or with `group` about all of a group, and shows what was done with its way back. */
export const decideRows = defineAction({
  input: z.object({
    clientId: z.string(),
    answer: z.enum(ANSWERS),
    item: z.string().optional(),
    group: z.string().optional(),
    back: z.string().default(""),
  }),
  run: ({ user, input: { clientId, answer, item, group } }) =>
    decideQuarantine(
      user,
      clientId,
      group === undefined ? { ids: [item ?? ""] } : { group },
      answer,
    ),
  redirectTo: ({ decided, inTransfer }, { clientId, answer, item, group, back }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    const query = Object.fromEntries(new URLSearchParams(back));
    return quarantineHref(clientId, query, {
      item: null,
      done: answer,
      of: group ?? item ?? null,
      rows: String(decided),
      kept: inTransfer === 0 ? null : String(inTransfer),
    });
  },
});
