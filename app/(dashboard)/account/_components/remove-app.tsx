"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { removeAuthenticator } from "../actions";

/** Takes the app away, after one question. */
export function RemoveApp() {
  const [state, action] = useActionState(removeAuthenticator, null);
  return (
    <DialogButton label="Remove the app" title="Sign in with the password alone?" variant="danger">
      <form action={action} className="flex flex-col gap-4">
        <ActionResult state={state} />
        <p>
          Whoever knows or guesses the password is in then. Your recovery codes go with the app.
        </p>
        <div className="flex flex-wrap gap-3">
          <SubmitButton variant="danger" pendingLabel="Removing…">
            Remove the app
          </SubmitButton>
          <Button data-close="">Keep it</Button>
        </div>
      </form>
    </DialogButton>
  );
}
