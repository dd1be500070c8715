"use client";

import { useActionState } from "react";
import { ActionResult, Callout } from "@/app/_ui/callout";
import { MoneyField, TextField } from "@/app/_ui/field";
import { FileField } from "@/app/_ui/file-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { assetText } from "@/lib/assets/label";
import type { PricesRead } from "@/lib/services/change-quotes";
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
            `No price for ${state.data.without.map(assetText).join(", ")}: what was there stays.`}
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
      <FileField
        id="price-file"
        label="A price file"
        hint="CSV with the columns asset, price, time; dollars for one unit. A time values rows of its hour, a date rows of that UTC day."
        error={error}
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Reading…">
          Take the file
        </SubmitButton>
      </div>
      {state?.ok === true && (
        <Callout tone={state.data.problems.length > 0 ? "caution" : "good"} live>
          {state.data.added === 1 ? "1 price taken." : `${state.data.added} prices taken.`}
          {state.data.problems.length > 0 && <Unread read={state.data} />}
        </Callout>
      )}
    </form>
  );
}

/** The lines of a price file that brought no price, each with its column and reason. */
function Unread({ read: { problems, more } }: { read: PricesRead }) {
  return (
    <>
      <ul className="mt-1 flex flex-col gap-1 text-sm">
        {problems.map(({ line, column, value, reason }) => (
          <li key={line} className="wrap-anywhere">
            Line {line}
            {column !== "line" && `, ${column}`}
            {value !== "" && ` “${value}”`}: {reason}.
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="mt-1 text-sm">
          {more === 1 ? "And 1 more line." : `And ${more.toLocaleString("en-US")} more lines.`}
        </p>
      )}
    </>
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
