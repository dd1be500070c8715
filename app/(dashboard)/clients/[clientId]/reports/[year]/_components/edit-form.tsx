"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { MoneyField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { FilingView } from "@/lib/services/filing/view-filing";
import { fieldError, UNSENT } from "../../../_books/typed-state";
import { saveEdit } from "../actions";

/** A figure that was filed otherwise than computed, with the reason. */
export function EditForm({ view, clientId }: { view: FilingView; clientId: string }) {
  const [state, action] = useActionState(saveEdit, UNSENT);
  const field = (name: string) => ({
    name,
    defaultValue: state.typed[name] ?? "",
    error: fieldError(state, name),
  });
  const figures = [
    ...view.figures,
    ...view.boxes.flatMap((box) => box.figures),
    ...view.otherBoxes,
  ];
  return (
    <details className="mt-4 border-line border-y py-3" open={state.turn > 0}>
      <summary className="min-h-6 font-medium">The return says another figure</summary>
      <form action={action} key={state.turn} className="mt-4 flex max-w-3xl flex-col gap-4">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="year" value={view.year} />
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <SelectField
            {...field("figure")}
            label="Figure"
            placeholder="Choose a figure"
            options={figures.map(({ name, line, label }) => ({
              value: name,
              label: `${line}: ${label}`,
            }))}
            required
          />
          <MoneyField
            {...field("amount")}
            label="As filed"
            hint="A loss with a minus; carryovers and the allowed loss without."
            required
          />
        </div>
        <TextField
          {...field("reason")}
          label="Why it differs"
          hint="For instance: one exchange was left out; rounded to whole dollars."
          maxLength={500}
          required
        />
        <ActionResult state={state.result} done="Kept. The figure computed then stays beside it." />
        <div>
          <SubmitButton variant="secondary" pendingLabel="Saving…">
            Save what was filed
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}
