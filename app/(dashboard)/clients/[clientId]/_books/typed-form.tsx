"use client";

import { type ReactNode, useActionState } from "react";
import type { ButtonProps } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, type Typed, type TypedState, UNSENT } from "./typed-state";

/** What a field of such a form is given: its name, what it begins with, what is wrong with it. */
export interface TypedField {
  readonly name: string;
  readonly defaultValue: string;
  readonly error: string | null;
}

/** A form that keeps what was typed when it is refused: hidden values, fields, the refusal, the button. */
export function TypedForm({
  action,
  hidden,
  first = {},
  submit,
  note,
  done,
  className,
  children,
}: {
  action: (state: TypedState, form: FormData) => Promise<TypedState>;
  hidden: Readonly<Record<string, string | number>>;
  /** What fields begin with before anything was typed. */
  first?: Typed;
  submit: { label: string; pending: string; variant?: ButtonProps["variant"] };
  /** Said when it went well, where the page itself does not show it. */
  done?: string;
  /** Below the button. */
  note?: ReactNode;
  className: string;
  children: (field: (name: string) => TypedField) => ReactNode;
}) {
  const [state, send] = useActionState(action, UNSENT);
  const field = (name: string): TypedField => ({
    name,
    defaultValue: state.typed[name] ?? first[name] ?? "",
    error: fieldError(state, name),
  });
  return (
    <form action={send} key={state.turn} className={className}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children(field)}
      {(state.result?.ok === false || done !== undefined) && (
        <ActionResult state={state.result} done={done} />
      )}
      <div>
        <SubmitButton variant={submit.variant} pendingLabel={submit.pending}>
          {submit.label}
        </SubmitButton>
        {note !== undefined && <p className="mt-2 text-muted text-sm">{note}</p>}
      </div>
    </form>
  );
}
