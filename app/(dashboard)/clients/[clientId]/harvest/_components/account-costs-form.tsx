"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { AccountCostsView } from "@/lib/services/gains/account-costs-view";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveAccountCosts } from "../actions";
import { FeeFields } from "./fee-fields";

/** What one account charges. */
export function AccountCostsForm({
  clientId,
  account,
}: {
  clientId: string;
  account: AccountCostsView;
}) {
  const [state, action] = useActionState(saveAccountCosts, UNSENT);
  const errors = Object.fromEntries(
    ["fee", "feeFixed"].flatMap((name) => {
      const error = fieldError(state, name);
      return error === null ? [] : [[name, error]];
    }),
  );
  return (
    <form action={action} key={state.turn}>
      <fieldset className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_15rem_auto]">
        <legend className="sr-only">What {account.name} charges</legend>
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="account" value={account.id} />
        <span className="font-semibold sm:pb-2.5">{account.name}</span>
        <FeeFields
          fee={state.typed["fee"] ?? account.fee}
          feeFixed={state.typed["feeFixed"] ?? account.feeFixed}
          errors={errors}
        />
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          Save<span className="sr-only"> what {account.name} charges</span>
        </SubmitButton>
      </fieldset>
      {state.result?.ok === false && <ActionResult state={state.result} />}
    </form>
  );
}
