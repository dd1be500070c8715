"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { removeRow } from "../actions";

/** Takes a typed line back. */
export function RemoveRow({ clientId, row }: { clientId: string; row: string }) {
  const [state, action] = useActionState(removeRow, null);
  return (
    <form action={action}>
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="row" value={row} />
      <SubmitButton variant="quiet" size="small" pendingLabel="…">
        Take the line back
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
