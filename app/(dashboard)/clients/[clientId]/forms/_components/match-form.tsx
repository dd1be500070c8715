"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { tick } from "@/app/_ui/choice";
import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { SaleView } from "@/lib/services/reconcile/form-parts";
import { match, unmatch } from "../actions";

/** Puts a line on sales by hand, one or more: those no line tells of yet. */
export function MatchForm({
  clientId,
  line,
  sales,
}: {
  clientId: string;
  line: string;
  sales: readonly SaleView[];
}) {
  const [state, action] = useActionState(match, null);
  if (sales.length === 0) {
    return null;
  }
  return (
    <details className="mb-3">
      <summary className="fold inline-flex min-h-8 items-center text-accent">
        It is one of my sales, or several
      </summary>
      <form action={action} className="mt-1 flex flex-col gap-3 border-line border-l-2 pl-4">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="line" value={line} />
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1 text-muted text-sm">
            Sales no line tells of, nearest in time
          </legend>
          {sales.map((sale) => (
            <label key={sale.id} className="flex items-start gap-2.5">
              <input type="checkbox" name="disposals" value={sale.id} className={tick} />
              <span>
                <Day date={sale.sold} />: <Quantity amount={sale.units} asset={sale.asset} />
                {sale.proceeds !== null && (
                  <>
                    , <Money amount={sale.proceeds} />
                  </>
                )}
              </span>
            </label>
          ))}
        </fieldset>
        <ActionResult state={state} />
        <div>
          <SubmitButton variant="secondary" size="small" pendingLabel="Matching…">
            Put the line on these
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}

/** Lets a line find its sale by itself again. */
export function UnmatchForm({ clientId, line }: { clientId: string; line: string }) {
  const [state, action] = useActionState(unmatch, null);
  return (
    <form action={action} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="line" value={line} />
      <SubmitButton variant="quiet" size="small" pendingLabel="…">
        Matched by hand: take it back
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
