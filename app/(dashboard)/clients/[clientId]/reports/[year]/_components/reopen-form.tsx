"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, UNSENT } from "../../../_books/typed-state";
import { reopenFiled } from "../actions";

/** Why the year does not count as filed any more. */
export function ReopenForm({ clientId, year }: { clientId: string; year: number }) {
  const [state, action] = useActionState(reopenFiled, UNSENT);
  return (
    <form action={action} key={state.turn} className="flex max-w-xl flex-col gap-4">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="year" value={year} />
      <TextField
        name="reason"
        label="Reason"
        defaultValue={state.typed["reason"] ?? ""}
        error={fieldError(state, "reason")}
        maxLength={500}
        required
      />
      <ActionResult state={state.result} />
      <div>
        <SubmitButton variant="danger" pendingLabel="Reopening…">
          Reopen {year}
        </SubmitButton>
      </div>
    </form>
  );
}
