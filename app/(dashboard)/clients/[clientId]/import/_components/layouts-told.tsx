"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { Day } from "@/app/_ui/day";
import { DialogButton } from "@/app/_ui/dialog-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { ImportsView } from "@/lib/services/view-imports";
import { removeLayout } from "../actions";

/** Layouts the person told, with a way to end each. */
export function LayoutsTold({
  templates,
  clientId,
  mayWrite,
}: {
  templates: ImportsView["templates"];
  clientId: string;
  mayWrite: boolean;
}) {
  return (
    <ul className="border-ink border-t">
      {templates.map(({ id, name, savedAt }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-2"
        >
          <span>
            <span className="font-medium">{name}</span>{" "}
            <span className="text-muted text-sm">
              as said on <Day date={savedAt.slice(0, 10)} />
            </span>
          </span>
          {mayWrite && <RemoveForm clientId={clientId} templateId={id} name={name} />}
        </li>
      ))}
    </ul>
  );
}

function RemoveForm(props: { clientId: string; templateId: string; name: string }) {
  const [state, action] = useActionState(removeLayout, null);
  return (
    <DialogButton
      label={
        <>
          Forget<span className="sr-only"> {props.name}</span>
        </>
      }
      title={`Forget “${props.name}”?`}
      size="small"
      variant="quiet"
    >
      <p>
        Files with these columns will be asked about again. What was imported by it stays exactly as
        it is.
      </p>
      <form action={action} className="flex flex-col gap-3">
        <input type="hidden" name="clientId" value={props.clientId} />
        <input type="hidden" name="templateId" value={props.templateId} />
        <ActionResult state={state} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pendingLabel="Forgetting…">
            Forget it
          </SubmitButton>
          <Button data-close>Keep it</Button>
        </div>
      </form>
    </DialogButton>
  );
}
