"use client";

import { useActionState } from "react";
import { Callout } from "@/app/_ui/callout";
import { CopyButton } from "@/app/_ui/copy-button";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { checkHistory } from "../actions";

/** The head of the chain, what it is good for, and the button that computes every hash again. */
export function ChainCheck({ clientId, head }: { clientId: string; head: string }) {
  const [state, check] = useActionState(checkHistory, null);
  const error = state !== null && !state.ok ? state.fields?.["head"] : undefined;
  return (
    <section aria-labelledby="chain" className="border-ink border-t border-b py-4">
      <h2 id="chain" className="font-medium">
        Sealed as a chain
      </h2>
      <p className="mt-1 max-w-2xl text-muted text-sm">
        Each event holds the SHA-256 of the one before it. Write the head down, or keep a report
        that prints it: later it proves that nothing up to here was changed, removed or cut off.
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-muted text-sm">Head now</span>
        <code className="min-w-0 break-all font-mono text-sm">{head}</code>
        <CopyButton text={head} />
      </div>
      <form action={check} className="mt-3 flex flex-wrap items-end gap-3">
        <input type="hidden" name="clientId" value={clientId} />
        <TextField
          name="head"
          label="A head from earlier"
          required={false}
          autoComplete="off"
          spellCheck={false}
          className="min-w-0 grow basis-64 md:max-w-xl"
          error={error}
        />
        <SubmitButton pendingLabel="Verifying">Verify</SubmitButton>
      </form>
      {state?.ok === true && (
        <Callout
          tone={state.data.holds ? "good" : "bad"}
          title={state.data.holds ? "The history holds" : "The history does not hold"}
          live
          className="mt-4"
        >
          {state.data.words}
        </Callout>
      )}
      {state !== null && !state.ok && error === undefined && (
        <Callout tone="bad" live className="mt-4">
          {state.message}
        </Callout>
      )}
    </section>
  );
}
