"use client";

import { useActionState, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { RadioGroup, tick } from "@/app/_ui/choice";
import { counted } from "@/app/_ui/counted";
import { FieldError } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { beginBulk } from "../actions";

/** A client as it is chosen. */
export interface Choosable {
  id: string;
  name: string;
  /** Its stage and open items. */
  note: string;
}

/** What, for which years, for whom. Works without script too; then every box is ticked by hand. */
export function BulkForm({
  choices,
  years,
  usual,
  clients,
}: {
  choices: readonly { value: string; label: string; hint: string }[];
  years: readonly string[];
  usual: string;
  clients: readonly Choosable[];
}) {
  const [state, action] = useActionState(beginBulk, null);
  const [count, setCount] = useState(clients.length);
  const list = useRef<HTMLFieldSetElement>(null);
  const boxes = () => [...(list.current?.querySelectorAll<HTMLInputElement>("input") ?? [])];
  const recount = () => setCount(boxes().filter((box) => box.checked).length);
  const all = (checked: boolean) => {
    for (const box of boxes()) {
      box.checked = checked;
    }
    recount();
  };
  const error = (name: string) => (state?.ok === false ? state.fields?.[name] : undefined);
  return (
    <form
      action={action}
      className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]"
    >
      <div className="flex flex-col gap-6">
        <RadioGroup name="what" label="What" options={choices} defaultValue="preliminary" />
        <fieldset>
          <legend className="mb-2 font-medium">Tax years</legend>
          <div className="flex flex-wrap gap-x-5 gap-y-1">
            {years.map((year) => (
              <label key={year} className="inline-flex min-h-9 items-center gap-2 tabular-nums">
                <input
                  type="checkbox"
                  name="years"
                  value={year}
                  defaultChecked={year === usual}
                  className={tick}
                />
                {year}
              </label>
            ))}
          </div>
          <FieldError id="years-error" error={error("years")} />
        </fieldset>
        <div className="lg:sticky lg:top-20">
          <ActionResult state={state?.ok === false ? state : null} />
          <SubmitButton size="large" pendingLabel="Starting…" disabled={count === 0}>
            Start for {counted(count, "client")}
          </SubmitButton>
          <p className="mt-2 text-muted text-sm">
            It runs in the background, one after the other. You can leave the page.
          </p>
        </div>
      </div>
      <fieldset ref={list} onChange={recount} className="min-w-0">
        <legend className="sr-only">Clients</legend>
        <div className="flex flex-wrap items-baseline justify-between gap-3 border-ink border-b pb-2">
          <p aria-live="polite">
            <span className="font-medium">{count.toLocaleString("en-US")}</span> of{" "}
            {clients.length.toLocaleString("en-US")} chosen
          </p>
          <span className="flex gap-2">
            <Button size="small" onClick={() => all(true)}>
              All
            </Button>
            <Button size="small" variant="quiet" onClick={() => all(false)}>
              None
            </Button>
          </span>
        </div>
        <FieldError id="clients-error" error={error("clients")} />
        <ul className="grid sm:grid-cols-2 sm:gap-x-8">
          {clients.map(({ id, name, note }) => (
            <li key={id} className="border-line border-b">
              <label className="flex min-h-12 items-start gap-3 py-2">
                <input type="checkbox" name="client" value={id} defaultChecked className={tick} />
                <span className="min-w-0">
                  <span className="block break-words">{name}</span>
                  <span className="block text-muted text-sm">{note}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
    </form>
  );
}
