"use client";

import Link from "next/link";
import { useActionState } from "react";
import { buttonClass } from "@/app/_ui/button";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { newClient } from "../actions";

/** The way to the firm's people, and the form that asks for a new client's name. */
export function AddClientForm() {
  return (
    <>
      <Link href="/clients/team" prefetch={false} className={buttonClass()}>
        Team
      </Link>
      <NameForm />
    </>
  );
}

function NameForm() {
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
