"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { enterMigration } from "./migration-actions";

/** Enters one proposed change; where the law depends on what it was, the person says which. */
export function MigrationForm({
  clientId,
  migration: { key, isAsked },
  about,
}: {
  clientId: string;
  migration: { readonly key: string; readonly isAsked: boolean };
  /** Spoken after the buttons: which change. */
  about: string;
}) {
  const [state, action] = useActionState(enterMigration, null);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Deed clientId={clientId} id={key} as="migration" about={about} action={action}>
          {isAsked ? "The same coin, renamed" : "Enter the change"}
        </Deed>
        {isAsked && (
          <Deed clientId={clientId} id={key} as="swap" about={about} action={action}>
            I exchanged it
          </Deed>
        )}
      </div>
      <ActionResult state={state} />
    </div>
  );
}

function Deed(props: {
  clientId: string;
  id: string;
  as: "migration" | "swap";
  about: string;
  action: (form: FormData) => void;
  children: string;
}) {
  return (
    <form action={props.action}>
      <input type="hidden" name="clientId" value={props.clientId} />
      <input type="hidden" name="key" value={props.id} />
      <input type="hidden" name="as" value={props.as} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Entering…">
        {props.children}
        <span className="sr-only">: {props.about}</span>
      </SubmitButton>
    </form>
  );
}
