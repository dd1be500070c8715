"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { endPersonsAccess, withdrawLetter } from "../actions";

/** Ends one person's way in, after a question. */
export function EndAccess({
  clientId,
  person,
  name,
}: {
  clientId: string;
  person: string;
  name: string;
}) {
  const [state, action] = useActionState(endPersonsAccess, null);
  return (
    <DialogButton
      label={
        <>
          End access<span className="sr-only"> of {name}</span>
        </>
      }
      title={`End the access of ${name}?`}
      size="small"
    >
      <p>
        Their next click finds these books closed, whatever page they have open. What they did stays
        on record, and papers they downloaded stay theirs.
      </p>
      <form action={action} className="flex flex-col gap-3">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="person" value={person} />
        <ActionResult state={state} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pendingLabel="Ending…">
            End access
          </SubmitButton>
          <Button data-close>Keep it</Button>
        </div>
      </form>
    </DialogButton>
  );
}

/** Takes an invitation back. */
export function WithdrawForm({
  clientId,
  invitation,
  email,
}: {
  clientId: string;
  invitation: string;
  email: string;
}) {
  const [state, action] = useActionState(withdrawLetter, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="invitation" value={invitation} />
      <ActionResult state={state} />
      <div>
        <SubmitButton size="small" variant="secondary" pendingLabel="Taking back…">
          Take back<span className="sr-only"> the invitation to {email}</span>
        </SubmitButton>
      </div>
    </form>
  );
}
