"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { MoneyField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveRow } from "../actions";

/** One line of a Form 1099-DA, box by box. */
export function RowForm({ clientId, payer }: { clientId: string; payer: string }) {
  const [state, action] = useActionState(saveRow, UNSENT);
  const field = (name: string, told = "") => ({
    name,
    defaultValue: state.typed[name] ?? told,
    error: fieldError(state, name),
  });
  return (
    <form action={action} key={`${state.turn} ${payer}`} className="flex max-w-4xl flex-col gap-5">
      <input type="hidden" name="clientId" value={clientId} />
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <TextField {...field("payer", payer)} label="Payer" maxLength={120} required />
        <TextField {...field("asset")} label="Asset’s sign (1b)" required />
        <TextField {...field("units")} label="Units (1c)" inputMode="decimal" required />
        <TextField {...field("acquired")} type="date" label="Acquired (1d)" required={false} />
        <TextField {...field("sold")} type="date" label="Sold (1e)" required={false} />
        <MoneyField {...field("proceeds")} label="Proceeds (1f)" />
        <MoneyField {...field("basis")} label="Basis (1g)" required={false} />
        <MoneyField {...field("washDisallowed")} label="Wash sale (1i)" required={false} />
        <MoneyField {...field("withheld")} label="Tax withheld (4)" required={false} />
        <SelectField
          {...field("term")}
          label="Term (6)"
          options={[
            { value: "", label: "Blank" },
            { value: "short", label: "Short" },
            { value: "long", label: "Long" },
            { value: "ordinary", label: "Ordinary" },
          ]}
        />
        <SelectField
          {...field("basisReported")}
          label="Box 2"
          options={[
            { value: "", label: "Not said" },
            { value: "checked", label: "Checked: basis reported" },
            { value: "blank", label: "Not checked" },
          ]}
        />
        <SelectField
          {...field("covered")}
          label="Box 9"
          options={[
            { value: "", label: "Not said" },
            { value: "covered", label: "Not checked: covered" },
            { value: "noncovered", label: "Checked: noncovered" },
          ]}
        />
        <MoneyField {...field("firstSales")} label="First sales (11c)" required={false} />
        <TextField
          {...field("taxYear")}
          label="Tax year, if 1e is blank"
          inputMode="numeric"
          maxLength={4}
        />
      </div>
      <ActionResult state={state.result} done="The line is kept and held against your books." />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          Add the line
        </SubmitButton>
      </div>
    </form>
  );
}
