"use client";

import { useActionState } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ActionResult } from "@/app/_ui/callout";
import { RadioGroup } from "@/app/_ui/choice";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { AccountItem } from "@/lib/services/settings-facts";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveAccountFacts } from "../actions";

/** Who holds one account's keys, and whose return it is on. */
export function AccountFactsForm({
  clientId,
  account,
}: {
  clientId: string;
  account: AccountItem;
}) {
  const [state, action] = useActionState(saveAccountFacts, UNSENT);
  return (
    <form action={action} key={state.turn} className="flex flex-col gap-6">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="account" value={account.id} />
      <RadioGroup
        name="custody"
        label="Who holds the keys?"
        hint={
          <>
            Decides how lots are named before a sale. <AuthorityChip id="reg-1-1012-1-j" />{" "}
            <AuthorityChip id="notice-2026-20" />
          </>
        }
        defaultValue={state.typed["custody"] ?? account.custody}
        error={fieldError(state, "custody")}
        options={[
          {
            value: "broker",
            label: "A platform",
            hint: "An exchange or another custodian. From 2027 it must be told which lots a sale takes, before the sale.",
          },
          {
            value: "own",
            label: "You alone",
            hint: "A wallet whose keys nobody else has. Your own records name the lots, before the sale.",
          },
        ]}
      />
      <RadioGroup
        name="owner"
        label="Whose return is it on?"
        hint={
          <>
            Purchases in all of these count when a loss is tested for a wash sale.{" "}
            <AuthorityChip id="irc-1091" /> <AuthorityChip id="pub-550" />
          </>
        }
        defaultValue={state.typed["owner"] ?? account.owner}
        error={fieldError(state, "owner")}
        options={[
          {
            value: "client",
            label: "This return",
            hint: "Yours, a joint account, and your spouse’s when you file jointly.",
          },
          { value: "spouse", label: "Your spouse’s own return" },
          {
            value: "ira",
            label: "None: an IRA or Roth IRA",
            hint: "A loss replaced there is lost for good.",
          },
        ]}
      />
      {state.result?.ok === false && <ActionResult state={state.result} />}
      <div>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
      </div>
    </form>
  );
}
