"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { AccountItem } from "@/lib/services/settings-facts";
import type { SettingsView } from "@/lib/services/view-settings";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveOrder } from "../actions";

const METHODS = [
  { value: "hifo", label: "Highest basis first" },
  { value: "lofo", label: "Lowest basis first" },
  { value: "lowest-gain", label: "Lowest gain first (losses, then long-term)" },
  { value: "lifo", label: "Last in, first out" },
  { value: "fifo", label: "First in, first out" },
];

/** A new standing order. */
export function OrderForm({
  clientId,
  accounts,
  now,
  timeZone,
}: {
  clientId: string;
  accounts: readonly AccountItem[];
  now: SettingsView["now"];
  timeZone: string;
}) {
  const [state, action] = useActionState(saveOrder, UNSENT);
  const first = {
    effectiveDate: now.date,
    effectiveTime: "00:00",
    madeDate: now.date,
    madeTime: now.time.slice(0, 5),
    method: "hifo",
    toldDate: "",
    toldTime: "",
    ...state.typed,
  };
  const field = (name: keyof typeof first | "account") => ({
    name,
    defaultValue: ({ account: "", ...first } as Record<string, string>)[name] ?? "",
    error: fieldError(state, name),
  });
  return (
    <form
      action={action}
      key={state.turn}
      className="grid max-w-2xl items-end gap-4 sm:grid-cols-2"
    >
      <input type="hidden" name="clientId" value={clientId} />
      <h3 className="col-span-full font-semibold">New standing order</h3>
      <SelectField
        {...field("account")}
        label="Account"
        options={[
          { value: "", label: "All accounts" },
          ...accounts.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <SelectField {...field("method")} label="Method" options={METHODS} />
      <TextField {...field("effectiveDate")} label="Counts from" type="date" required />
      <TextField {...field("effectiveTime")} label="Time" hint={timeZone} required />
      <TextField
        {...field("madeDate")}
        label="Written down on"
        hint="The day it stood in your own records or was sent to the broker."
        type="date"
        required
      />
      <TextField {...field("madeTime")} label="Time" hint={timeZone} required />
      <TextField
        {...field("toldDate")}
        label="The broker was told on"
        hint="Needed from 2027 for units a platform holds; your own wallet has nobody to tell."
        type="date"
        required={false}
      />
      <TextField {...field("toldTime")} label="Time" hint={timeZone} required={false} />
      <div className="col-span-full flex flex-col gap-3">
        <ActionResult state={state.result} done="The order is on record." />
        <div>
          <SubmitButton pendingLabel="Recording…">Record the order</SubmitButton>
        </div>
      </div>
    </form>
  );
}
