"use client";

import { useActionState, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { type Option, RadioGroup, SelectField, tick } from "@/app/_ui/choice";
import { counted } from "@/app/_ui/counted";
import { FieldError } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { type BulkState, beginBulk } from "../actions";

/** A client as it is chosen. */
export interface Choosable {
  id: string;
  name: string;
  /** Its stage and open items. */
  note: string;
  /** Its books have no row yet: no paper can be made. */
  isEmpty: boolean;
}

export interface BulkFormProps {
  choices: readonly Option[];
  years: readonly string[];
  usual: string;
  clients: readonly Choosable[];
  /** Colleagues clients can be assigned to; none: that is not offered. */
  colleagues: readonly Option[];
}

const UNSENT: BulkState = { result: null, turn: 0, chosen: null };

/** What, for which years, for whom. Works without script too; then every box is ticked by hand. */
export function BulkForm(props: BulkFormProps) {
  const [state, action] = useActionState(beginBulk, UNSENT);
  return (
    <form
      action={action}
      key={state.turn}
      className="group/form grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]"
    >
      <Chosen {...props} state={state} />
    </form>
  );
}

type Sent = BulkFormProps & { state: BulkState };

/** Anew after each answer, with what was chosen before it. */
function Chosen(props: Sent) {
  const { clients, state } = props;
  const first = new Set(state.chosen?.clients ?? clients.map(({ id }) => id));
  const [count, setCount] = useState(first.size);
  return (
    <>
      <What {...props} count={count} />
      <Clients
        clients={clients}
        first={first}
        error={errorOf(state, "clients")}
        count={count}
        setCount={setCount}
      />
    </>
  );
}

const errorOf = ({ result }: BulkState, name: string): string | undefined =>
  result?.ok === false ? result.fields?.[name] : undefined;

function What({ choices, years, usual, colleagues, state, count }: Sent & { count: number }) {
  const { result, chosen } = state;
  const isTicked = (year: string) =>
    chosen === null ? year === usual : chosen.years.includes(year);
  return (
    <div className="flex flex-col gap-6">
      <RadioGroup
        name="what"
        label="What"
        options={colleagues.length === 0 ? choices : [...choices, ASSIGN]}
        defaultValue={chosen?.what ?? "preliminary"}
      />
      <SelectField
        name="member"
        label="Colleague"
        options={colleagues}
        placeholder="Choose a colleague"
        defaultValue={chosen?.member ?? ""}
        error={errorOf(state, "member")}
        className="hidden group-has-[input[value=assign]:checked]/form:flex"
      />
      <fieldset className="group-has-[input[value=assign]:checked]/form:hidden">
        <legend className="mb-2 font-medium">Tax years</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {years.map((year) => (
            <label key={year} className="inline-flex min-h-9 items-center gap-2 tabular-nums">
              <input
                type="checkbox"
                name="years"
                value={year}
                defaultChecked={isTicked(year)}
                className={tick}
              />
              {year}
            </label>
          ))}
        </div>
        <FieldError id="years-error" error={errorOf(state, "years")} />
      </fieldset>
      <div className="lg:sticky lg:top-20">
        <ActionResult state={result?.ok === false ? result : null} />
        <SubmitButton size="large" pendingLabel="Working…" disabled={count === 0}>
          <span className="group-has-[input[value=assign]:checked]/form:hidden">
            Start for {counted(count, "client")}
          </span>
          <span className="hidden group-has-[input[value=assign]:checked]/form:inline">
            Assign {counted(count, "client")}
          </span>
        </SubmitButton>
        <p className="mt-2 text-muted text-sm group-has-[input[value=assign]:checked]/form:hidden">
          It runs in the background, one after the other. You can leave the page.
        </p>
      </div>
    </div>
  );
}

const ASSIGN: Option = {
  value: "assign",
  label: "Assign to a colleague",
  hint: "Beside whoever they are assigned to already. Each client’s history notes it.",
};

function Clients(props: {
  clients: readonly Choosable[];
  first: ReadonlySet<string>;
  error: string | undefined;
  count: number;
  setCount: (count: number) => void;
}) {
  const { clients, first, error, count, setCount } = props;
  const list = useRef<HTMLFieldSetElement>(null);
  const boxes = () => [...(list.current?.querySelectorAll<HTMLInputElement>("input") ?? [])];
  const recount = () => setCount(boxes().filter((box) => box.checked).length);
  const choose = (isChosen: (client: Choosable | undefined) => boolean) => {
    for (const [index, box] of boxes().entries()) {
      box.checked = isChosen(clients[index]);
    }
    recount();
  };
  const isMixed =
    clients.some(({ isEmpty }) => isEmpty) && !clients.every(({ isEmpty }) => isEmpty);
  return (
    <fieldset ref={list} onChange={recount} className="min-w-0">
      <legend className="sr-only">Clients</legend>
      <div className="flex flex-wrap items-baseline justify-between gap-3 border-ink border-b pb-2">
        <p aria-live="polite">
          <span className="font-medium">{count.toLocaleString("en-US")}</span> of{" "}
          {clients.length.toLocaleString("en-US")} chosen
        </p>
        <span className="flex gap-2">
          <Button size="small" onClick={() => choose(() => true)}>
            All
          </Button>
          {isMixed && (
            <Button size="small" onClick={() => choose((client) => client?.isEmpty === false)}>
              With data
            </Button>
          )}
          <Button size="small" variant="quiet" onClick={() => choose(() => false)}>
            None
          </Button>
        </span>
      </div>
      <FieldError id="clients-error" error={error} />
      <ul className="grid sm:grid-cols-2 sm:gap-x-8">
        {clients.map(({ id, name, note }) => (
          <li key={id} className="border-line border-b">
            <label className="flex min-h-12 items-start gap-3 py-2">
              <input
                type="checkbox"
                name="client"
                value={id}
                defaultChecked={first.has(id)}
                className={tick}
              />
              <span className="min-w-0">
                <span className="block break-words">{name}</span>
                <span className="block text-muted text-sm">{note}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
