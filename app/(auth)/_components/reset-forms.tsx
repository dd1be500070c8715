"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { requestReset, setPassword } from "@/app/(auth)/actions";
import { AuthForm } from "./auth-form";
import { fieldError } from "./auth-state";
import { EmailField, NewPasswordField } from "./own-fields";

/** Asks for the link. The answer is the same whether the address is known or not. */
export function RequestResetForm() {
  const [state, action] = useActionState(requestReset, null);
  return (
    <AuthForm
      action={action}
      state={state}
      done="If books are kept under that address, a link is on its way. It works once, for 30 minutes."
    >
      <EmailField state={state} />
      <SubmitButton pendingLabel="Sending…">Send the link</SubmitButton>
    </AuthForm>
  );
}

/** Chooses a new password with the token of the link. */
export function NewPasswordForm({ token }: { token: string }) {
  const [state, action] = useActionState(setPassword, null);
  if (state?.ok) {
    return (
      <div className="mt-6">
        <Callout
          tone="good"
          live
          title="Your password is changed"
          actions={
            <ButtonLink href="/sign-in" variant="primary" size="small">
              Sign in
            </ButtonLink>
          }
        >
          Every other session has been ended.
        </Callout>
      </div>
    );
  }
  return (
    <AuthForm action={action} state={state}>
      <input type="hidden" name="token" value={token} />
      <NewPasswordField label="New password" error={fieldError(state, "password")} />
      <SubmitButton pendingLabel="Changing…">Change the password</SubmitButton>
    </AuthForm>
  );
}
