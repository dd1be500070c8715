"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { PasswordField } from "@/app/_ui/password-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { NewPasswordField } from "@/app/(auth)/_components/own-fields";
import { changeMyPassword } from "../actions";
import { fieldOf, onTop } from "./fields";

/** The present password and the new one. */
export function PasswordForm({ email }: { email: string }) {
  const [state, action] = useActionState(changeMyPassword, null);
  return (
    <form action={action} className="flex max-w-md flex-col gap-5">
      <ActionResult state={onTop(state)} />
      {/* Password managers learn from it whose password is changed. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <div aria-live="polite" className="flex flex-col gap-5">
        <PasswordField
          name="present"
          label="Present password"
          required
          autoComplete="current-password"
          error={fieldOf(state, "present")}
        />
        <NewPasswordField label="New password" error={fieldOf(state, "password")} />
      </div>
      <div className="flex flex-wrap gap-3">
        <SubmitButton pendingLabel="Changing…">Change the password</SubmitButton>
        <ButtonLink href="/account">Keep it</ButtonLink>
      </div>
    </form>
  );
}
