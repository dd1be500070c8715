"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { allowMove, denyMove } from "../../../_books/actions";

/** Says that a row is no move between own accounts. */
export function DenyForm({ clientId, row }: { clientId: string; row: string }) {
  const [state, action] = useActionState(denyMove, null);
  return (
    <DialogButton label="This is no transfer" title="No move between your accounts?" size="small">
      <p>
        It is not proposed as one again, and your reason stays on record. What it was instead you
        say with “Correct” in the ledger.
      </p>
      <form action={action} className="flex flex-col gap-3">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="row" value={row} />
        <TextField
          name="reason"
          label="Why"
          required
          minLength={3}
          maxLength={300}
          autoComplete="off"
          error={state?.ok === false ? state.fields?.["reason"] : null}
        />
        {state?.ok === false && <ActionResult state={state} />}
        <div className="flex flex-wrap gap-2">
          <SubmitButton pendingLabel="Saving…">It is no transfer</SubmitButton>
          <Button data-close>Cancel</Button>
        </div>
      </form>
    </DialogButton>
  );
}

/** Takes that back. */
export function TakeBackDenial({ clientId, row }: { clientId: string; row: string }) {
  const [state, action] = useActionState(allowMove, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="row" value={row} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Taking back…">
        Take that back
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
