"use client";

import { useActionState } from "react";
import { TermBadge } from "@/app/_ui/badge";
import { ActionResult } from "@/app/_ui/callout";
import { Day } from "@/app/_ui/day";
import { FieldError, TextField } from "@/app/_ui/field";
import { Price, Quantity } from "@/app/_ui/money";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { IdentificationView, LotChoice } from "@/lib/services/view-identification";
import { LotUnits } from "../../_books/lot-units";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveIdentification } from "../actions";

/** Units of each lot, and when that was written down. */
export function IdentifyForm({
  clientId,
  tx,
  back,
  view,
  timeZone,
}: {
  clientId: string;
  tx: string;
  back: string;
  view: IdentificationView;
  timeZone: string;
}) {
  const [state, action] = useActionState(saveIdentification, UNSENT);
  const field = (name: string) => ({
    name,
    defaultValue: state.typed[name] ?? "",
    error: fieldError(state, name),
  });
  const total = fieldError(state, "lots");
  return (
    <form action={action} key={state.turn} className="flex flex-col gap-5">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="tx" value={tx} />
      <input type="hidden" name="back" value={back} />
      <fieldset aria-describedby={total === null ? undefined : "lots-error"}>
        <legend className="mb-1.5 font-medium text-sm">
          Units of each lot, up to <Quantity amount={view.wanted} asset={view.asset} /> together
        </legend>
        <ul className="border-line border-t">
          {view.lots.map((lot) => (
            <LotRow
              key={lot.field}
              lot={lot}
              asset={view.asset}
              typed={state.typed[lot.field] ?? ""}
              error={fieldError(state, lot.field)}
            />
          ))}
        </ul>
        <FieldError id="lots" error={total} />
      </fieldset>
      <div className="grid grid-cols-2 items-end gap-3">
        <TextField {...field("madeDate")} label="Written down on" type="date" required />
        <TextField
          {...field("madeTime")}
          label="Time"
          hint={timeZone}
          placeholder="14:05"
          required
          autoComplete="off"
        />
        <TextField
          {...field("toldDate")}
          label="The platform was told on"
          type="date"
          required={view.mustTell ? undefined : false}
        />
        <TextField
          {...field("toldTime")}
          label="Time"
          placeholder="14:05"
          required={view.mustTell ? undefined : false}
          autoComplete="off"
        />
      </div>
      {state.result?.ok === false && <ActionResult state={state.result} />}
      <div className="sticky bottom-0 -mx-5 border-line border-t bg-raised px-5 py-3">
        <SubmitButton pendingLabel="Recording…">Record these lots</SubmitButton>
        <p className="mt-2 text-muted text-sm">
          It stays on record and is never changed. Units you name no lot for follow the order in
          force.
        </p>
      </div>
    </form>
  );
}

function LotRow({
  lot,
  asset,
  typed,
  error,
}: {
  lot: LotChoice;
  asset: string;
  typed: string;
  error: string | null;
}) {
  return (
    <LotUnits field={lot.field} typed={typed} error={error} className="py-2" labelClass="text-sm">
      <span className="flex flex-wrap items-center gap-x-2">
        <Day date={lot.acquired} />
        {lot.term !== null && <TermBadge term={lot.term} />}
        {lot.accounts !== null && <span className="text-muted">{lot.accounts}</span>}
      </span>
      <span className="block text-muted">
        <Quantity amount={lot.quantity} asset={asset} />{" "}
        {lot.basisPerUnit === null ? (
          "basis not known"
        ) : (
          <>
            at <Price amount={lot.basisPerUnit} />
          </>
        )}
      </span>
      {lot.used !== null && (
        <span className="block text-muted">
          takes <Quantity amount={lot.used} /> now
        </span>
      )}
    </LotUnits>
  );
}
