"use client";

import { useActionState } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ActionResult, Callout } from "@/app/_ui/callout";
import { CheckboxField, RadioGroup } from "@/app/_ui/choice";
import { FieldError } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { assetText } from "@/lib/assets/label";
import { PURPOSES } from "@/lib/services/season/ticket-purposes";
import type { TicketFormView, TicketPlace } from "@/lib/services/season/view-ticket-form";
import { fieldError, UNSENT } from "../../../_books/typed-state";
import { saveTicket } from "../actions";
import { TicketLot } from "./ticket-lot";

/** What they are named for, units of each lot, until when the ticket waits, and the word that they are still there. */
export function TicketForm({
  clientId,
  view,
  place,
}: {
  clientId: string;
  view: TicketFormView;
  place: TicketPlace;
}) {
  const [state, action] = useActionState(saveTicket, UNSENT);
  const lotsError = fieldError(state, "lots");
  if (view.lots.length === 0) {
    return (
      <Callout tone="caution" title="Every unit is named already">
        Open tickets name all {assetText(place.asset)} of {place.accountName}. Withdraw one, or let
        it end.
      </Callout>
    );
  }
  return (
    <form action={action} key={state.turn} className="flex max-w-3xl flex-col gap-7">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="account" value={place.account} />
      <input type="hidden" name="asset" value={place.asset} />
      <RadioGroup
        name="purpose"
        label="What they are named for"
        defaultValue={state.typed["purpose"] ?? view.purpose}
        error={fieldError(state, "purpose")}
        options={Object.entries(PURPOSES).map(([value, { label, says }]) => ({
          value,
          label,
          hint: says,
        }))}
      />
      <fieldset aria-describedby={lotsError === null ? undefined : "lots-error"}>
        <legend className="mb-1.5 font-medium">
          Units of each lot, in the order they are used
        </legend>
        <ul className="border-ink border-t">
          {view.lots.map((lot) => (
            <TicketLot
              key={lot.field}
              lot={lot}
              asset={place.asset}
              typed={state.typed[lot.field] ?? lot.proposed}
              error={fieldError(state, lot.field)}
            />
          ))}
        </ul>
        {view.lotCount > view.lots.length && (
          <p className="mt-2 text-muted text-sm">
            {view.lots.length} of {view.lotCount.toLocaleString("en-US")} lots: those of the highest
            basis per unit, and those proposed. Others are found below.
          </p>
        )}
        <FieldError id="lots" error={lotsError} />
      </fieldset>
      <RadioGroup
        name="lasts"
        label="How long it waits"
        defaultValue={state.typed["lasts"] ?? "week"}
        error={fieldError(state, "lasts")}
        options={[
          { value: "today", label: `To the end of today, ${view.timeZone}` },
          { value: "week", label: "Seven days more" },
          { value: "year-end", label: `To the end of ${view.year}` },
        ]}
      />
      <Telling view={view} place={place} />
      <CheckboxField
        name="unsold"
        label="These units have not left yet."
        hint="A record written afterwards does not count, whatever it says."
        error={fieldError(state, "unsold")}
        required
      />
      {state.result?.ok === false && <ActionResult state={state.result} />}
      <div>
        <SubmitButton pendingLabel="Recording…">Record it now</SubmitButton>
        <p className="mt-2 text-muted text-sm">
          The time is taken when you press. You can withdraw the ticket until something uses it.
        </p>
      </div>
    </form>
  );
}

function Telling({ view, place }: { view: TicketFormView; place: TicketPlace }) {
  if (view.isOwnWallet) {
    return (
      <Callout>
        Nobody else holds these units: your own record is what counts. Keep the transfer out of the
        wallet with it. <AuthorityChip id="reg-1-1012-1-j" />
      </Callout>
    );
  }
  return (
    <Callout tone={view.mustTell ? "caution" : "note"}>
      {view.mustTell
        ? `${place.accountName} must be told by the moment the units leave. Send them the words on the next page, then note it there.`
        : `Through December 31, 2026 this record is enough for units ${place.accountName} holds. From January 1, 2027 they must be told by the moment the units leave.`}{" "}
      <AuthorityChip id="notice-2026-20" />
    </Callout>
  );
}
