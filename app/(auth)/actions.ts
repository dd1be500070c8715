"use server";

import { revalidatePath } from "next/cache";
import type { AuthState } from "./_components/auth-state";
import {
  beginTotp,
  finishTotp,
  openBooks,
  passSecondStep,
  resetByLink,
  sendLink,
  signInAction,
} from "./_components/deeds";

/** Keeps what was typed, except passwords, so that a refusal loses nothing. */
function typed(form: FormData): Record<string, string> {
  const names = ["name", "email", "kind", "firmName"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = form.get(name);
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}

/** Signs in and goes on to the books, or to where the person came from. */
export async function signIn(_: AuthState, form: FormData): Promise<AuthState> {
  return { ...(await signInAction(null, form)), values: typed(form) };
}

/** Opens an account and its books, signs in and goes there. */
export async function signUp(_: AuthState, form: FormData): Promise<AuthState> {
  return { ...(await openBooks(null, form)), values: typed(form) };
}

/** Mails a reset link, if there is anybody to mail it to. */
export async function requestReset(_: AuthState, form: FormData): Promise<AuthState> {
  return { ...(await sendLink(null, form)), values: typed(form) };
}

/** Sets a new password with a mailed link. */
export async function setPassword(_: AuthState, form: FormData): Promise<AuthState> {
  return { ...(await resetByLink(null, form)), values: typed(form) };
}

/** Shows the second step: the code of an app or a recovery code. */
export async function showSecondStep(_: AuthState, form: FormData): Promise<AuthState> {
  return { ...(await passSecondStep(null, form)), values: {} };
}

/** Begins to set up an authenticator app. */
export async function startAuthenticator(_: AuthState, form: FormData): Promise<AuthState> {
  const state = await beginTotp(null, form);
  revalidatePath("/", "layout");
  return { ...state, values: {} };
}

/** Takes the authenticator app into use. */
export async function confirmAuthenticator(_: AuthState, form: FormData): Promise<AuthState> {
  return { ...(await finishTotp(null, form)), values: {} };
}
