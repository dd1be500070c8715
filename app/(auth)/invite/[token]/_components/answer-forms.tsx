"use client";

import { useActionState } from "react";
import { ActionResult, Callout } from "@/app/_ui/callout";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { NewPasswordField } from "@/app/(auth)/_components/own-fields";
import { accept, decline, join } from "../actions";

/** Accept or decline, for somebody signed in as the one it was written to. */
export function AnswerForms({ token }: { token: string }) {
  const [accepted, acceptAction] = useActionState(accept, null);
  const [declined, declineAction] = useActionState(decline, null);
  if (declined?.ok) {
    return (
      <div className="mt-6">
        <Callout tone="good" live title="Declined">
          The link is dead, and nothing was opened.
        </Callout>
      </div>
    );
  }
  return (
    <div className="mt-6 flex flex-col gap-4">
      <ActionResult state={accepted} />
      <ActionResult state={declined} />
      <div className="flex flex-wrap gap-3">
        <form action={acceptAction}>
          <input type="hidden" name="token" value={token} />
          <SubmitButton variant="primary" pendingLabel="Accepting…">
            Accept
          </SubmitButton>
        </form>
        <form action={declineAction}>
          <input type="hidden" name="token" value={token} />
          <SubmitButton variant="secondary" pendingLabel="Declining…">
            Decline
          </SubmitButton>
        </form>
      </div>
    </div>
  );
}

/** Opens an account with the letter: a name and a password, the e-mail is known. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const [state, action] = useActionState(join, null);
  const error = (name: string) => (state?.ok === false ? state.fields?.[name] : undefined);
  return (
    <form action={action} className="mt-6 flex flex-col gap-5">
      <ActionResult state={state} />
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="username" value={email} autoComplete="username" />
      <TextField
        name="name"
        label="Your name"
        required
        maxLength={120}
        autoComplete="name"
        error={error("name")}
      />
      <NewPasswordField label="Password" error={error("password")} />
      <div>
        <SubmitButton variant="primary" pendingLabel="Opening your account…">
          Open an account and accept
        </SubmitButton>
      </div>
    </form>
  );
}
