"use client";

import { useActionState } from "react";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { AccountItem } from "@/lib/services/settings-facts";
import { saveAccountName } from "../actions";

/** Another name for one account. */
export function RenameForm({ clientId, account }: { clientId: string; account: AccountItem }) {
  const [state, action] = useActionState(saveAccountName, null);
  const refused = state?.ok === false ? state : null;
  return (
    <DialogButton
      label={
        <>
          Rename<span className="sr-only"> {account.name}</span>
        </>
      }
      title={`Rename ${account.name}`}
      size="small"
      variant="quiet"
    >
      <form action={action} className="flex flex-col gap-4">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="account" value={account.id} />
        <TextField
          name="name"
          id={`rename-${account.id}`}
          label="New name"
          hint="Lots and history stay. Files that name their accounts themselves must use the new name from now on."
          defaultValue={account.name}
          error={refused?.fields?.["name"] ?? refused?.message}
          required
          maxLength={80}
          autoComplete="off"
        />
        <SubmitButton pendingLabel="Saving…">Save the name</SubmitButton>
      </form>
    </DialogButton>
  );
}
