"use client";

import { useActionState } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ActionResult } from "@/app/_ui/callout";
import { RadioGroup, SelectField } from "@/app/_ui/choice";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { SettingsView } from "@/lib/services/view-settings";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveLedgerSettings } from "../actions";

const FORMS = [
  ["wrap", "Wrapping and unwrapping"],
  ["bridge", "Bridging to another chain"],
  ["liquidity", "Liquidity pools, in and out"],
  ["liquid-staking", "Staking for a token, and back"],
] as const;

const TREATMENTS = [
  { value: "ask", label: "Ask each time" },
  { value: "carry-over", label: "Not taxable: basis carries over" },
  { value: "taxable", label: "A taxable exchange" },
];

/** What swaps and changes of form are for tax where no rule says it. */
export function ConversionForm({
  clientId,
  view,
}: {
  clientId: string;
  view: Pick<SettingsView, "conversions" | "swapCostsBefore2025" | "mayWrite">;
}) {
  const [state, action] = useActionState(saveLedgerSettings, UNSENT);
  return (
    <form action={action} key={state.turn} className="flex max-w-3xl flex-col gap-8">
      <input type="hidden" name="clientId" value={clientId} />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1.5 font-medium text-sm">When an asset changes its form</legend>
        <p className="text-muted text-sm">
          No rule says whether these are sales. “Ask each time” keeps the basis and marks each row
          until you say; a row’s own answer comes first. <AuthorityChip id="notice-2024-57" />
        </p>
        <div className="grid items-end gap-4 sm:grid-cols-2">
          {FORMS.map(([name, label]) => (
            <SelectField
              key={name}
              name={name}
              label={label}
              defaultValue={state.typed[name] ?? view.conversions[name]}
              error={fieldError(state, name)}
              options={TREATMENTS}
            />
          ))}
        </div>
      </fieldset>
      <RadioGroup
        name="swapCostsBefore2025"
        label="Costs of swaps before 2025"
        hint={
          <>
            From 2025 they belong to the asset given up. Before, any reasonable way used
            consistently. <AuthorityChip id="reg-1-1001-7" />
          </>
        }
        defaultValue={state.typed["swapCostsBefore2025"] ?? view.swapCostsBefore2025}
        error={fieldError(state, "swapCostsBefore2025")}
        options={[
          { value: "given-up", label: "To the asset given up", hint: "The default." },
          { value: "received", label: "To the asset received" },
          { value: "halves", label: "Half and half" },
        ]}
      />
      <ActionResult state={state.result} done="Saved. All figures follow from the new version." />
      {view.mayWrite && (
        <div>
          <SubmitButton variant="secondary" pendingLabel="Saving…">
            Save these choices
          </SubmitButton>
        </div>
      )}
    </form>
  );
}
