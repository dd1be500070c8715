"use client";

import Link from "next/link";
import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { MoneyField, TextAreaField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fieldError, type Typed, UNSENT } from "../../_books/typed-state";
import { saveTransaction } from "../actions";
import type { FormShape } from "./form-shape";
import { KindFields } from "./kind-fields";

export interface TransactionFormProps {
  clientId: string;
  shape: FormShape;
  /** What the fields hold at first. */
  typed: Typed;
  accountNames: readonly string[];
  timeZone: string;
  /** The ledger's query to go back to. */
  back: string;
  /** The transaction this one corrects; null for a new one. */
  replaces: string | null;
  otherKindHref: string;
}

/** Adds or corrects one transaction. A refusal keeps what was typed and says by each field what is wrong. */
export function TransactionForm(props: TransactionFormProps) {
  const { clientId, shape, accountNames, timeZone, back, replaces } = props;
  const [state, action] = useActionState(saveTransaction, UNSENT);
  // A box that was unticked is not sent: after an answer only what was sent counts.
  const unticked: Typed = state.result === null ? {} : { fromSpouse: "" };
  const typed = { ...props.typed, ...unticked, ...state.typed };
  const field = (name: string) => ({
    name,
    defaultValue: typed[name] ?? "",
    error: fieldError(state, name),
  });
  return (
    <form action={action} key={state.turn} className="flex flex-col gap-4">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="kind" value={shape.kind} />
      <input type="hidden" name="back" value={back} />
      {replaces !== null && <input type="hidden" name="replaces" value={replaces} />}
      <p>
        <span className="font-medium">{shape.label}.</span>{" "}
        <span className="text-muted">{shape.meaning}</span>{" "}
        <Link href={props.otherKindHref} scroll={false} className="text-accent underline">
          It was something else
        </Link>
      </p>
      {state.result?.ok === false && <ActionResult state={state.result} />}
      <TextField
        {...field("account")}
        label="Account"
        list="account-names"
        required
        autoComplete="off"
      />
      <datalist id="account-names">
        {accountNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className="grid grid-cols-2 items-end gap-3">
        <TextField {...field("date")} label="Date" type="date" required />
        <TextField
          {...field("time")}
          label="Time"
          hint={`in ${timeZone}; empty when only the day is known`}
          placeholder="14:05"
          required={false}
          autoComplete="off"
        />
      </div>
      <KindFields shape={shape} field={field} />
      {shape.groups.includes("fees") && (
        <MoneyField {...field("feeUsd")} label="Fee in dollars" required={false} />
      )}
      <TextAreaField {...field("note")} label="Note" rows={2} required={false} maxLength={2000} />
      <div className="sticky bottom-0 -mx-5 border-line border-t bg-raised px-5 py-3">
        <SubmitButton pendingLabel="Saving…">
          {replaces === null ? "Add to the ledger" : "Save the correction"}
        </SubmitButton>
        {replaces !== null && (
          <p className="mt-2 text-muted text-sm">
            The row as it was stays on record, voided as corrected.
          </p>
        )}
      </div>
    </form>
  );
}
