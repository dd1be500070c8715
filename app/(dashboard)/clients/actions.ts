"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import { boardHref, readBoardQuery } from "@/lib/services/cockpit/board-query";
import { forgetView, keepView } from "@/lib/services/cockpit/keep-view";
import { followData, moveOnBoard, setDue } from "@/lib/services/cockpit/mark-board";
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

const opened = {
  client: z.uuid(),
  year: z.coerce.number().int().min(2009).max(2200),
  /** The state of the board to go back to. */
  query: z.string().max(500),
};

/** Back to the board as it was: read anew, so that nothing but a state of the board comes of it. */
function back(query: string): string {
  revalidatePath("/clients");
  const state = readBoardQuery(Object.fromEntries(new URLSearchParams(query)));
  return boardHref(state, { page: state.page });
}

/** Puts a client's year into another stage than the data say. */
export const moveClient = defineAction({
  input: z.object({ ...opened, stage: z.string().max(20), reason: z.string().max(2000) }),
  run: ({ user, input }) => moveOnBoard(user, input.client, input),
  redirectTo: (_, { query }) => back(query),
});

/** Lets the data say the stage again. */
export const unmoveClient = defineAction({
  input: z.object(opened),
  run: ({ user, input }) => followData(user, input.client, input.year),
  redirectTo: (_, { query }) => back(query),
});

/** Says when a client's year is due. */
export const dueOn = defineAction({
  input: z.object({ ...opened, due: z.string().max(20) }),
  run: ({ user, input }) => setDue(user, input.client, input),
  redirectTo: (_, { query }) => back(query),
});

/** Keeps the state of the board under a name. */
export const saveView = defineAction({
  again: "A view takes the place of one of the same name.",
  input: z.object({ name: z.string().max(200), query: z.string().max(500) }),
  run: ({ user, input }) => keepView(user, input),
  redirectTo: (_, { query }) => back(query),
});

/** Forgets a view. */
export const dropView = defineAction({
  again: "A view that is forgotten stays forgotten.",
  input: z.object({ id: z.string().max(40) }),
  run: async ({ user, input }) => {
    const forgotten = await forgetView(user, input.id);
    revalidatePath("/clients");
    return forgotten;
  },
});
