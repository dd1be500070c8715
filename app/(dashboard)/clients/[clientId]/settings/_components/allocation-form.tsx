"use client";

import { useActionState } from "react";
import { ActionResult, Callout } from "@/app/_ui/callout";
import { CheckboxField, RadioGroup } from "@/app/_ui/choice";
import { TextField } from "@/app/_ui/field";
import { FileField } from "@/app/_ui/file-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { AllocationRead } from "@/lib/services/import-allocation";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveAllocation } from "../actions";

/** Takes a completed allocation from a file. */
export function AllocationForm({ clientId }: { clientId: string }) {
  const [state, action] = useActionState(saveAllocation, UNSENT);
  const field = (name: string) => ({
    name,
    defaultValue: state.typed[name] ?? "",
    error: fieldError(state, name),
  });
  const read = state.result?.ok === true ? state.result.data : null;
  return (
    <form action={action} key={state.turn} className="flex max-w-3xl flex-col gap-5">
      <input type="hidden" name="clientId" value={clientId} />
      <FileField
        id="allocation-file"
        label="The allocation"
        hint="CSV with Account, Quantity, and the lot by its id or by Asset and Acquired. The file of unused lots above has this form."
        error={fieldError(state, "file")}
      />
      <RadioGroup
        name="kind"
        label="How the units were placed"
        defaultValue={state.typed["kind"] ?? "specific"}
        error={fieldError(state, "kind")}
        options={[
          {
            value: "specific",
            label: "One by one",
            hint: "A specific unit allocation: finished before the first sale or transfer of that asset in 2025, and before the 2025 return was due.",
          },
          {
            value: "global",
            label: "By a rule written down before 2025",
            hint: "A global allocation: the rule left nothing to choose later.",
          },
        ]}
      />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <TextField {...field("completedDate")} label="Finished on" type="date" required />
        <TextField
          {...field("completedTime")}
          label="Time"
          hint="Empty: by the end of that day."
          placeholder="14:05"
          required={false}
          autoComplete="off"
        />
        <TextField
          {...field("describedDate")}
          label="Rule written down on"
          hint="Only for a rule."
          type="date"
          required={false}
        />
      </div>
      <CheckboxField
        name="extended"
        label="The 2025 return was extended"
        defaultChecked={state.typed["extended"] !== undefined}
      />
      {state.result?.ok === false && <ActionResult state={state.result} />}
      {read?.is === "refused" && <Problems read={read} />}
      {read?.is === "kept" && (
        <Callout tone="good" live>
          {read.placements === 1 ? "1 placement is" : `${read.placements} placements are`} on
          record. All figures follow.
        </Callout>
      )}
      <div>
        <SubmitButton variant="secondary" pendingLabel="Reading…">
          Take the allocation
        </SubmitButton>
      </div>
    </form>
  );
}

function Problems({ read }: { read: Extract<AllocationRead, { is: "refused" }> }) {
  return (
    <Callout tone="bad" live title="Nothing was kept: these lines need another look">
      <ul className="flex flex-col gap-1 text-sm">
        {read.problems.map(({ line, column, value, reason }) => (
          <li key={`${line} ${column} ${value} ${reason}`}>
            {line === null ? "Not in the file" : `Line ${line}`}
            {column !== "" && `, ${column}`}
            {value !== "" && ` “${value}”`}: {reason}
          </li>
        ))}
      </ul>
      {read.more > 0 && <p className="mt-1 text-sm">and {read.more} more</p>}
    </Callout>
  );
}
