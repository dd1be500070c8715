"use server";

import type { AuthState } from "./_components/auth-state";

/** Keeps what was typed, except passwords, so that a refusal loses nothing. */
function typed(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of ["name", "email", "role"]) {
    const value = form.get(name);
    if (typeof value === "string") {
      values[name] = value;
    }
  }
  return values;
}

function notYet(form: FormData): AuthState {
  return { ok: false, message: "Sign-in is not connected yet.", fields: {}, values: typed(form) };
}

export async function signIn(_: AuthState, form: FormData): Promise<AuthState> {
  return notYet(form);
}

export async function signUp(_: AuthState, form: FormData): Promise<AuthState> {
  return notYet(form);
}

export async function requestReset(_: AuthState, form: FormData): Promise<AuthState> {
  return notYet(form);
}

export async function setPassword(_: AuthState, form: FormData): Promise<AuthState> {
  return notYet(form);
}
