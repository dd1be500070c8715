"use client";

import { useActionState } from "react";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { counted } from "@/app/_ui/counted";
import { DialogButton } from "@/app/_ui/dialog-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { StandingIdentification } from "@/lib/services/view-identification";
import { removeIdentification } from "../actions";

/** What was named for a transaction and stands, each with whether it was in time. */
export function Identified({
  clientId,
  tx,
  standing,
  mayChange,
}: {
  clientId: string;
  tx: string;
  standing: readonly StandingIdentification[];
  mayChange: boolean;
}) {
  return (
    <section aria-labelledby="identified">
      <h3 id="identified" className="mb-2 font-semibold">
        {standing.some((one) => one.isOfTicket) ? "Lots named for it" : "Lots named by hand"}
      </h3>
      <ul className="border-line border-t text-sm">
        {standing.map((one) => (
          <li
            key={one.madeAt}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-1.5"
          >
            <span>
              {counted(one.lots, "lot")}, {one.isOfTicket ? "by a ticket of" : "written down"}{" "}
              {one.written}
              {one.told !== null && (
                <span className="block text-muted">platform told {one.told}</span>
              )}
            </span>
            <span className="flex items-center gap-2">
              {one.isInTime ? (
                <Badge>in time</Badge>
              ) : (
                <Badge tone="caution">too late: it does not count</Badge>
              )}
              {mayChange && !one.isOfTicket && (
                <TakeBack clientId={clientId} tx={tx} madeAt={one.madeAt} />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TakeBack({ clientId, tx, madeAt }: { clientId: string; tx: string; madeAt: string }) {
  const [state, action] = useActionState(removeIdentification, null);
  return (
    <DialogButton label="Take back" title="Take these lots back?" size="small" variant="quiet">
      <p>
        The order in force then decides. Only for what was entered by mistake: what was written down
        in time cannot be changed after the sale. It stays on record.
      </p>
      <form action={action} className="flex flex-col gap-3">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="tx" value={tx} />
        <input type="hidden" name="madeAt" value={madeAt} />
        {state?.ok === false && <ActionResult state={state} />}
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pendingLabel="Taking back…">
            Take them back
          </SubmitButton>
          <Button data-close>Keep them</Button>
        </div>
      </form>
    </DialogButton>
  );
}
