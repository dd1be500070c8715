"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { linkAllMoves, linkRows, separateRows } from "./actions";

/** Makes transfers of the rows of one move. */
export function LinkForm(props: {
  clientId: string;
  sent: readonly string[];
  received: readonly string[];
  /** Spoken after "Link": which move. */
  about: string;
  /** Show the transfer afterwards; else the page stays. */
  opens?: boolean;
}) {
  const [state, action] = useActionState(linkRows, null);
  return (
    <form action={action} className="flex flex-col items-start gap-2">
      <input type="hidden" name="clientId" value={props.clientId} />
      <input type="hidden" name="sent" value={props.sent.join(",")} />
      <input type="hidden" name="received" value={props.received.join(",")} />
      {props.opens && <input type="hidden" name="open" value="transfer" />}
      <SubmitButton
        size={props.opens ? undefined : "small"}
        variant={props.opens ? "primary" : "secondary"}
        pendingLabel="Linking…"
      >
        Link as transfer<span className="sr-only">: {props.about}</span>
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}

/** Links every move that is proposed. */
export function LinkAllForm({ clientId, count }: { clientId: string; count: number }) {
  const [state, action] = useActionState(linkAllMoves, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <SubmitButton size="small" pendingLabel="Linking…">
        Link all {count.toLocaleString("en-US")} moves
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}

/** Takes a linked transfer apart again. */
export function SeparateForm({ clientId, transfer }: { clientId: string; transfer: string }) {
  const [state, action] = useActionState(separateRows, null);
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
