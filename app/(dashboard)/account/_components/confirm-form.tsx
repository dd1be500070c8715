"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { PasswordField } from "@/app/_ui/password-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { CodeField } from "@/app/(auth)/_components/code-field";
import { confirmMe } from "../actions";
import { fieldOf, onTop } from "./fields";

/** The code of the app where there is one, else the password. */
export function ConfirmForm({ by, next }: { by: "code" | "password"; next: string }) {
  const [state, action] = useActionState(confirmMe, null);
  return (
    <form action={action} className="flex flex-col gap-5">
      <ActionResult state={onTop(state)} />
      <input type="hidden" name="next" value={next} />
      {by === "code" ? (
        <CodeField error={fieldOf(state, "code")} />
      ) : (
        <div aria-live="polite">
          <PasswordField
            name="password"
            label="Password"
            required
            autoComplete="current-password"
            error={fieldOf(state, "password")}
          />
        </div>
      )}
      <div className="flex flex-wrap gap-3">
        <SubmitButton pendingLabel="Checking…">Confirm</SubmitButton>
        <ButtonLink href="/account">Not now</ButtonLink>
      </div>
    </form>
  );
}
