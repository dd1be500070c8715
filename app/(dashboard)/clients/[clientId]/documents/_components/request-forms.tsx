"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextAreaField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { TypedForm } from "../../_books/typed-form";
import { importGiven, saveStep, sendRequest } from "../actions";

/** Asks for a document: what, of which year, until when. */
export function AskForm({ clientId, years }: { clientId: string; years: readonly string[] }) {
  return (
    <DialogButton label="Ask for a document" title="Ask for a document" variant="primary">
      <TypedForm
        action={sendRequest}
        hidden={{ clientId }}
        submit={{ label: "Ask for it", pending: "Sending…" }}
        done="It stands in the list, and they are told by mail. Ask for the next one, or close this."
        note="They get a mail with a link to this page. What you ask for is not in the mail."
        className="flex flex-col gap-5"
      >
        {(field) => (
          <>
            <TextAreaField
              {...field("what")}
              label="What you need"
              hint="For example: the transaction history of your Coinbase account as CSV, all years."
              rows={3}
              maxLength={1000}
            />
            <div className="grid gap-5 sm:grid-cols-2">
              <SelectField
                {...field("year")}
                label="Tax year"
                required={false}
                options={[
                  { value: "", label: "No one year" },
                  ...years.map((year) => ({ value: year, label: year })),
                ]}
              />
              <TextField {...field("dueOn")} type="date" label="By" required={false} />
            </div>
          </>
        )}
      </TypedForm>
    </DialogButton>
  );
}

const STEPS = {
  accepted: { label: "This will do", pending: "Saving…", variant: "secondary" },
  reopened: { label: "Ask again", pending: "Saving…", variant: "quiet" },
  withdrawn: { label: "Withdraw", pending: "Saving…", variant: "quiet" },
} as const;

/** One word on a request, by who asks. */
export function StepForm({
  clientId,
  request,
  step,
  about,
}: {
  clientId: string;
  request: string;
  step: keyof typeof STEPS;
  about: string;
}) {
  const [state, action] = useActionState(saveStep, null);
  const { label, pending, variant } = STEPS[step];
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="request" value={request} />
      <input type="hidden" name="step" value={step} />
      <ActionResult state={state?.ok === false ? state : null} />
      <SubmitButton size="small" variant={variant} pendingLabel={pending}>
        {label}
        <span className="sr-only">: {about}</span>
      </SubmitButton>
    </form>
  );
}

/** Reads a given file as an import. */
export function ImportGiven(props: {
  clientId: string;
  request: string;
  file: string;
  name: string;
}) {
  const [state, action] = useActionState(importGiven, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={props.clientId} />
      <input type="hidden" name="request" value={props.request} />
      <input type="hidden" name="file" value={props.file} />
      <ActionResult state={state?.ok === false ? state : null} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Reading…">
        Import<span className="sr-only"> {props.name}</span>
      </SubmitButton>
    </form>
  );
}
