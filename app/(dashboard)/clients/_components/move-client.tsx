"use client";

import { useActionState } from "react";
import { SelectField } from "@/app/_ui/choice";
import { TextAreaField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { dueOn, moveClient, unmoveClient } from "../actions";

export interface MoveClientProps {
  client: string;
  year: number;
  /** The board to go back to, as the query of its address. */
  query: string;
  stages: readonly { readonly value: string; readonly label: string }[];
  /** The stage that is filled in. */
  stage: string;
  isByHand: boolean;
  /** The day that was said; empty: by law. */
  due: string;
  dueByLaw: string;
}

/** Puts a client's year into another stage with a reason, takes that back, and says when it is due. */
export function MoveClient(props: MoveClientProps) {
  const { client, year, query, stages, stage, isByHand, due, dueByLaw } = props;
  const [moved, move] = useActionState(moveClient, null);
  const [back, unmove] = useActionState(unmoveClient, null);
  const [dated, date] = useActionState(dueOn, null);
  const refusedMove = moved?.ok === false ? moved : null;
  const refusedDate = dated?.ok === false ? dated : null;
  const ids = (
    <>
      <input type="hidden" name="client" value={client} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="query" value={query} />
    </>
  );
  return (
    <div className="flex flex-col gap-8">
      <form action={move} className="flex flex-col gap-4">
        {ids}
        <SelectField
          name="stage"
          label="Move to"
          options={stages}
          defaultValue={stage}
          error={refusedMove?.fields?.["stage"]}
        />
        <TextAreaField
          name="reason"
          label="Why"
          hint="Stands beside the stage and on the client's record."
          rows={3}
          maxLength={500}
          required
          error={
            refusedMove?.fields?.["reason"] ?? (refusedMove?.fields ? null : refusedMove?.message)
          }
        />
        <SubmitButton pendingLabel="Moving…">Move</SubmitButton>
      </form>
      {isByHand && (
        <form action={unmove} className="flex flex-col gap-2">
          {ids}
          <SubmitButton variant="secondary" pendingLabel="Taking back…">
            Let the data say the stage again
          </SubmitButton>
          {back?.ok === false && <p className="text-loss text-sm">{back.message}</p>}
        </form>
      )}
      <form action={date} className="flex flex-col gap-4 border-line border-t pt-6">
        {ids}
        <TextField
          name="due"
          type="date"
          label="Due"
          hint={`Empty: ${dueByLaw}, when the return is due by law (IRC 6072(a)).`}
          defaultValue={due}
          error={refusedDate?.fields?.["due"] ?? refusedDate?.message}
        />
        <SubmitButton variant="secondary" pendingLabel="Setting…">
          Set the day
        </SubmitButton>
      </form>
    </div>
  );
}
