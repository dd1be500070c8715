"use client";

import { useActionState } from "react";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { newClient } from "../actions";

/** Asks for the client's name. */
export function AddClientForm() {
  const [state, action] = useActionState(newClient, null);
  const refused = state?.ok === false ? state : null;
  return (
    <DialogButton label="Add a client" title="Add a client" variant="primary">
      <form action={action} className="flex flex-col gap-4">
        <TextField
          name="name"
          label="Name"
          hint="As on the return. It stands on every report."
          error={refused?.fields?.["name"] ?? refused?.message}
          required
          maxLength={80}
          autoComplete="off"
        />
        <SubmitButton pendingLabel="Adding…">Add the client</SubmitButton>
      </form>
    </DialogButton>
  );
}
