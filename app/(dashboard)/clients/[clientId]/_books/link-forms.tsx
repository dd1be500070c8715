"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { linkAllPairs, linkPair, separatePair } from "./actions";

/** Makes one transfer of a pair. */
export function LinkForm(props: {
  clientId: string;
  sent: string;
  received: string;
  /** Spoken after "Link": which pair. */
  about: string;
}) {
  const [state, action] = useActionState(linkPair, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={props.clientId} />
      <input type="hidden" name="sent" value={props.sent} />
      <input type="hidden" name="received" value={props.received} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Linking…">
        Link as transfer<span className="sr-only">: {props.about}</span>
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}

/** Makes a transfer of every clear pair. */
export function LinkAllForm({ clientId, count }: { clientId: string; count: number }) {
  const [state, action] = useActionState(linkAllPairs, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <SubmitButton size="small" pendingLabel="Linking…">
        Link all {count} pairs
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}

/** Takes a linked transfer apart again. */
export function SeparateForm({ clientId, transfer }: { clientId: string; transfer: string }) {
  const [state, action] = useActionState(separatePair, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="transfer" value={transfer} />
      <SubmitButton variant="secondary" size="small" pendingLabel="Separating…">
        Separate again
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
