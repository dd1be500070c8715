"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { dropPasskey } from "../actions";

/** Takes one passkey away, after one question. */
export function RemovePasskey({ id, name }: { id: string; name: string }) {
  const [state, action] = useActionState(dropPasskey, null);
  return (
    <DialogButton
      label={
        <>
          Remove<span className="sr-only"> {name}</span>
        </>
      }
      title={`Remove ${name}?`}
      size="small"
      variant="secondary"
    >
      <form action={action} className="flex flex-col gap-4">
        <ActionResult state={state} />
        <input type="hidden" name="id" value={id} />
        <p>
          It opens nothing here any more. Your device may go on showing it until you delete it
          there.
        </p>
        <div className="flex flex-wrap gap-3">
          <SubmitButton variant="danger" pendingLabel="Removing…">
            Remove it
          </SubmitButton>
          <Button data-close="">Keep it</Button>
        </div>
      </form>
    </DialogButton>
  );
}
