"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { tickByHand } from "../actions";

/** Ticks a step the books cannot see, or takes the tick back. */
export function TickForm({
  clientId,
  year,
  step,
  isDone,
}: {
  clientId: string;
  year: number;
  step: string;
  isDone: boolean;
}) {
  const [state, action] = useActionState(tickByHand, null);
  return (
    <form action={action}>
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="step" value={step} />
      <input type="hidden" name="state" value={isDone ? "open" : "done"} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Saving…">
        {isDone ? "Not done after all" : "It is done"}
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
