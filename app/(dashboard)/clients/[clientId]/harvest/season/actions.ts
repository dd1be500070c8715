"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { endCalendarAddress, makeCalendarAddress } from "@/lib/services/season/calendar-address";
import { chooseReminders } from "@/lib/services/season/choose-reminders";

const Client = z.object({ clientId: z.string() });

const redraw = (_: unknown, { clientId }: { readonly clientId: string }): undefined => {
  // The autumn and the settings both show it.
  revalidatePath(`/clients/${clientId}`, "layout");
};

/** Makes the private address; the answer is the only place it is ever shown. */
export const makeAddress = defineAction({
  again:
    "A new address takes the place of the one before; its secret is kept nowhere, so it could not be told again.",
  input: Client,
  run: ({ user, input }) => makeCalendarAddress(user, input.clientId),
});

/** Ends the private address. */
export const endAddress = defineAction({
  again: "An address that has ended stays ended.",
  input: Client,
  run: ({ user, input }) => endCalendarAddress(user, input.clientId),
  redirectTo: redraw,
});

/** Turns mail about this client on or off. */
export const setReminders = defineAction({
  again: "On stays on, off stays off.",
  input: z.object({ clientId: z.string(), state: z.enum(["on", "off"]) }),
  run: ({ user, input }) => chooseReminders(user, input.clientId, input.state === "on"),
  redirectTo: redraw,
});
