"use client";

import { useActionState } from "react";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showSecondStep } from "@/app/(auth)/actions";
import { AuthForm } from "./auth-form";
import { fieldError } from "./auth-state";
import { CodeField } from "./code-field";

/** The code of the authenticator app, or one of the recovery codes. Both can be pasted and filled. */
export function CodeForm({ by, next }: { by: "totp" | "recovery-code"; next: string | null }) {
  const [state, action] = useActionState(showSecondStep, null);
  return (
    <AuthForm action={action} state={state?.ok === false && state.fields ? null : state}>
      <input type="hidden" name="by" value={by} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      {by === "totp" ? (
        <CodeField error={fieldError(state, "code")} />
      ) : (
        <div aria-live="polite">
          <TextField
            name="code"
            label="Recovery code"
            hint="One of the ten you kept, with or without dashes. It works once."
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            error={fieldError(state, "code")}
          />
        </div>
      )}
      <SubmitButton pendingLabel="Checking…">Go on</SubmitButton>
    </AuthForm>
  );
}
