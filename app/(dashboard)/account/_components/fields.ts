import type { ActionState } from "@/lib/action";

type State = ActionState<unknown> | null;

/** The refusal of one field, if any. */
export const fieldOf = (state: State, name: string): string | undefined =>
  state !== null && !state.ok ? state.fields?.[name] : undefined;

/** What to say on top of the form: nothing where a field says it already. */
export const onTop = (state: State): State =>
  state !== null && !state.ok && state.fields !== undefined ? null : state;
