import type { ActionState } from "@/lib/action";

/** What an action of this folder answers: the typed outcome, and what was entered (never a password). */
export type AuthState =
  | (ActionState<unknown> & { readonly values: Readonly<Record<string, string>> })
  | null;

/** The refusal of one field, if any. */
export function fieldError(state: AuthState, name: string): string | undefined {
  return state !== null && !state.ok ? state.fields?.[name] : undefined;
}

/** What was entered before, so that a refusal loses nothing. */
export function entered(state: AuthState, name: string): string | undefined {
  return state?.values[name];
}
