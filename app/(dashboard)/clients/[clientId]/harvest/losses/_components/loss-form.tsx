"use client";

import { SelectField } from "@/app/_ui/choice";
import { assetText } from "@/lib/assets/label";
import type { LossesView, LossView } from "@/lib/services/season/view-losses";
import { TypedForm } from "../../../_books/typed-form";
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
  const place = event === null ? "" : `${event.accountId}~${event.asset}`;
  const isListed = places.some((each) => `${each.account}~${each.asset}` === place);
  return (
    <TypedForm
      action={saveLoss}
      hidden={{ clientId, kind, event: event?.id ?? "" }}
      first={{ ...event?.answers, place }}
      submit={{ label: event === null ? "Keep this" : "Keep it as changed", pending: "Keeping…" }}
      note="No figure of the books follows from it. Fields may stay open and be filled in later."
      className="flex max-w-2xl flex-col gap-5"
    >
      {(field) => (
        <>
          <SelectField
            {...field("place")}
            label="What lost its worth"
            placeholder="Choose from what you hold"
            error={field("asset").error}
            required
            options={[
              ...(event === null || isListed
                ? []
                : [
                    {
                      value: place,
                      label: `${assetText(event.asset)} in ${event.accountName}, no longer held`,
                    },
                  ]),
              ...places.map((each) => ({
                value: `${each.account}~${each.asset}`,
                label: `${assetText(each.asset)} in ${each.accountName}${each.hasPrice ? "" : ", no price"}`,
              })),
            ]}
          />
          <LossFields kind={kind} field={field} />
        </>
      )}
    </TypedForm>
  );
}
