"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, UNSENT } from "../../../_books/typed-state";
import { saveRebuyDays } from "../actions";

/** The interval below which a purchase is marked. */
export function DaysForm({ clientId, within }: { clientId: string; within: number }) {
  const [state, action] = useActionState(saveRebuyDays, UNSENT);
  return (
    <form action={action} key={state.turn} className="flex max-w-xs flex-col gap-3">
      <input type="hidden" name="clientId" value={clientId} />
      <TextField
        name="days"
        label="Mark purchases within"
        hint="Your own habit. It changes no figure."
        suffix="days"
        inputMode="numeric"
        defaultValue={state.typed["days"] ?? String(within)}
        error={fieldError(state, "days")}
        required
      />
      {state.result?.ok === false && <ActionResult state={state.result} />}
      <div>
        <SubmitButton size="small" variant="secondary" pendingLabel="Saving…">
          Save
        </SubmitButton>
      </div>
    </form>
  );
}
