"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextAreaField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { saveAssignment, sendHandOff } from "../actions";

/** Assigns the client to one colleague, or ends it. */
export function AssignForm({
  clientId,
  member,
  name,
  isAssigned,
}: {
  clientId: string;
  member: string;
  name: string;
  isAssigned: boolean;
}) {
  const [state, action] = useActionState(saveAssignment, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="member" value={member} />
      <input type="hidden" name="assigned" value={isAssigned ? "no" : "yes"} />
      <ActionResult state={state?.ok === false ? state : null} />
      <div>
        <SubmitButton size="small" variant="secondary" pendingLabel="Saving…">
          {isAssigned ? "End assignment" : "Assign"}
          <span className="sr-only">
            {isAssigned ? " of" : " to"} {name}
          </span>
        </SubmitButton>
      </div>
    </form>
  );
}

/** Hands the client on, with a note. */
export function HandOffForm({
  clientId,
  from,
  name,
  others,
}: {
  clientId: string;
  from: string;
  name: string;
  others: readonly { value: string; label: string }[];
}) {
  const [state, action] = useActionState(sendHandOff, null);
  const error = (field: string) => (state?.ok === false ? state.fields?.[field] : undefined);
  return (
    <DialogButton
      label={
        <>
          Hand on<span className="sr-only"> from {name}</span>
        </>
      }
      title={`Hand the client on from ${name}`}
      size="small"
      variant="quiet"
    >
      <form action={action} className="flex flex-col gap-4">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="from" value={from} />
        <ActionResult state={state?.ok === false ? state : null} />
        <SelectField
          name="to"
          label="To"
          options={others}
          placeholder="Choose a colleague"
          required
          error={error("to")}
        />
        <TextAreaField
          name="note"
          label="What they should know"
          required={false}
          rows={4}
          maxLength={2000}
          error={error("note")}
        />
        <SubmitButton pendingLabel="Handing on…">Hand it on</SubmitButton>
      </form>
    </DialogButton>
  );
}
