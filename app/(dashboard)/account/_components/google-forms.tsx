"use client";

import { useActionState } from "react";
import { Button, ButtonLink } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { joinGoogle, leaveGoogle } from "../actions";

/** Goes to Google and comes back connected. */
export function ConnectGoogle({ email }: { email: string }) {
  const [state, action] = useActionState(joinGoogle, null);
  return (
    <form action={action} className="flex max-w-md flex-col gap-5">
      <ActionResult state={state} />
      <p>
        Choose the account with the e-mail <strong className="break-words">{email}</strong>. Google
        learns that you have an account here, and nothing else; we keep Google's number for you.
      </p>
      <div className="flex flex-wrap gap-3">
        <SubmitButton pendingLabel="Going to Google…">Connect Google</SubmitButton>
        <ButtonLink href="/account">Not now</ButtonLink>
      </div>
    </form>
  );
}

/** Disconnects it, after one question. */
export function DisconnectGoogle() {
  const [state, action] = useActionState(leaveGoogle, null);
  return (
    <DialogButton
      label="Disconnect Google"
      title="Sign in with the password again?"
      variant="danger"
    >
      <form action={action} className="flex flex-col gap-4">
        <ActionResult state={state} />
        <p>Google no longer opens your account. Every other session ends.</p>
        <div className="flex flex-wrap gap-3">
          <SubmitButton variant="danger" pendingLabel="Disconnecting…">
            Disconnect it
          </SubmitButton>
          <Button data-close="">Keep it</Button>
        </div>
      </form>
    </DialogButton>
  );
}
