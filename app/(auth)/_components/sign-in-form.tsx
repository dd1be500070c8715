"use client";

import Link from "next/link";
import { useActionState } from "react";
import { PasswordField } from "@/app/_ui/password-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { signIn } from "@/app/(auth)/actions";
import { AuthForm } from "./auth-form";
import { fieldError } from "./auth-state";
import { EmailField } from "./own-fields";

/** E-mail and password. `next` is where to go afterwards. */
export function SignInForm({ next }: { next: string | null }) {
  const [state, action] = useActionState(signIn, null);
  return (
    <AuthForm action={action} state={state}>
      {next !== null && <input type="hidden" name="next" value={next} />}
      <EmailField state={state} />
      <PasswordField
        name="password"
        label="Password"
        required
        autoComplete="current-password"
        error={fieldError(state, "password")}
      />
      <SubmitButton pendingLabel="Signing in…">Sign in</SubmitButton>
      <p className="text-sm">
        <Link
          href="/reset-password"
          prefetch={false}
          className="text-accent underline underline-offset-2"
        >
          Forgot your password?
        </Link>
      </p>
    </AuthForm>
  );
}
