"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { noteBrokerTold, withdrawTicket } from "@/lib/services/season/note-ticket";
import { writeTicket } from "@/lib/services/season/write-ticket";
import { keepTyped, type TypedState } from "../../_books/typed-state";

const write = defineAction({
  input: z.record(z.string().max(60), z.string().max(4000)),
  run: ({ user, input: { clientId = "", ...form } }) => writeTicket(user, clientId, form),
  redirectTo: (ticket, { clientId = "" }) => {
    revalidatePath(`/clients/${clientId}`, "layout");
    return `/clients/${encodeURIComponent(clientId)}/harvest/tickets/${ticket}`;
  },
});

/** Writes a ticket; keeps what was typed when it is refused. */
export async function saveTicket(state: TypedState, form: FormData): Promise<TypedState> {
  return keepTyped(write, state, form);
}

const OneTicket = z.object({ clientId: z.string(), ticket: z.string() });

const redraw = (_: null, { clientId }: z.output<typeof OneTicket>): undefined => {
  revalidatePath(`/clients/${clientId}`, "layout");
};

/** Notes that the broker was told. */
export const tellBroker = defineAction({
  input: OneTicket,
  run: ({ user, input }) => noteBrokerTold(user, input.clientId, input.ticket),
  redirectTo: redraw,
});

/** Withdraws a ticket no sale has used. */
export const takeTicketBack = defineAction({
  input: OneTicket,
  run: ({ user, input }) => withdrawTicket(user, input.clientId, input.ticket),
  redirectTo: redraw,
});
