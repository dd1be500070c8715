"use client";

import type { ReactNode } from "react";
import { ActionResult } from "./callout";
import { TextField } from "./field";
import { SubmitButton } from "./submit-button";

export interface TypedDeletionProps {
  action: (form: FormData) => void;
  state:
    | { ok: true }
    | {
        ok: false;
        message: string;
        wayOut?: { href: string; label: string };
        fields?: Readonly<Record<string, string>>;
      }
    | null;
  /** The field's name. */
  name: string;
  /** What is to be typed. */
  typed: string;
  /** Hidden fields. */
  children?: ReactNode;
}

/** Deletes what one has typed the name of, which nobody does by mistake. */
export function TypedDeletion({ action, state, name, typed, children }: TypedDeletionProps) {
  const error = state?.ok === false ? state.fields?.[name] : undefined;
  return (
    <form action={action} className="flex max-w-md flex-col items-start gap-4">
      {children}
      <TextField
        name={name}
        label={
          <>
            Type <strong className="break-words font-semibold">{typed}</strong>
          </>
        }
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        required
        error={error}
        className="w-full"
      />
      <SubmitButton variant="danger" pendingLabel="Closing…">
        Delete for good
      </SubmitButton>
      {state?.ok === false && error === undefined && <ActionResult state={state} />}
    </form>
  );
}
