"use client";

import { useActionState } from "react";
import { Badge } from "@/app/_ui/badge";
import { ActionResult } from "@/app/_ui/callout";
import { SelectField } from "@/app/_ui/choice";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { SharedSign } from "@/lib/services/asset-items";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveSharedSign } from "../actions";

/** Signs that several coins share, one answer for each source. */
export function SharedSigns({
  clientId,
  signs,
  mayWrite,
}: {
  clientId: string;
  signs: readonly SharedSign[];
  mayWrite: boolean;
}) {
  return (
    <ul className="divide-y divide-line border-ink border-t border-b border-b-line">
      {signs.map((sign) => (
        <li
          key={`${sign.source} ${sign.symbol}`}
          className="grid gap-x-8 gap-y-3 py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]"
        >
          <What sign={sign} />
          {mayWrite ? <Choose clientId={clientId} sign={sign} /> : <Chosen sign={sign} />}
        </li>
      ))}
    </ul>
  );
}

function What({ sign }: { sign: SharedSign }) {
  const { symbol, sourceLabel, rows, first, last, chosen } = sign;
  return (
    <div>
      <p className="flex flex-wrap items-center gap-2 font-medium">
        {symbol} in {sourceLabel}
        {chosen === null && <Badge tone="caution">Say which</Badge>}
      </p>
      <p className="mt-1 text-muted text-sm">
        {rows === 1 ? "1 row" : `${rows} rows`}, {first === last ? first : `${first} to ${last}`}
      </p>
    </div>
  );
}

function Choose({ clientId, sign }: { clientId: string; sign: SharedSign }) {
  const [state, action] = useActionState(saveSharedSign, UNSENT);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="source" value={sign.source} />
      <input type="hidden" name="symbol" value={sign.symbol} />
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <SelectField
            key={sign.chosen ?? ""}
            name="asset"
            id={`sign-${sign.source}-${sign.symbol}`}
            label={`What ${sign.symbol} is there`}
            defaultValue={sign.chosen ?? ""}
            error={fieldError(state, "asset")}
            options={[
              { value: "", label: "Not said" },
              ...sign.readings.map(({ asset, name }) => ({
                value: asset,
                label: asset === name ? asset : `${name} (${asset})`,
              })),
            ]}
          />
        </div>
        <SubmitButton variant="secondary" pendingLabel="Saving…">
          Save
          <span className="sr-only"> what {sign.symbol} is</span>
        </SubmitButton>
      </div>
      {state.result?.ok === false && state.result.fields === undefined && (
        <ActionResult state={state.result} />
      )}
    </form>
  );
}

function Chosen({ sign }: { sign: SharedSign }) {
  const found = sign.readings.find(({ asset }) => asset === sign.chosen);
  return found === undefined ? (
    <p className="text-muted">Not said</p>
  ) : (
    <p>
      {found.name} ({found.asset})
    </p>
  );
}
