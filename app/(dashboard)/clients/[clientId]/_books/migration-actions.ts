"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { addMigration } from "@/lib/services/add-migration";

/** Enters one proposed change of a coin into its successor. */
export const enterMigration = defineAction({
  input: z.object({ clientId: z.string(), key: z.string().max(200), as: z.string().max(20) }),
  run: ({ user, input: { clientId, key, as } }) => addMigration(user, clientId, key, as),
  redirectTo: (_, { clientId }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return undefined;
  },
});
