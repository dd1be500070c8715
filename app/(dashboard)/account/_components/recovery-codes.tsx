"use client";

import { useActionState } from "react";
import { Button, ButtonLink } from "@/app/_ui/button";
import { ActionResult, Callout } from "@/app/_ui/callout";
import { CopyButton } from "@/app/_ui/copy-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { makeRecoveryCodes } from "../actions";

/** Makes the codes on request and shows them once: they come in the answer of the form and are nowhere else. */
export function RecoveryCodes({ isFirst, onward }: { isFirst: boolean; onward: string }) {
  const [state, action] = useActionState(makeRecoveryCodes, null);
  if (state?.ok) {
    return <Codes codes={state.data} onward={onward} />;
  }
  return (
    <form action={action} className="flex flex-col gap-5">
      <ActionResult state={state} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton pendingLabel="Making them…">
          {isFirst ? "Make ten codes" : "Make ten new codes"}
        </SubmitButton>
        <ButtonLink href={onward}>{isFirst ? "Later" : "Keep those I have"}</ButtonLink>
      </div>
    </form>
  );
}

function Codes({ codes, onward }: { codes: readonly string[]; onward: string }) {
  return (
    <div className="flex flex-col gap-5">
      <Callout tone="good" live title="Your ten codes, shown this once">
        Keep them now. Each one lets you in once, after your password, in place of your device.
      </Callout>
      <ul
        aria-label="Recovery codes"
        className="grid gap-x-8 gap-y-1 border-line border-y py-4 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="break-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <ButtonLink href={onward} variant="primary">
          I have kept them
        </ButtonLink>
        <Button onClick={() => window.print()}>Print</Button>
        <CopyButton text={codes.join("\n")} label="Copy all" />
      </div>
    </div>
  );
}
