"use client";

import { useActionState } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ActionResult } from "@/app/_ui/callout";
import { CheckboxField } from "@/app/_ui/choice";
import { MoneyField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, UNSENT } from "../../../_books/typed-state";
import { fileYear } from "../actions";

/** When it was filed and what was paid; freezes the year. */
export function FileForm({
  clientId,
  year,
  version,
}: {
  clientId: string;
  year: number;
  version: string;
}) {
  const [state, action] = useActionState(fileYear, UNSENT);
  const field = (name: string) => ({
    name,
    defaultValue: state.typed[name] ?? "",
    error: fieldError(state, name),
  });
  return (
    <form action={action} key={state.turn} className="flex max-w-3xl flex-col gap-5">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="version" value={version} />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <TextField
          {...field("filedOn")}
          type="date"
          label="Day the return was filed"
          hint="The day the IRS accepted it, or the day it was posted."
          required
        />
        <CheckboxField
          name="extended"
          label="The time to file was extended to October 15"
          defaultChecked={state.typed["extended"] === "on"}
        />
      </div>
      <fieldset className="grid items-end gap-4 sm:grid-cols-2">
        <legend className="mb-3 text-muted text-sm">
          Tax paid for {year}, without interest and penalties. A refund claim can bring back no more
          than was paid in time <AuthorityChip id="irc-6511" />. It can be told later.
        </legend>
        <MoneyField
          {...field("withheld")}
          label="Withheld"
          hint="From wages and others."
          required={false}
        />
        <MoneyField
          {...field("estimated")}
          label="Estimated payments"
          hint="With what the year before left over."
          required={false}
        />
        <MoneyField
          {...field("paid")}
          label="Paid with the return"
          hint="Or with the request for more time."
          required={false}
        />
        <TextField
          {...field("paidOn")}
          type="date"
          label="Day of that payment"
          hint="Empty: the day of filing."
          required={false}
        />
      </fieldset>
      <ActionResult state={state.result} done={`${year} is marked as filed.`} />
      <div>
        <SubmitButton pendingLabel="Freezing…">Mark {year} as filed</SubmitButton>
      </div>
    </form>
  );
}
