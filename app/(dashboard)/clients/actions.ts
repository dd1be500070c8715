"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { addClient } from "@/lib/services/view-clients";

/** Adds a client to the firm and opens their books at the import page. */
export const newClient = defineAction({
  input: z.object({ name: z.string().max(200) }),
  run: ({ user, input }) => addClient(user, input.name),
  redirectTo: (id) => {
    revalidatePath("/clients");
    return `/clients/${id}/import`;
  },
});
