"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { removeLoss } from "../actions";

/** Takes what was told back, after one more question. */
export function RemoveForm({ clientId, event }: { clientId: string; event: string }) {
  const [state, action] = useActionState(removeLoss, null);
  return (
    <DialogButton label="Take this back" title="Take this back?" size="small" variant="quiet">
      <p>It leaves the list and the plan for the autumn. It stays on record with its files.</p>
      <form action={action} className="flex flex-col gap-3">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="event" value={event} />
        {state?.ok === false && <ActionResult state={state} />}
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pendingLabel="Taking back…">
            Take it back
          </SubmitButton>
          <Button data-close>Keep it</Button>
        </div>
      </form>
    </DialogButton>
  );
}
