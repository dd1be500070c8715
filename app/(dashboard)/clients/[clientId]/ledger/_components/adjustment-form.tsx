"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { MoneyField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveAdjustment } from "../actions";

/** A code of Form 8949 the books cannot know, with its amount. */
export function AdjustmentForm({
  clientId,
  tx,
  back,
  codes,
}: {
  clientId: string;
  tx: string;
  back: string;
  codes: readonly { value: string; label: string }[];
}) {
  const [state, action] = useActionState(saveAdjustment, UNSENT);
  const field = (name: string) => ({
    name,
    defaultValue: state.typed[name] ?? "",
    error: fieldError(state, name),
  });
  return (
    <form action={action} key={state.turn} className="flex flex-col gap-4">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="tx" value={tx} />
      <input type="hidden" name="back" value={back} />
      <SelectField {...field("code")} label="Code" placeholder="Choose" options={codes} required />
      <MoneyField
        {...field("amount")}
        label="Amount for the whole sale"
        hint="Its size; with a minus only where the code may go either way (O, P, Y)."
        required={false}
      />
      {state.result?.ok === false && <ActionResult state={state.result} />}
      <div>
        <SubmitButton variant="secondary" pendingLabel="Recording…">
          State the adjustment
        </SubmitButton>
      </div>
    </form>
  );
}
