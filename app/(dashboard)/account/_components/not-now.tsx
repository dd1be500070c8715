"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { refuseSecondStep } from "../actions";

/** Puts the notice away for good. */
export function NotNow() {
  const [state, action] = useActionState(refuseSecondStep, null);
  return (
    <form action={action}>
      <SubmitButton variant="quiet" size="small" pendingLabel="One moment…">
        Not now
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
