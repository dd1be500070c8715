"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { revokeSession } from "../actions";

/** Ends one other session; its next request finds nobody. */
export function EndSession({ id, name }: { id: string; name: string }) {
  const [state, action] = useActionState(revokeSession, null);
  return (
    <form action={action} className="flex flex-col items-end gap-2">
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="secondary" size="small" pendingLabel="Ending…">
        End it<span className="sr-only">: the session of {name}</span>
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
