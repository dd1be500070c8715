"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { endBulk } from "../actions";

/** Stops a run: what is made stays. */
export function StopForm({ run }: { run: string }) {
  const [state, action] = useActionState(endBulk, null);
  return (
    <form action={action}>
      <input type="hidden" name="run" value={run} />
      <ActionResult state={state?.ok === false ? state : null} />
      <SubmitButton variant="secondary" pendingLabel="Stopping…">
        Stop the rest
      </SubmitButton>
    </form>
  );
}
