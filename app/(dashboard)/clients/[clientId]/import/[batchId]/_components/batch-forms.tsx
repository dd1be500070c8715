"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { commit, undo } from "../../actions";
import { AskFirst } from "./ask-first";

interface BatchProps {
  clientId: string;
  batchId: string;
}

/** Imports the file. */
export function CommitForm({ clientId, batchId, label }: BatchProps & { label: string }) {
  const [state, action] = useActionState(commit, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="batchId" value={batchId} />
      <SubmitButton pendingLabel="Importing…">{label}</SubmitButton>
      {state?.ok === false && <ActionResult state={state} />}
    </form>
  );
}

/** Takes the import back, after a question. */
export function UndoForm({ clientId, batchId }: BatchProps) {
  const [state, action] = useActionState(undo, null);
  return (
    <DialogButton label="Undo this import" title="Undo this import?" size="small">
      <p>
        Every transaction of this file stops counting, with the corrections you made to them.
        Transfers linked with its rows are separated. What was there before stays as it was, and the
        file can be imported again.
      </p>
      <AskFirst about={{ clientId, batchId }} action={action} state={state} pending="Undoing…">
        Undo the import
      </AskFirst>
    </DialogButton>
  );
}
