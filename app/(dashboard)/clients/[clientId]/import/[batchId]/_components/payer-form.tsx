"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { readAgain } from "../../actions";

/** Who sent a broker's form: its file does not say it. */
export function PayerForm(props: {
  clientId: string;
  batchId: string;
  payer: string;
  /** The file is Robinhood's layout, not one a person told. */
  isRobinhood: boolean;
}) {
  const [state, action] = useActionState(readAgain, null);
  return (
    <form action={action} className="mb-8 flex flex-wrap items-end gap-3">
      <input type="hidden" name="clientId" value={props.clientId} />
      <input type="hidden" name="batchId" value={props.batchId} />
      <TextField
        name="accountName"
        label="Broker who sent this form"
        hint={
          props.isRobinhood
            ? "The layout is Robinhood’s; the file itself names nobody."
            : "The file itself names nobody."
        }
        defaultValue={props.payer}
        maxLength={80}
        autoComplete="off"
        required
        className="min-w-64 grow"
      />
      <SubmitButton variant="secondary" pendingLabel="Reading…">
        Read again
      </SubmitButton>
      {state?.ok === false && <ActionResult state={state} />}
    </form>
  );
}
