"use client";

import { useActionState } from "react";
import { RadioGroup } from "@/app/_ui/choice";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { signUp } from "@/app/(auth)/actions";
import { AuthForm } from "./auth-form";
import { entered, fieldError } from "./auth-state";
import { EmailField, NewPasswordField } from "./own-fields";

const roles = [
  { value: "investor", label: "My own", hint: "One set of books." },
  { value: "professional", label: "My clients'", hint: "A firm with a list of clients." },
];

/** Name, e-mail, password, and whose books these will be. */
export function SignUpForm() {
  const [state, action] = useActionState(signUp, null);
  return (
    <AuthForm action={action} state={state}>
      <RadioGroup
        key={entered(state, "kind") ?? "first"}
        name="kind"
        label="Whose books will you keep?"
        look="cards"
        required
        options={roles}
        defaultValue={entered(state, "kind") ?? "investor"}
        error={fieldError(state, "kind")}
      />
      <TextField
        name="name"
        label="Your name"
        hint="As it stands on reports."
        required
        autoComplete="name"
        maxLength={120}
        defaultValue={entered(state, "name")}
        error={fieldError(state, "name")}
      />
      <div className="only-professional">
        <TextField
          name="firmName"
          label="Your firm"
          hint="Your own name is used when this is empty."
          required={false}
          autoComplete="organization"
          maxLength={120}
          defaultValue={entered(state, "firmName")}
          error={fieldError(state, "firmName")}
        />
      </div>
      <EmailField state={state} />
      <NewPasswordField label="Password" error={fieldError(state, "password")} />
      <SubmitButton pendingLabel="Opening…">Open the books</SubmitButton>
    </AuthForm>
  );
}
