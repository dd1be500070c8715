"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { takeTicketBack, tellBroker } from "../actions";

/** Notes that the words were sent. */
export function TellForm({ clientId, ticket }: { clientId: string; ticket: string }) {
  const [state, action] = useActionState(tellBroker, null);
  return (
    <form action={action}>
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="ticket" value={ticket} />
      <SubmitButton variant="secondary" pendingLabel="Noting…">
        I have told them
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}

/** Withdraws the ticket, after one more question. */
export function WithdrawForm({
  clientId,
  ticket,
  noun,
}: {
  clientId: string;
  ticket: string;
  /** "sale": what it waits for. */
  noun: string;
}) {
  const [state, action] = useActionState(takeTicketBack, null);
  return (
    <DialogButton label="Withdraw" title="Withdraw this ticket?" variant="quiet">
      <p>
        A {noun} from now on does without it. The ticket and its withdrawal stay on record. A {noun}{" "}
        made before this moment still uses it, also when it is imported later.
      </p>
      <form action={action} className="flex flex-col gap-3">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="ticket" value={ticket} />
        {state?.ok === false && <ActionResult state={state} />}
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pendingLabel="Withdrawing…">
            Withdraw it
          </SubmitButton>
          <Button data-close>Keep it</Button>
        </div>
      </form>
    </DialogButton>
  );
}
