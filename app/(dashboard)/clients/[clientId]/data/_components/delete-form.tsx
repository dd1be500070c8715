"use client";

import { useActionState } from "react";
import { TypedDeletion } from "@/app/_ui/typed-deletion";
import { deleteThese } from "../actions";

/** Asks for the client's name to be typed. */
export function DeleteForm({ clientId, name }: { clientId: string; name: string }) {
  const [state, action] = useActionState(deleteThese, null);
  return (
    <TypedDeletion action={action} state={state} name="name" typed={name}>
      <input type="hidden" name="clientId" value={clientId} />
    </TypedDeletion>
  );
}
