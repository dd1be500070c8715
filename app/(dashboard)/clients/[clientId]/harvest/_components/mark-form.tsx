"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { RadioGroup, SelectField } from "@/app/_ui/choice";
import { SubmitButton } from "@/app/_ui/submit-button";
import { assetText } from "@/lib/assets/label";
import { formatUsd } from "@/lib/money/format";
import type { LotMarkView, LotsToMark } from "@/lib/services/gains/marks-view";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { markAsTold } from "../actions";
import { FoundCount } from "./lot-finder";
import { MARK_WORDS } from "./mark-words";

/** Says of the position, or of one lot of it, what stands in the way of selling it. */
export function MarkForm({ clientId, toMark }: { clientId: string; toMark: LotsToMark }) {
  const [state, action] = useActionState(markAsTold, UNSENT);
  const { position, lots } = toMark;
  const whole = {
    value: position.key,
    label: `All ${assetText(position.asset)} in ${position.account}`,
  };
  return (
    <form action={action} key={state.turn} className="flex max-w-3xl flex-col items-start gap-4">
      <input type="hidden" name="clientId" value={clientId} />
      <RadioGroup
        name="position"
        label="Which of it"
        options={[whole, ...lots.map(optionOf)]}
        defaultValue={state.typed["position"] ?? (lots.length === 0 ? position.key : undefined)}
        error={fieldError(state, "position")}
        required
      />
      <FoundCount shown={lots.length} found={toMark.lotCount < 2 ? 1 : toMark.foundCount} />
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

function optionOf({ key, name, basis }: LotMarkView) {
  return {
    value: key,
    label: `Only ${name}, basis ${basis === null ? "not known" : formatUsd(basis)}`,
  };
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
