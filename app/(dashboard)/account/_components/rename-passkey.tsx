"use client";

import { useActionState, useEffect, useRef } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { renamePasskey } from "../actions";
import { fieldOf, onTop } from "./fields";

/** Gives one passkey another name; the question closes once it is kept, and the focus returns to its button. */
export function RenamePasskey({ id, name }: { id: string; name: string }) {
  const [state, action] = useActionState(renamePasskey, null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state?.ok) {
      form.current?.closest("dialog")?.close();
    }
  }, [state]);
  return (
    <DialogButton
      label={
        <>
          Rename<span className="sr-only"> {name}</span>
        </>
      }
      title={`Rename ${name}`}
      size="small"
    >
      <form ref={form} action={action} className="flex flex-col gap-4">
        <ActionResult state={onTop(state)} />
        <input type="hidden" name="id" value={id} />
        <TextField
          name="name"
          label="New name"
          hint="Seen by you alone; your device keeps its own name for it."
          required
          maxLength={60}
          autoComplete="off"
          defaultValue={name}
          error={fieldOf(state, "name")}
        />
        <div className="flex flex-wrap gap-3">
          <SubmitButton pendingLabel="Renaming…">Rename it</SubmitButton>
          <Button data-close="">Keep the name</Button>
        </div>
      </form>
    </DialogButton>
  );
}
