"use server";

import { revalidatePath } from "next/cache";
import type { ActionState } from "@/lib/action";
import type { PasskeyQuestion } from "@/lib/services/account/passkeys";
import {
  askMeAction,
  confirmAction,
  confirmByPasskeyAction,
  connectGoogleAction,
  declineAction,
  disconnectGoogleAction,
  endAction,
  headLettersAction,
  namePasskeyAction,
  newCodesAction,
  passwordAction,
  removeAppAction,
  removePasskeyAction,
} from "./_components/deeds";

/** Ends one other session. */
export async function revokeSession(_: ActionState | null, form: FormData): Promise<ActionState> {
  const state = await endAction(null, form);
  revalidatePath("/account");
  return state;
}

/** Changes the password; every other session ends. */
export async function changeMyPassword(
  _: ActionState | null,
  form: FormData,
): Promise<ActionState> {
  return passwordAction(null, form);
}

/** Proves anew that it is them, and goes on to where that was asked. */
export async function confirmMe(
  _: ActionState<unknown> | null,
  form: FormData,
): Promise<ActionState<unknown>> {
  return confirmAction(null, form);
}

/** Takes the authenticator app away. */
export async function removeAuthenticator(
  _: ActionState | null,
  form: FormData,
): Promise<ActionState> {
  return removeAppAction(null, form);
}

/** Makes ten new recovery codes; the answer is the only time they are seen. */
export async function makeRecoveryCodes(
  _: ActionState<readonly string[]> | null,
  form: FormData,
): Promise<ActionState<readonly string[]>> {
  return newCodesAction(null, form);
}

/** The question for a device, to prove anew that it is them. */
export async function askMe(
  _: ActionState<PasskeyQuestion> | null,
  form: FormData,
): Promise<ActionState<PasskeyQuestion>> {
  return askMeAction(null, form);
}

/** Proves it by the device's answer. */
export async function confirmMeByPasskey(
  _: ActionState<unknown> | null,
  form: FormData,
): Promise<ActionState<unknown>> {
  return confirmByPasskeyAction(null, form);
}

/** Goes to Google, to come back connected. */
export async function joinGoogle(
  _: ActionState<unknown> | null,
  form: FormData,
): Promise<ActionState<unknown>> {
  return connectGoogleAction(null, form);
}

/** Disconnects Google. */
export async function leaveGoogle(_: ActionState | null, form: FormData): Promise<ActionState> {
  return disconnectGoogleAction(null, form);
}

/** "Not now" to a second step: the notice goes from every page. */
export async function refuseSecondStep(
  _: ActionState | null,
  form: FormData,
): Promise<ActionState> {
  const state = await declineAction(null, form);
  revalidatePath("/", "layout");
  return state;
}

/** Turns the monthly mail of where one's histories end on or off. */
export async function setHeadLetters(_: ActionState | null, form: FormData): Promise<ActionState> {
  const state = await headLettersAction(null, form);
  revalidatePath("/account");
  return state;
}

/** Gives one passkey another name. */
export async function renamePasskey(_: ActionState | null, form: FormData): Promise<ActionState> {
  const state = await namePasskeyAction(null, form);
  revalidatePath("/account/passkeys");
  return state;
}

/** Takes one passkey away. */
export async function dropPasskey(_: ActionState | null, form: FormData): Promise<ActionState> {
  return removePasskeyAction(null, form);
}
