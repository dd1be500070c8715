"use client";

import { TextField } from "@/app/_ui/field";
import { TypedForm } from "../../../_books/typed-form";
import { reopenFiled } from "../actions";

/** Why the year does not count as filed any more. */
export function ReopenForm({ clientId, year }: { clientId: string; year: number }) {
  return (
    <TypedForm
      action={reopenFiled}
      hidden={{ clientId, year }}
      submit={{ label: `Reopen ${year}`, pending: "Reopening…", variant: "danger" }}
      className="flex max-w-xl flex-col gap-4"
    >
      {(field) => (
        <TextField
          {...field("reason")}
          id="reopen-reason"
          label="Reason"
          maxLength={500}
          required
        />
      )}
    </TypedForm>
  );
}
