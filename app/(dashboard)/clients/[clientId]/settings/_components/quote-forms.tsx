"use client";

import { useActionState } from "react";
import { ActionResult, Callout } from "@/app/_ui/callout";
import { controlClass, Field, MoneyField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { SettingsView } from "@/lib/services/view-settings";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { askProviders, savePriceFile, saveQuote } from "../actions";

/** Three ways to prices: ask a provider, a file, by hand. */
export function QuoteForms(props: {
  clientId: string;
  assets: readonly string[];
  now: SettingsView["now"];
  timeZone: string;
}) {
  return (
    <div className="mb-8 grid gap-8 lg:grid-cols-2">
      <div className="flex flex-col gap-8">
        <AskForm clientId={props.clientId} />
        <FileForm clientId={props.clientId} />
      </div>
      <HandForm {...props} />
    </div>
  );
}

function AskForm({ clientId }: { clientId: string }) {
  const [state, action] = useActionState(askProviders, null);
  return (
    <form action={action} className="flex flex-col gap-3">
      <input type="hidden" name="clientId" value={clientId} />
      <h3 className="font-semibold">Ask for current prices</h3>
      <p className="text-muted text-sm">
        Coinbase Exchange first, then Kraken, CoinGecko and DefiLlama. Only the signs of your assets
        are sent.
      </p>
      <div>
        <SubmitButton variant="secondary" pendingLabel="Asking…">
          Get prices
        </SubmitButton>
      </div>
      {state?.ok === false && <ActionResult state={state} />}
      {state?.ok === true && (
        <Callout tone={state.data.failures.length > 0 ? "caution" : "good"} live>
          {state.data.added === 1 ? "1 price came in." : `${state.data.added} prices came in.`}{" "}
          {state.data.failures.join(" ")}{" "}
          {state.data.without.length > 0 &&
            `No price for ${state.data.without.join(", ")}: what was there stays.`}
        </Callout>
      )}
    </form>
  );
}

function FileForm({ clientId }: { clientId: string }) {
  const [state, action] = useActionState(savePriceFile, null);
  const error = state?.ok === false ? (state.fields?.["file"] ?? state.message) : null;
  return (
    <form action={action} className="flex flex-col gap-3">
      <input type="hidden" name="clientId" value={clientId} />
      <Field
        id="price-file"
        label="A price file"
        hint="CSV with the columns asset, price, time; dollars for one unit. A time values rows of its hour, a date rows of that UTC day."
        error={error}
      >
        <input
          id="price-file"
          name="file"
          type="file"
          accept=".csv,text/csv"
          required
          aria-describedby="price-file-hint"
          className={`${controlClass} py-2`}
        />
      </Field>
      <div>
        <SubmitButton variant="secondary" pendingLabel="Reading…">
          Take the file
        </SubmitButton>
      </div>
      {state?.ok === true && (
        <Callout tone={state.data.problems.length > 0 ? "caution" : "good"} live>
          {state.data.added} prices taken.
          {state.data.problems.map((problem) => (
            <span key={problem.line} className="block text-sm">
              Line {problem.line}, {problem.column} “{problem.value}”: {problem.reason}
            </span>
          ))}
        </Callout>
      )}
    </form>
  );
}

function HandForm({
  clientId,
  assets,
  now,
  timeZone,
}: {
  clientId: string;
  assets: readonly string[];
  now: SettingsView["now"];
  timeZone: string;
}) {
  const [state, action] = useActionState(saveQuote, UNSENT);
  const first: Readonly<Record<string, string>> = {
    date: now.date,
    time: now.time.slice(0, 5),
    ...state.typed,
  };
  const field = (name: string) => ({
    name,
    defaultValue: first[name] ?? "",
    error: fieldError(state, name),
  });
  return (
    <form
      action={action}
      key={state.turn}
      className="grid grid-cols-2 content-start items-end gap-3"
    >
      <input type="hidden" name="clientId" value={clientId} />
      <h3 className="col-span-full font-semibold">By hand</h3>
      <TextField {...field("asset")} label="Asset" list="assets" required autoComplete="off" />
      <datalist id="assets">
        {assets.map((asset) => (
          <option key={asset} value={asset} />
        ))}
      </datalist>
      <MoneyField {...field("price")} label="Dollars for one unit" required />
      <TextField {...field("date")} label="True on" type="date" required />
      <TextField {...field("time")} label="Time" hint={`${timeZone}; empty: all day`} />
      <div className="col-span-full flex flex-col gap-3">
        <ActionResult state={state.result} done="The price is on record." />
        <div>
          <SubmitButton variant="secondary" pendingLabel="Saving…">
            Enter the price
          </SubmitButton>
        </div>
      </div>
    </form>
  );
}
