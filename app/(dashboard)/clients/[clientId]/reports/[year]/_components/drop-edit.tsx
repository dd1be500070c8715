"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { removeEdit } from "../actions";

/** Lets a figure count as computed again. */
export function DropEdit({
  clientId,
  year,
  figure,
  about,
}: {
  clientId: string;
  year: number;
  figure: string;
  /** Names the figure to a screen reader. */
  about: string;
}) {
  const [state, action] = useActionState(removeEdit, null);
  return (
    <form action={action} className="contents">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="figure" value={figure} />
      <SubmitButton variant="quiet" size="small" pendingLabel="…">
        As computed<span className="sr-only">: {about}</span>
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
