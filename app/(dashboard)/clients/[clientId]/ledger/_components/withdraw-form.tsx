"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { withdrawReported } from "../actions";

/** Takes one line or adjustment back; it stays on record. */
export function WithdrawForm(props: {
  clientId: string;
  tx: string;
  back: string;
  what: "line" | "adjustment";
  which: string;
  about: string;
}) {
  const [state, action] = useActionState(withdrawReported, null);
  return (
    <form action={action}>
      <input type="hidden" name="clientId" value={props.clientId} />
      <input type="hidden" name="tx" value={props.tx} />
      <input type="hidden" name="back" value={props.back} />
      <input type="hidden" name="what" value={props.what} />
      <input type="hidden" name="which" value={props.which} />
      <SubmitButton size="small" variant="quiet" pendingLabel="Taking back…">
        Take back<span className="sr-only"> {props.about}</span>
      </SubmitButton>
      {state?.ok === false && <ActionResult state={state} />}
    </form>
  );
}
