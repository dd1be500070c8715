import type { ActionState } from "@/lib/action";
import { FORM_KEY } from "@/lib/form-key";

/** What was typed, by field name. */
export type Typed = Readonly<Record<string, string>>;

/** A form's answer together with what was typed, so that a refusal loses nothing, with and without script. */
export interface TypedState<Data = unknown> {
  readonly result: ActionState<Data> | null;
  readonly typed: Typed;
  /** Rises with every answer: a new key redraws the fields with what was typed. */
  readonly turn: number;
}

/** Before anything was sent. */
export const UNSENT: TypedState<never> = { result: null, typed: {}, turn: 0 };

/** Runs an action and keeps what was typed beside its answer. Files are not kept: a browser does not take them back. */
export async function keepTyped<Data>(
  action: (state: ActionState<Data> | null, form: FormData) => Promise<ActionState<Data>>,
  state: Pick<TypedState, "turn">,
  form: FormData,
): Promise<TypedState<Data>> {
  const result = await action(null, form);
  return { result, typed: result.ok ? {} : typedIn(form), turn: state.turn + 1 };
}

/** The text fields of a form as they were sent, without its key: the next sending is another. */
export function typedIn(form: FormData): Typed {
  return Object.fromEntries(
    [...form.entries()].flatMap(([name, value]) =>
      typeof value === "string" && name !== FORM_KEY && !name.startsWith("$")
        ? [[name, value]]
        : [],
    ),
  );
}

/** The sentence for one field of the last answer. */
export function fieldError(state: TypedState, name: string): string | null {
  const { result } = state;
  return result === null || result.ok ? null : (result.fields?.[name] ?? null);
}
