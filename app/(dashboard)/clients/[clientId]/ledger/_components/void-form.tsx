"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { voidEntry } from "../actions";

/** Takes a transaction out of the books for a stated reason. */
export function VoidForm({ clientId, tx }: { clientId: string; tx: string }) {
  const [state, action] = useActionState(voidEntry, null);
  return (
    <DialogButton label="Void" title="Void this transaction?" size="small">
      <p>
        It stops counting in every figure and stays on record. The next export does not bring it
        back.
      </p>
      <form action={action} className="flex flex-col gap-3">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="tx" value={tx} />
        <TextField
          name="reason"
          label="Why"
          required
          maxLength={200}
          autoComplete="off"
          error={state?.ok === false ? state.fields?.["reason"] : null}
        />
        {state?.ok === false && <ActionResult state={state} />}
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pendingLabel="Voiding…">
            Void it
          </SubmitButton>
          <Button data-close>Keep it</Button>
        </div>
      </form>
    </DialogButton>
  );
}
