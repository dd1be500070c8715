"use client";

import { useActionState } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ActionResult } from "@/app/_ui/callout";
import { RadioGroup } from "@/app/_ui/choice";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { SettingsView } from "@/lib/services/view-settings";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveLedgerSettings } from "../actions";

/** How Form 8949 is filled in. */
export function FormChoicesForm({
  clientId,
  view,
}: {
  clientId: string;
  view: Pick<SettingsView, "rounding" | "exception1" | "various" | "mayWrite">;
}) {
  const [state, action] = useActionState(saveLedgerSettings, UNSENT);
  const chosen = {
    rounding: view.rounding,
    exception1: view.exception1,
    various: view.various ? "one-row" : "lots",
  };
  const field = (name: keyof typeof chosen) => ({
    name,
    defaultValue: state.typed[name] ?? chosen[name],
    error: fieldError(state, name),
  });
  return (
    <form action={action} key={state.turn} className="flex max-w-3xl flex-col gap-8">
      <input type="hidden" name="clientId" value={clientId} />
      <RadioGroup
        {...field("rounding")}
        label="Amounts"
        options={[
          { value: "cents", label: "Dollars and cents" },
          {
            value: "dollars",
            label: "Whole dollars",
            hint: "Then every amount of the return is, each row rounded so that the sums hold.",
          },
        ]}
      />
      <RadioGroup
        {...field("exception1")}
        label="Sales whose basis went to the IRS and that need no adjustment"
        hint={<AuthorityChip id="form-8949" />}
        options={[
          { value: "list", label: "A row each, like all others" },
          {
            value: "direct",
            label: "Their totals straight to Schedule D",
            hint: "Lines 1a and 8a: exception 1 of the instructions.",
          },
        ]}
      />
      <RadioGroup
        {...field("various")}
        label="A sale out of several lots"
        options={[
          { value: "lots", label: "A row for each lot" },
          { value: "one-row", label: "One row for each term, with VARIOUS as the day acquired" },
        ]}
      />
      <ActionResult state={state.result} done="Saved. All forms follow from the new version." />
      {view.mayWrite && (
        <div>
          <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        </div>
      )}
    </form>
  );
}
