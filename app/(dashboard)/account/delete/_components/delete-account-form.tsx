"use client";

import { useActionState } from "react";
import { TypedDeletion } from "@/app/_ui/typed-deletion";
import { deleteMyAccount } from "../actions";

/** Asks for the e-mail to be typed. */
export function DeleteAccountForm({ email }: { email: string }) {
  const [state, action] = useActionState(deleteMyAccount, null);
  return <TypedDeletion action={action} state={state} name="email" typed={email} />;
}
