"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { MoneyField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, UNSENT } from "../../../_books/typed-state";
import { savePayment } from "../actions";

/** One payment more for the year. */
export function PaymentForm({ clientId, year }: { clientId: string; year: number }) {
  const [state, action] = useActionState(savePayment, UNSENT);
  const field = (name: string) => ({
    name,
    defaultValue: state.typed[name] ?? "",
    error: fieldError(state, name),
  });
  return (
    <details className="mt-4 border-line border-y py-3" open={state.turn > 0}>
      <summary className="min-h-6 font-medium">Add a payment</summary>
      <form action={action} key={state.turn} className="mt-4 flex max-w-3xl flex-col gap-4">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="year" value={year} />
        <div className="grid items-end gap-4 sm:grid-cols-3">
          <SelectField
            {...field("kind")}
            label="Kind"
            options={[
              { value: "later", label: "Paid" },
              { value: "withholding", label: "Withheld" },
              { value: "estimated", label: "Estimated tax" },
            ]}
          />
          <TextField {...field("paidOn")} type="date" label="Day" required />
          <MoneyField {...field("amount")} label="Amount" hint="Tax only." required />
        </div>
        <ActionResult state={state.result} done="The payment is kept." />
        <div>
          <SubmitButton variant="secondary" pendingLabel="Saving…">
            Add the payment
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}
