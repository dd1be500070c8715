"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { readAgain } from "../../actions";

/** Which account the rows belong to; changing it reads the file again. */
export function ReadingForm(props: {
  clientId: string;
  batchId: string;
  accountName: string;
  knownAccounts: readonly string[];
}) {
  const [state, action] = useActionState(readAgain, null);
  return (
    <form action={action} className="mb-8 flex flex-wrap items-end gap-3">
      <input type="hidden" name="clientId" value={props.clientId} />
      <input type="hidden" name="batchId" value={props.batchId} />
      <TextField
        name="accountName"
        label="Account these rows belong to"
        hint="From 2025 every account keeps its own lots. Give a second account at the same exchange a name of its own."
        defaultValue={props.accountName}
        list="known-accounts"
        autoComplete="off"
        maxLength={80}
        required
        error={state?.ok === false ? state.fields?.["accountName"] : null}
        className="min-w-64 grow"
      />
      <datalist id="known-accounts">
        {props.knownAccounts.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <SubmitButton variant="secondary" pendingLabel="Reading…">
        Read again
      </SubmitButton>
      {state?.ok === false && (
        <div className="basis-full">
          <ActionResult state={state} />
        </div>
      )}
    </form>
  );
}
