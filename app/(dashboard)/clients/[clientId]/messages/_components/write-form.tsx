"use client";

import { TextAreaField } from "@/app/_ui/field";
import { TypedForm } from "../../_books/typed-form";
import { sendMessage } from "../actions";

/** What one writes in, below what was written. */
export function WriteForm({
  clientId,
  kind,
  label,
  hint,
  submit,
}: {
  clientId: string;
  kind: string;
  label: string;
  hint: string;
  submit: string;
}) {
  return (
    <TypedForm
      action={sendMessage}
      hidden={{ clientId, kind }}
      submit={{ label: submit, pending: "Sending…" }}
      className="mt-8 flex max-w-2xl flex-col gap-4"
    >
      {(field) => (
        <TextAreaField {...field("text")} label={label} hint={hint} rows={5} maxLength={4000} />
      )}
    </TypedForm>
  );
}
