"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type ActionState, defineAction } from "@/lib/action";
import { type Begun, beginForMany } from "@/lib/services/bulk/begin-for-many";
import { stopBulk } from "@/lib/services/bulk/start-bulk";
import { BULK_CHOICES } from "@/lib/services/bulk/words";

/** A box ticked once comes as a text, several as a list. */
const Several = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((told) => (typeof told === "string" ? [told] : told));

/** Leads to the run that was begun, or to the board of whom the clients were assigned to. */
const start = defineAction({
  input: z.object({
    what: z.enum([...BULK_CHOICES, "assign"]),
    years: Several,
    client: Several,
    member: z.string().max(60).default(""),
  }),
  run: ({ user, input: { years, client, ...told } }) =>
    beginForMany(user, {
      ...told,
      years: years.filter((year) => /^20\d\d$/.test(year)).map(Number),
      clients: client,
    }),
  redirectTo: (begun, { member }) => {
    revalidatePath("/clients");
    return begun.is === "run" ? `/clients/bulk/${begun.run}` : `/clients?preparer=${member}`;
  },
});

/** What came of the form, with all that was chosen on it, so that a refusal loses nothing. */
export interface BulkState {
  readonly result: ActionState<Begun> | null;
  /** How often it was sent. */
  readonly turn: number;
  /** Null before it was sent. */
  readonly chosen: {
    readonly what: string;
    readonly member: string;
    readonly years: readonly string[];
    readonly clients: readonly string[];
  } | null;
}

/** Begins something for many clients. */
export async function beginBulk({ turn }: BulkState, form: FormData): Promise<BulkState> {
  const texts = (name: string) => form.getAll(name).filter((one) => typeof one === "string");
  const chosen = {
    what: texts("what")[0] ?? "",
    member: texts("member")[0] ?? "",
    years: texts("years"),
    clients: texts("client"),
  };
  return { result: await start(null, form), turn: turn + 1, chosen };
}

const stop = defineAction({
  input: z.object({ run: z.string() }),
  again: "A run that is stopped stays stopped.",
  run: ({ user, input }) => stopBulk(user, input.run),
  redirectTo: (_, { run }): undefined => {
    revalidatePath(`/clients/bulk/${run}`);
  },
});

/** Stops it: what is not begun is left. */
export async function endBulk(state: ActionState | null, form: FormData) {
  return stop(state, form);
}
