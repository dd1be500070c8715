"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { tick } from "@/app/_ui/choice";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { DifferenceItem } from "@/lib/services/reconcile/form-parts";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { decide, decideAll } from "../actions";

type Decided = Pick<DifferenceItem, "key" | "choices" | "choice" | "note">;

/** What can be decided about a difference, each with what it leads to; `alike`: about so many like it in one word. */
export function DecisionForm({
  difference,
  clientId,
  alike = 1,
}: {
  difference: Decided;
  clientId: string;
  alike?: number;
}) {
  const [state, action] = useActionState(alike === 1 ? decide : decideAll, UNSENT);
  const picked = state.typed["choice"] ?? difference.choice;
  return (
    <form
      action={action}
      key={`${state.turn} ${difference.choice}`}
      className="flex flex-col gap-3"
    >
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="difference" value={difference.key} />
      <fieldset className="flex flex-col gap-2.5">
        <legend className="sr-only">What is it?</legend>
        {difference.choices.map(({ choice, label, leadsTo }) => (
          <label key={choice} className="flex items-start gap-2.5">
            <input
              type="radio"
              name="choice"
              value={choice}
              required
              defaultChecked={choice === picked}
              className={tick}
            />
            <span>
              <span className="block">{label}</span>
              <span className="block text-muted text-sm">{leadsTo}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <TextField
        name="note"
        label="Note"
        defaultValue={state.typed["note"] ?? difference.note}
        error={fieldError(state, "note")}
        maxLength={1000}
        required={false}
      />
      <ActionResult state={state.result} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="secondary" size="small" pendingLabel="Saving…">
          {sendWords(difference, alike)}
        </SubmitButton>
        {difference.choice !== "" && <TakeBack difference={difference} clientId={clientId} />}
      </div>
    </form>
  );
}

function sendWords({ choice }: Decided, alike: number): string {
  if (alike > 1) {
    return `Decide all ${alike.toLocaleString("en-US")}`;
  }
  return choice === "" ? "Decide" : "Change the decision";
}

/** Sent by a form of its own, beside the other: it needs no choice. */
function TakeBack({ difference, clientId }: { difference: Decided; clientId: string }) {
  const [, action] = useActionState(decide, UNSENT);
  return (
    <SubmitButton
      variant="quiet"
      size="small"
      pendingLabel="…"
      formNoValidate
      formAction={(form: FormData) => {
        form.set("choice", "");
        form.set("clientId", clientId);
        form.set("difference", difference.key);
        action(form);
      }}
    >
      Take it back
    </SubmitButton>
  );
}
