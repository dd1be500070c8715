"use client";

import { useActionState } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ActionResult } from "@/app/_ui/callout";
import { CheckboxField, SelectField } from "@/app/_ui/choice";
import { MoneyField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, type Typed, UNSENT } from "../../_books/typed-state";
import { saveBrokerLine } from "../actions";

/** One line of a broker's form, figures as printed. */
export function BrokerLineForm({
  clientId,
  tx,
  line,
  back,
  typed,
}: {
  clientId: string;
  tx: string;
  /** The line it corrects; "" adds one. */
  line: string;
  back: string;
  typed: Typed;
}) {
  const [state, action] = useActionState(saveBrokerLine, UNSENT);
  const unticked: Typed = state.result === null ? {} : { basisReported: "" };
  const first: Typed = { ...typed, ...unticked, ...state.typed };
  const field = (name: string) => ({
    name,
    defaultValue: first[name] ?? "",
    error: fieldError(state, name),
  });
  return (
    <form action={action} key={state.turn} className="flex flex-col gap-4">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="tx" value={tx} />
      <input type="hidden" name="line" value={line} />
      <input type="hidden" name="back" value={back} />
      <p className="text-muted text-sm">
        Figures as printed, also where they are wrong: the forms show the difference.{" "}
        <AuthorityChip id="form-8949" />
      </p>
      <div className="grid grid-cols-2 items-end gap-3">
        <SelectField
          {...field("form")}
          label="Form"
          placeholder="Choose"
          options={[
            { value: "1099-DA", label: "1099-DA" },
            { value: "1099-B", label: "1099-B" },
          ]}
          required
        />
        <SelectField
          {...field("term")}
          label="Type of gain"
          options={[
            { value: "", label: "Not stated" },
            { value: "short", label: "Short-term" },
            { value: "long", label: "Long-term" },
            { value: "ordinary", label: "Ordinary" },
          ]}
        />
        <MoneyField {...field("proceeds")} label="Proceeds" required />
        <MoneyField {...field("basis")} label="Basis" required={false} />
      </div>
      <CheckboxField
        name="basisReported"
        label="The basis was reported to the IRS"
        hint="Box 12 of the 1099-B, box 2 of the 1099-DA."
        defaultChecked={first["basisReported"] === "on"}
      />
      <details open={isMore(first)} className="border-line border-t pt-3">
        <summary className="min-h-6 text-sm">Units, day acquired, wash sale</summary>
        <div className="mt-3 grid grid-cols-2 items-end gap-3">
          <TextField
            {...field("units")}
            label="Units"
            inputMode="decimal"
            required={false}
            autoComplete="off"
          />
          <TextField {...field("acquired")} label="Acquired" type="date" required={false} />
          <MoneyField {...field("washDisallowed")} label="Wash sale loss" required={false} />
        </div>
      </details>
      {state.result?.ok === false && <ActionResult state={state.result} />}
      <div>
        <SubmitButton variant="secondary" pendingLabel="Recording…">
          {line === "" ? "Record the line" : "Correct the line"}
        </SubmitButton>
      </div>
    </form>
  );
}

const isMore = (typed: Typed): boolean =>
  ["units", "acquired", "washDisallowed"].some((name) => (typed[name] ?? "") !== "");
