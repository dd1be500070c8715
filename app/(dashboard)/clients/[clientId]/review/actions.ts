"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { addMigration } from "@/lib/services/add-migration";
import { dismissReviewItem, reopenReviewItem } from "@/lib/services/dismiss-review-item";
import { linkTransfer } from "@/lib/services/link-transfer";
import { unlinkTransfer } from "@/lib/services/unlink-transfer";
import { voidTransaction } from "@/lib/services/void-transaction";
import { reviewHref } from "./_components/review-address";

const ids = z.string().transform((text) => text.split(","));
const place = { clientId: z.string(), back: z.string().default("") };

/** Back to the review as it was filtered, with what was just done and its undo. */
function backTo(
  { clientId, back }: { clientId: string; back: string },
  done: Readonly<Record<string, string>>,
): string {
  revalidatePath(`/clients/${clientId}`, "layout");
  return reviewHref(clientId, Object.fromEntries(new URLSearchParams(back)), done);
}

/** Puts an item aside with a reason. */
export const dismissItem = defineAction({
  input: z.object({ ...place, item: z.string(), reason: z.string() }),
  run: ({ user, input }) => dismissReviewItem(user, input.clientId, input),
  redirectTo: (_, input) => backTo(input, { done: "dismissed", of: input.item }),
});

/** Takes an item up again. */
export const reopenItem = defineAction({
  input: z.object({ ...place, item: z.string() }),
  run: ({ user, input }) => reopenReviewItem(user, input.clientId, input.item),
  redirectTo: (_, input) => backTo(input, { done: "reopened" }),
});

/** Makes a transfer of the rows of one move, and stays in the review. */
export const linkItem = defineAction({
  input: z.object({ ...place, sent: ids, received: ids }),
  run: ({ user, input }) => linkTransfer(user, input.clientId, input),
  redirectTo: ([transfer], input) => backTo(input, { done: "linked", of: transfer ?? "" }),
});

/** Takes a transfer apart that was just linked. */
export const unlinkItem = defineAction({
  input: z.object({ ...place, transfer: z.string() }),
  run: ({ user, input }) => unlinkTransfer(user, input.clientId, input.transfer),
  redirectTo: (_, input) => backTo(input, { done: "separated" }),
});

/** Enters the change of a coin into its successor that no row tells, and stays in the review. */
export const enterChange = defineAction({
  input: z.object({ ...place, migration: z.string(), as: z.string() }),
  run: ({ user, input }) => addMigration(user, input.clientId, input.migration, input.as),
  redirectTo: (entry, input) => backTo(input, { done: "changed", of: entry }),
});

/** Takes a change out of the books that was just entered. */
export const withdrawChange = defineAction({
  input: z.object({ ...place, entry: z.string() }),
  run: ({ user, input }) =>
    voidTransaction(user, input.clientId, input.entry, "taken back in the review"),
  redirectTo: (_, input) => backTo(input, { done: "withdrawn" }),
});
