"use server";

import { z } from "zod";
import { defineAction } from "@/lib/action";
import { verifyHistory } from "@/lib/services/history/verify-history";

/** Computes the chain of a client's history again; with a head, also whether that is still in it. */
export const checkHistory = defineAction({
  again: "Nothing is changed.",
  input: z.object({ clientId: z.string(), head: z.string().max(200).default("") }),
  run: ({ user, input }) => verifyHistory(user, input.clientId, input.head),
});
