"use client";

import { useActionState } from "react";
import type { ButtonVariant } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { decideRows } from "../actions";

/** One answer about one row or a whole group. */
export function DecideForm(props: {
  clientId: string;
  answer: string;
  /** The row, or the group it is about. */
  about: { item: string } | { group: string };
  back: string;
  label: string;
  /** Said while it runs, where it may take more than a moment. */
  pendingLabel?: string | undefined;
  /** Spoken after the label. */
  spoken?: string | undefined;
  variant?: ButtonVariant;
  /** The key that presses it. */
  keyName?: string | undefined;
}) {
  const { clientId, answer, about, back, label, spoken, variant = "secondary", keyName } = props;
  const { pendingLabel = "Working…" } = props;
  const [state, action] = useActionState(decideRows, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="answer" value={answer} />
      <input type="hidden" name="back" value={back} />
      {"item" in about ? (
        <input type="hidden" name="item" value={about.item} />
      ) : (
        <input type="hidden" name="group" value={about.group} />
      )}
      <SubmitButton size="small" variant={variant} data-key={keyName} pendingLabel={pendingLabel}>
        {label}
        {spoken !== undefined && <span className="sr-only">: {spoken}</span>}
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
