"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { askForExport } from "../actions";

/** The one click. While a file is being made there is nothing to ask for. */
export function AskExport({ clientId, isMaking }: { clientId: string; isMaking: boolean }) {
  const [state, action] = useActionState(askForExport, null);
  return (
    <form action={action} className="flex flex-col items-start gap-3">
      <input type="hidden" name="clientId" value={clientId} />
      {!isMaking && <SubmitButton pendingLabel="Asking…">Export everything</SubmitButton>}
      {state?.ok === false && <ActionResult state={state} />}
    </form>
  );
}
