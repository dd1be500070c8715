"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { dayText } from "@/app/_ui/day";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { FrozenView } from "@/lib/services/filing/view-filing";
import { removePayment } from "../actions";

/** Takes a payment back that was told by mistake. */
export function DropPayment({
  clientId,
  year,
  payment,
}: {
  clientId: string;
  year: number;
  payment: FrozenView["payments"][number];
}) {
  const [state, action] = useActionState(removePayment, null);
  return (
    <form action={action} className="contents">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="kind" value={payment.kindKey} />
      <input type="hidden" name="date" value={payment.date} />
      <input type="hidden" name="amount" value={payment.amount} />
      <SubmitButton variant="quiet" size="small" pendingLabel="…">
        Take it back<span className="sr-only">: payment of {dayText(payment.date)}</span>
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
