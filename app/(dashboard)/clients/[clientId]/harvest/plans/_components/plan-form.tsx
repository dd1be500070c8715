"use client";

import { SelectField } from "@/app/_ui/choice";
import { TextAreaField, TextField } from "@/app/_ui/field";
import type { PlanItem } from "@/lib/services/season/view-plans";
import { TypedForm } from "../../../_books/typed-form";
import { keepPlan } from "../actions";

/** The name and note of a plan, and whether it is a new one or the next version of another. */
export function PlanForm({
  clientId,
  picks,
  costs,
  plans,
  of,
}: {
  clientId: string;
  picks: readonly string[];
  costs: { readonly fee: string; readonly feeFixed: string };
  plans: readonly PlanItem[];
  of: { readonly id: string; readonly name: string } | null;
}) {
  return (
    <TypedForm
      action={keepPlan}
      hidden={{
        clientId,
        fee: costs.fee,
        feeFixed: costs.feeFixed,
        ...(plans.length === 0 ? { plan: "" } : {}),
      }}
      first={{ plan: of?.id ?? "", name: of?.name ?? "" }}
      submit={{ label: "Save the plan", pending: "Saving…" }}
      className="flex flex-col gap-5"
    >
      {(field) => (
        <>
          {picks.map((pick) => (
            <input key={pick} type="hidden" name="pick" value={pick} />
          ))}
          {plans.length > 0 && (
            <SelectField
              {...field("plan")}
              label="Save it as"
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
            {...field("name")}
            label="Name"
            placeholder="Before Thanksgiving"
            maxLength={120}
            required
          />
          <TextAreaField {...field("note")} label="Note" required={false} rows={4} />
        </>
      )}
    </TypedForm>
  );
}
