"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { TextAreaField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, UNSENT } from "../../../_books/typed-state";
import { sayOnPlan } from "../actions";

/** A word about a plan. */
export function CommentForm({ clientId, plan }: { clientId: string; plan: string }) {
  const [state, action] = useActionState(sayOnPlan, UNSENT);
  return (
    <form action={action} key={state.turn} className="no-print mt-4 flex flex-col gap-3">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="plan" value={plan} />
      <TextAreaField
        name="text"
        label="Write about this plan"
        hint="Everybody with access to these books reads it. It cannot be changed or removed."
        defaultValue={state.typed["text"] ?? ""}
        error={fieldError(state, "text")}
        rows={3}
        required
      />
      {state.result?.ok === false && <ActionResult state={state.result} />}
      <div>
        <SubmitButton variant="secondary" pendingLabel="Sending…">
          Send
        </SubmitButton>
      </div>
    </form>
  );
}
