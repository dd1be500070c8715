"use server";

import type { ActionState } from "@/lib/action";
import type { PasskeyQuestion } from "@/lib/services/account/passkeys";
import {
  askAnyone,
  askNewPasskey,
  askPending,
  finishPasskey,
  passByPasskey,
  signInByPasskey,
} from "./_components/deeds";

type Question = ActionState<PasskeyQuestion>;
type Answered = ActionState<unknown> | null;

/** The question for a device that signs in by itself. */
export async function askToSignIn(_: Question | null, form: FormData): Promise<Question> {
  return askAnyone(null, form);
}

/** Signs in with the device's answer. */
export async function signInWithPasskey(
  _: Answered,
  form: FormData,
): Promise<ActionState<unknown>> {
  return signInByPasskey(null, form);
}

/** The question for the second step. */
export async function askSecondStep(_: Question | null, form: FormData): Promise<Question> {
  return askPending(null, form);
}

/** Shows the second step by the device's answer. */
export async function showPasskey(_: Answered, form: FormData): Promise<ActionState<unknown>> {
  return passByPasskey(null, form);
}

/** The question that makes a new passkey. */
export async function askForNewPasskey(_: Question | null, form: FormData): Promise<Question> {
  return askNewPasskey(null, form);
}

/** Takes a new passkey into use. */
export async function keepPasskey(_: Answered, form: FormData): Promise<ActionState<unknown>> {
  return finishPasskey(null, form);
}
