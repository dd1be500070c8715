"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { CheckboxField } from "@/app/_ui/choice";
import { MoneyField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { AmendedYearView, AskedView } from "@/lib/services/filing/view-amended-year";
import { fieldError, type TypedState, UNSENT } from "../../../_books/typed-state";
import { saveOriginals } from "../actions";

/** Lines to be read off the original return, and what else changes on them. */
export function OriginalsForm({ view, clientId }: { view: AmendedYearView; clientId: string }) {
  const [state, action] = useActionState(saveOriginals, UNSENT);
  const isMissing = view.asked.some((line) => line.isMissing);
  return (
    <details className="mt-6 border-line border-y py-3" open={isMissing || state.turn > 0}>
      <summary className="min-h-6 font-medium">Lines of the original return</summary>
      <form action={action} key={state.turn} className="mt-4 flex flex-col gap-4">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="year" value={view.year} />
        <p className="max-w-2xl text-muted text-sm">
          As filed, or as the IRS changed them since. Credits and deductions that depend on adjusted
          gross income may change too: work them out anew and give the change beside them.
        </p>
        <ol className="border-line border-t">
          {view.asked.map((asked) => (
            <Line key={asked.line} asked={asked} state={state} />
          ))}
        </ol>
        <CheckboxField name="restZero" label="Lines left empty are zero on the return" />
        <MoneyField
          name="line-23"
          label="Of an overpayment, to a later year’s estimated tax (line 23)"
          hint="Your choice. The rest is refunded."
          defaultValue={state.typed["line-23"] ?? view.applied}
          error={fieldError(state, "line-23")}
          required={false}
          className="max-w-md"
        />
        <ActionResult state={state.result} done="The lines are kept." />
        <div>
          <SubmitButton variant={isMissing ? "primary" : "secondary"} pendingLabel="Saving…">
            Save the lines
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}

function Line({ asked, state }: { asked: AskedView; state: TypedState }) {
  const field = (name: string, told: string) => ({
    name,
    defaultValue: state.typed[name] ?? told,
    error: fieldError(state, name),
  });
  return (
    <li className="grid items-end gap-x-4 gap-y-2 border-line border-b py-3 md:grid-cols-[minmax(0,1fr)_11rem_11rem]">
      <p className="self-center">
        <span className="font-medium">{asked.line}</span>{" "}
        <span className="text-muted text-sm">{asked.label}</span>
      </p>
      <MoneyField
        {...field(`line-${asked.line}`, asked.original)}
        label={
          <>
            As filed<span className="sr-only"> on line {asked.line}</span>
          </>
        }
      />
      {asked.mayChange && (
        <MoneyField
          {...field(`change-${asked.line}`, asked.change)}
          label={
            <>
              Change<span className="sr-only"> of line {asked.line}</span>
            </>
          }
          required={false}
        />
      )}
    </li>
  );
}
