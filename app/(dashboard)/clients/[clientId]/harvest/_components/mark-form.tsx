"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { SubmitButton } from "@/app/_ui/submit-button";
import { assetText } from "@/lib/assets/label";
import type { MarkView } from "@/lib/services/gains/marks-view";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { markAsTold } from "../actions";
import { MARK_WORDS } from "./mark-words";

/** Says of one position, or of one lot of it, what stands in the way of selling it. */
export function MarkForm({
  clientId,
  positions,
}: {
  clientId: string;
  positions: readonly MarkView[];
}) {
  const [state, action] = useActionState(markAsTold, UNSENT);
  return (
    <form
      action={action}
      key={state.turn}
      className="grid max-w-3xl items-end gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
    >
      <input type="hidden" name="clientId" value={clientId} />
      <SelectField
        name="position"
        label="What"
        placeholder="Choose a position or a lot"
        options={positions.flatMap(optionsOf)}
        defaultValue={state.typed["position"] ?? ""}
        error={fieldError(state, "position")}
        required
      />
      <SelectField
        name="reason"
        label="Why not"
        options={Object.entries(MARK_WORDS).map(([value, label]) => ({ value, label }))}
        defaultValue={state.typed["reason"] ?? "illiquid"}
        error={fieldError(state, "reason")}
        required
      />
      <SubmitButton variant="secondary" pendingLabel="Saving…">
        Leave it out
      </SubmitButton>
      {state.result?.ok === false && <ActionResult state={state.result} />}
    </form>
  );
}

/** A position, and below it each lot by itself. */
function optionsOf({ key, account, asset, lots }: MarkView) {
  return [
    {
      value: key,
      label: `${assetText(asset)} in ${account}${lots.length > 0 ? ", all of it" : ""}`,
    },
    ...lots.map((lot) => ({ value: lot.key, label: `\u2003only ${lot.name}` })),
  ];
}

/** Takes it back. */
export function UnmarkForm({
  clientId,
  position,
  what,
}: {
  clientId: string;
  position: string;
  /** For screen readers. */
  what: string;
}) {
  const [state, action] = useActionState(markAsTold, UNSENT);
  return (
    <form action={action}>
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="position" value={position} />
      <input type="hidden" name="reason" value="" />
      <SubmitButton size="small" variant="secondary" pendingLabel="Saving…">
        Count it again<span className="sr-only">: {what}</span>
      </SubmitButton>
      {state.result?.ok === false && <ActionResult state={state.result} />}
    </form>
  );
}
