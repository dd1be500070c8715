"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { setHeadLetters } from "../actions";

/** Turns the monthly mail on or off. */
export function HeadLetters({ wantsMail }: { wantsMail: boolean }) {
  const [state, action] = useActionState(setHeadLetters, null);
  return (
    <form action={action} className="flex flex-col items-start gap-3">
      <input type="hidden" name="state" value={wantsMail ? "off" : "on"} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Saving…">
        {wantsMail ? "Turn the monthly mail off" : "Mail it to me once a month"}
      </SubmitButton>
      <ActionResult
        state={state}
        done={wantsMail ? "The monthly mail is on." : "The monthly mail is off."}
      />
    </form>
  );
}
