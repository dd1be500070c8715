import { TextField } from "@/app/_ui/field";
import { PasswordField } from "@/app/_ui/password-field";
import { type AuthState, entered, fieldError } from "./auth-state";

/** Whose account it is; what was written stays after a refusal. */
export function EmailField({ state }: { state: AuthState }) {
  return (
    <TextField
      name="email"
      type="email"
      label="E-mail"
      required
      autoComplete="username"
      defaultValue={entered(state, "email")}
      error={fieldError(state, "email")}
    />
  );
}

/** A password that is chosen, with what it takes to be one. */
export function NewPasswordField({ label, error }: { label: string; error: string | undefined }) {
  return (
    <PasswordField
      name="password"
      label={label}
      hint="At least 15 characters; a few words you can remember will do."
      required
      minLength={15}
      autoComplete="new-password"
      error={error}
    />
  );
}
