"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { cancel } from "../../actions";

/** Drops a file that waits, after a question. */
export function CancelForm({ clientId, batchId }: { clientId: string; batchId: string }) {
  const [state, action] = useActionState(cancel, null);
  return (
    <DialogButton label="Cancel this file" title="Cancel this file?" variant="quiet">
      <p>
        Nothing of it is imported, and its bytes are deleted from Lotwise. To read it later, upload
        it again.
      </p>
      <form action={action} className="flex flex-col gap-3">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="batchId" value={batchId} />
        <ActionResult state={state} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pendingLabel="Cancelling…">
            Cancel the file
          </SubmitButton>
          <Button data-close>Keep it</Button>
        </div>
      </form>
    </DialogButton>
  );
}
