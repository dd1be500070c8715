"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { fetchPastPrices } from "../actions";

/** Starts the run that fetches past prices. */
export function FetchPastPrices({ clientId, isAgain }: { clientId: string; isAgain: boolean }) {
  const [state, action] = useActionState(fetchPastPrices, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <div>
        <SubmitButton pendingLabel="Asking…">
          {isAgain ? "Fetch what is missing" : "Fetch prices"}
        </SubmitButton>
      </div>
      <p className="text-muted text-sm">
        Asked are Coinbase Exchange, Kraken, CoinGecko, DefiLlama and Frankfurter. Only signs of
        assets and times are sent, no amounts.
      </p>
      {state?.ok === false && <ActionResult state={state} />}
    </form>
  );
}
