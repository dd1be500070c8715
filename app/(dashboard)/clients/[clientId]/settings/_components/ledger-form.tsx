"use client";

import { useActionState } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ActionResult } from "@/app/_ui/callout";
import { RadioGroup, SelectField } from "@/app/_ui/choice";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveLedgerSettings } from "../actions";

const ZONES = [
  ["America/New_York", "Eastern"],
  ["America/Chicago", "Central"],
  ["America/Denver", "Mountain"],
  ["America/Phoenix", "Arizona"],
  ["America/Los_Angeles", "Pacific"],
  ["America/Anchorage", "Alaska"],
  ["Pacific/Honolulu", "Hawaii"],
  ["America/Puerto_Rico", "Puerto Rico"],
  ["Pacific/Guam", "Guam"],
  ["UTC", "UTC"],
] as const;

/** The choices that hold for all years. */
export function LedgerForm(props: {
  clientId: string;
  timeZone: string;
  pool: string;
  transferFee: string;
  mayWrite: boolean;
}) {
  const [state, action] = useActionState(saveLedgerSettings, UNSENT);
  const known = ZONES.some(([zone]) => zone === props.timeZone);
  const zones = known ? ZONES : [[props.timeZone, "as chosen"] as const, ...ZONES];
  const value = (name: "timeZone" | "pool" | "transferFee") => state.typed[name] ?? props[name];
  return (
    <form action={action} key={state.turn} className="flex max-w-3xl flex-col gap-8">
      <input type="hidden" name="clientId" value={props.clientId} />
      <SelectField
        name="timeZone"
        label="Tax time zone"
        hint="Turns the moment of a sale into its tax date. Where you lived, not where the exchange is."
        defaultValue={value("timeZone")}
        options={zones.map(([zone, name]) => ({ value: zone, label: `${name} (${zone})` }))}
        error={fieldError(state, "timeZone")}
      />
      <RadioGroup
        name="pool"
        label="Lots before 2025"
        hint={
          <>
            From January 1, 2025 lots belong to the account they are in, whatever is chosen here.{" "}
            <AuthorityChip id="rev-proc-2024-28" />
          </>
        }
        defaultValue={value("pool")}
        error={fieldError(state, "pool")}
        options={[
          {
            value: "account",
            label: "Account by account, in all years",
            hint: "Every sale took units of its own account. Choose it unless your earlier returns did otherwise.",
          },
          {
            value: "universal-until-2024",
            label: "One pool over all accounts until the end of 2024",
            hint: "As many programs did it. The unused units are placed where they were when 2025 began.",
          },
        ]}
      />
      <RadioGroup
        name="transferFee"
        label="Network fees of transfers, paid in units"
        hint={
          <>
            The rules do not settle this case; use one way consistently.{" "}
            <AuthorityChip id="reg-1-1001-7" />
          </>
        }
        defaultValue={value("transferFee")}
        error={fieldError(state, "transferFee")}
        options={[
          {
            value: "disposal",
            label: "A small sale of the units spent",
            hint: "The cautious reading: units were given up for a service, with gain or loss.",
          },
          {
            value: "carry",
            label: "Their basis goes on with the units that arrived",
            hint: "No gain now; the cost of moving stays in the lot.",
          },
          {
            value: "drop",
            label: "They leave the books with their basis",
            hint: "No gain and no loss, and the basis is given up.",
          },
        ]}
      />
      <ActionResult state={state.result} done="Saved. All figures follow from the new version." />
      {props.mayWrite && (
        <div>
          <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        </div>
      )}
    </form>
  );
}
