"use client";

import { TextAreaField } from "@/app/_ui/field";
import { TypedForm } from "../../../_books/typed-form";
import { sayOnPlan } from "../actions";

/** A word about a plan. */
export function CommentForm({ clientId, plan }: { clientId: string; plan: string }) {
  return (
    <TypedForm
      action={sayOnPlan}
      hidden={{ clientId, plan }}
      submit={{ label: "Send", pending: "Sending…", variant: "secondary" }}
      className="no-print mt-4 flex flex-col gap-3"
    >
      {(field) => (
        <TextAreaField
          {...field("text")}
          label="Write about this plan"
          hint="Everybody with access to these books reads it. It cannot be changed or removed."
          rows={3}
          required
        />
      )}
    </TypedForm>
  );
}
