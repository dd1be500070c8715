"use client";

import { useActionState } from "react";
import { DialogButton } from "@/app/_ui/dialog-button";
import { cancel } from "../../actions";
import { AskFirst } from "./ask-first";

/** Drops a file that waits, after a question. */
export function CancelForm({ clientId, batchId }: { clientId: string; batchId: string }) {
  const [state, action] = useActionState(cancel, null);
  return (
    <DialogButton label="Cancel this file" title="Cancel this file?" variant="quiet">
      <p>
        Nothing of it is imported, and its bytes are deleted from Lotwise. To read it later, upload
        it again.
      </p>
      <AskFirst about={{ clientId, batchId }} action={action} state={state} pending="Cancelling…">
        Cancel the file
      </AskFirst>
    </DialogButton>
  );
}
