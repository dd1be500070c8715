"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { dayText } from "@/app/_ui/day";
import { controlClass } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { assetText } from "@/lib/assets/label";
import { formatQuantity, formatUsd } from "@/lib/money/format";
import type { SaleView } from "@/lib/services/reconcile/view-forms";
import { match, unmatch } from "../actions";

/** Puts a line on a sale by hand, or lets it find its sale by itself again. */
export function MatchForm({
  clientId,
  line,
  byHand,
  sales,
}: {
  clientId: string;
  line: string;
  byHand: boolean;
  sales: readonly SaleView[];
}) {
  const [state, action] = useActionState(byHand ? unmatch : match, null);
  if (!byHand && sales.length === 0) {
    return null;
  }
  return (
    <form action={action} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="line" value={line} />
      {!byHand && (
        <select
          name="disposal"
          aria-label="The sale this line tells of"
          required
          className={controlClass}
        >
          <option value="">Choose a sale</option>
          {sales.map((sale) => (
            <option key={sale.id} value={sale.id}>
              {dayText(sale.sold)}: {formatQuantity(sale.units)} {assetText(sale.asset)}
              {sale.proceeds === null ? "" : `, ${formatUsd(sale.proceeds)}`}
            </option>
          ))}
        </select>
      )}
      <SubmitButton variant="quiet" size="small" pendingLabel="…">
        {byHand ? "Matched by hand: take it back" : "Match"}
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
