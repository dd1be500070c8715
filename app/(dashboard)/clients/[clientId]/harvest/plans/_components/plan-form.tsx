"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { TextAreaField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { PlanItem } from "@/lib/services/season/view-plans";
import { fieldError, UNSENT } from "../../../_books/typed-state";
import { keepPlan } from "../actions";

/** The name and note of a plan, and whether it is a new one or the next version of another. */
export function PlanForm({
  clientId,
  picks,
  plans,
  of,
}: {
  clientId: string;
  picks: readonly string[];
  plans: readonly PlanItem[];
  of: { readonly id: string; readonly name: string } | null;
}) {
  const [state, action] = useActionState(keepPlan, UNSENT);
  return (
    <form action={action} key={state.turn} className="flex flex-col gap-5">
      <input type="hidden" name="clientId" value={clientId} />
      {picks.map((pick) => (
        <input key={pick} type="hidden" name="pick" value={pick} />
      ))}
      {plans.length === 0 ? (
        <input type="hidden" name="plan" value="" />
      ) : (
        <SelectField
          name="plan"
          label="Save it as"
          defaultValue={state.typed["plan"] ?? of?.id ?? ""}
          options={[
            { value: "", label: "A new plan" },
            ...plans.map(({ id, name, version }) => ({
              value: id,
              label: `Version ${version + 1} of ${name}`,
            })),
          ]}
        />
      )}
      <TextField
        name="name"
        label="Name"
        defaultValue={state.typed["name"] ?? of?.name ?? ""}
        error={fieldError(state, "name")}
        placeholder="Before Thanksgiving"
        maxLength={120}
        required
      />
      <TextAreaField
        name="note"
        label="Note"
        required={false}
        defaultValue={state.typed["note"] ?? ""}
        error={fieldError(state, "note")}
        rows={4}
      />
      {state.result?.ok === false && <ActionResult state={state.result} />}
      <div>
        <SubmitButton pendingLabel="Saving…">Save the plan</SubmitButton>
      </div>
    </form>
  );
}
