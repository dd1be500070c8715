"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { SubmitButton } from "@/app/_ui/submit-button";
import { makeReport } from "../actions";

/** Choose a year, make its report. */
export function MakeReport({
  clientId,
  years,
  wanted,
}: {
  clientId: string;
  years: readonly { year: number; open: number }[];
  /** The year the address names. */
  wanted: string | undefined;
}) {
  const [state, action] = useActionState(makeReport, null);
  const chosen = years.find(({ year }) => String(year) === wanted) ?? years[0];
  return (
    <form action={action} className="mb-10 flex flex-wrap items-end gap-3">
      <input type="hidden" name="clientId" value={clientId} />
      <SelectField
        name="year"
        label="Tax year"
        defaultValue={String(chosen?.year ?? "")}
        options={years.map(({ year, open }) => ({
          value: String(year),
          label:
            open === 0
              ? String(year)
              : `${year}, draft: ${open} open ${open === 1 ? "item" : "items"}`,
        }))}
      />
      <SubmitButton pendingLabel="Asking…">Make the year-end report</SubmitButton>
      <div className="basis-full">
        <ActionResult state={state} />
      </div>
    </form>
  );
}
