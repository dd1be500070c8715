"use client";

import { useActionState } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ActionResult } from "@/app/_ui/callout";
import { RadioGroup } from "@/app/_ui/choice";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveLedgerSettings } from "../actions";

/** Whether wash sales reach digital assets, and from which day. */
export function WashForm({
  clientId,
  from,
  mayWrite,
}: {
  clientId: string;
  from: string | null;
  mayWrite: boolean;
}) {
  const [state, action] = useActionState(saveLedgerSettings, UNSENT);
  return (
    <form action={action} key={state.turn} className="group flex max-w-3xl flex-col gap-4">
      <input type="hidden" name="clientId" value={clientId} />
      <RadioGroup
        name="washSales"
        label="What wash sales reach"
        hint={
          <>
            A loss is denied when the same is bought within 30 days before or after. No law covers
            digital assets as such. <AuthorityChip id="irc-1091" />
          </>
        }
        defaultValue={state.typed["washSales"] ?? (from === null ? "securities" : "digital")}
        error={fieldError(state, "washSales")}
        options={[
          {
            value: "securities",
            label: "Securities only",
            hint: "As the law stands: stock, shares of spot funds, tokenised stock.",
          },
          {
            value: "digital",
            label: "Digital assets too, from a day on",
            hint: "For a law to come, or to see what it would cost. Every report says so.",
          },
        ]}
      />
      <div className="hidden max-w-60 pl-8 group-has-[input[value=digital]:checked]:block">
        <TextField
          name="washSalesFrom"
          label="From"
          type="date"
          defaultValue={state.typed["washSalesFrom"] ?? from ?? ""}
          error={fieldError(state, "washSalesFrom")}
        />
      </div>
      <ActionResult state={state.result} done="Saved. All figures follow from the new version." />
      {mayWrite && (
        <div>
          <SubmitButton variant="secondary" pendingLabel="Saving…">
            Save this choice
          </SubmitButton>
        </div>
      )}
    </form>
  );
}
