"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { removeAllocation } from "../actions";

/** Takes the allocation on record back. */
export function TakeBackAllocation({ clientId }: { clientId: string }) {
  const [state, action] = useActionState(removeAllocation, null);
  return (
    <DialogButton label="Take it back" title="Take the allocation back?" size="small">
      <p>
        Units are then where your transfers took them. The allocation stays on record. A completed
        one cannot be changed for tax: take it back only if it was entered by mistake.
      </p>
      <form action={action} className="flex flex-col gap-3">
        <input type="hidden" name="clientId" value={clientId} />
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
