"use client";

import Link from "next/link";
import { useActionState } from "react";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { newClient } from "../actions";

/** Asks for a new client's name; a whole list has a page of its own. */
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
        <p className="text-muted text-sm">
          <Link href="/clients/add" prefetch={false} className="text-accent underline">
            Add a whole list
          </Link>{" "}
          from a file or another program.
        </p>
      </form>
    </DialogButton>
  );
}
