"use client";

import { useActionState } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ActionResult } from "@/app/_ui/callout";
import { CheckboxField, RadioGroup } from "@/app/_ui/choice";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { AssetItem } from "@/lib/services/asset-items";
import { fieldError, UNSENT } from "../../_books/typed-state";
import { saveAssetFacts } from "../actions";
import { AssetIdentity } from "./asset-identity";

/** What one asset is for tax. */
export function AssetFactsForm({
  clientId,
  asset,
  others,
}: {
  clientId: string;
  asset: AssetItem;
  others: readonly string[];
}) {
  const [state, action] = useActionState(saveAssetFacts, UNSENT);
  const isSent = state.result !== null;
  const ticked = isSent ? state.typed["collectible"] !== undefined : asset.collectible;
  return (
    <form action={action} key={state.turn} className="flex flex-col gap-6">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="asset" value={asset.asset} />
      <AssetIdentity asset={asset} />
      <RadioGroup
        name="class"
        label="What is it?"
        hint={
          <>
            Wash sales reach securities, not digital assets as such. <AuthorityChip id="irc-1091" />
          </>
        }
        defaultValue={state.typed["class"] ?? asset.class}
        error={fieldError(state, "class")}
        options={[
          {
            value: "digital",
            label: "A digital asset",
            hint: "Coins, tokens, stablecoins, NFTs.",
          },
          {
            value: "security",
            label: "A security",
            hint: "Stock, a share of a spot fund, an option on one.",
          },
          {
            value: "tokenized-security",
            label: "A security on a chain",
            hint: "Tokenised stock: a digital asset on the forms, a security for wash sales.",
          },
        ]}
      />
      <CheckboxField
        name="collectible"
        label="It is a collectible"
        hint={
          <>
            An NFT that stands for art, a gem or the like: long-term gain is taxed at up to 28
            percent. <AuthorityChip id="notice-2023-27" /> <AuthorityChip id="irc-408-m" />
          </>
        }
        defaultChecked={ticked}
        error={fieldError(state, "collectible")}
      />
      <TextField
        name="identicalTo"
        label="Substantially identical with"
        hint="Another asset’s sign, or a word of your own for several: buying one of them then replaces the others. Empty: with no other."
        defaultValue={state.typed["identicalTo"] ?? asset.identicalTo ?? ""}
        error={fieldError(state, "identicalTo")}
        list="other-assets"
        required={false}
        maxLength={64}
        autoComplete="off"
      />
      <datalist id="other-assets">
        {others.map((other) => (
          <option key={other} value={other} />
        ))}
      </datalist>
      {state.result?.ok === false && <ActionResult state={state.result} />}
      <div>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
      </div>
    </form>
  );
}
