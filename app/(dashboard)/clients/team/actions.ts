"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type ActionState, defineAction } from "@/lib/action";
import {
  changeAssignedOnly,
  changeConsentWording,
  changeRole,
  inviteColleague,
  removeMember,
  withdrawColleague,
} from "@/lib/services/firm/change-team";

const refreshed = (): undefined => {
  revalidatePath("/clients/team");
};

const invite = defineAction({
  proof: "second-step",
  input: z.object({ email: z.string().max(300), role: z.string().max(20) }),
  run: ({ user, input }) => inviteColleague(user, input),
  redirectTo: refreshed,
});

/** Invites a colleague by mail. */
export async function sendColleague(state: ActionState | null, form: FormData) {
  return invite(state, form);
}

const withdraw = defineAction({
  input: z.object({ invitation: z.string().max(60) }),
  run: ({ user, input }) => withdrawColleague(user, input.invitation),
  redirectTo: refreshed,
});

/** Takes an invitation back. */
export async function withdrawColleagueLetter(state: ActionState | null, form: FormData) {
  return withdraw(state, form);
}

const role = defineAction({
  proof: "second-step",
  input: z.object({ member: z.string().max(60), role: z.string().max(20) }),
  run: ({ user, input }) => changeRole(user, input.member, input.role),
  redirectTo: refreshed,
});

/** Gives a colleague another role. */
export async function saveRole(state: ActionState | null, form: FormData) {
  return role(state, form);
}

const remove = defineAction({
  input: z.object({ member: z.string().max(60) }),
  run: ({ user, input }) => removeMember(user, input.member),
  redirectTo: refreshed,
});

/** A colleague leaves. */
export async function removeColleague(state: ActionState | null, form: FormData) {
  return remove(state, form);
}

const assignedOnly = defineAction({
  input: z.object({ sees: z.enum(["all", "assigned"]) }),
  run: ({ user, input }) => changeAssignedOnly(user, input.sees === "assigned"),
  redirectTo: refreshed,
});

/** Who sees which clients. */
export async function saveAssignedOnly(state: ActionState | null, form: FormData) {
  return assignedOnly(state, form);
}

const wording = defineAction({
  input: z.object({ wording: z.string().max(20_000) }),
  run: ({ user, input }) => changeConsentWording(user, input.wording),
  redirectTo: refreshed,
});

/** The firm's words for a consent. */
export async function saveWording(state: ActionState | null, form: FormData) {
  return wording(state, form);
}
