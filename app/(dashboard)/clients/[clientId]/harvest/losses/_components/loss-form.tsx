"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { LossesView, LossView } from "@/lib/services/season/view-losses";
import { fieldError, UNSENT } from "../../../_books/typed-state";
import { saveLoss } from "../actions";
import { LossFields } from "./loss-fields";

/** What is told of one kind of event, first or anew. */
export function LossForm({
  clientId,
  kind,
  places,
  event,
}: {
  clientId: string;
  kind: LossView["kind"];
  places: LossesView["places"];
  event: LossView | null;
}) {
  const [state, action] = useActionState(saveLoss, UNSENT);
  const place = event === null ? "" : `${event.accountId}~${event.asset}`;
  const isListed = places.some((each) => `${each.account}~${each.asset}` === place);
  return (
    <form action={action} key={state.turn} className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="event" value={event?.id ?? ""} />
      <SelectField
        name="place"
        label="What lost its worth"
        placeholder="Choose from what you hold"
        defaultValue={state.typed["place"] ?? place}
        error={fieldError(state, "asset")}
        required
        options={[
          ...(event === null || isListed
            ? []
            : [{ value: place, label: `${event.asset} in ${event.accountName}, no longer held` }]),
          ...places.map((each) => ({
            value: `${each.account}~${each.asset}`,
            label: `${each.asset} in ${each.accountName}${each.hasPrice ? "" : ", no price"}`,
          })),
        ]}
      />
      <LossFields
        kind={kind}
        field={(name) => ({
          name,
          defaultValue: state.typed[name] ?? event?.answers[name] ?? "",
          error: fieldError(state, name),
        })}
      />
      {state.result?.ok === false && <ActionResult state={state.result} />}
      <div>
        <SubmitButton pendingLabel="Keeping…">
          {event === null ? "Keep this" : "Keep it as changed"}
        </SubmitButton>
        <p className="mt-2 text-muted text-sm">
          Nothing is computed from it. Fields may stay open and be filled in later.
        </p>
      </div>
    </form>
  );
}
