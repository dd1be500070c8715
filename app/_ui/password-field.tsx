"use client";

import { useState } from "react";
import { Button } from "./button";
import { TextField, type TextFieldProps } from "./field";

export type PasswordFieldProps = Omit<
  TextFieldProps,
  "type" | "prefix" | "suffix" | "defaultValue"
> & {
  /** "current-password" to sign in, "new-password" to choose one: password managers go by it. */
  autoComplete: "current-password" | "new-password";
};

/** A password that can be pasted, filled by a manager, and looked at. */
export function PasswordField({ label, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <TextField
        {...rest}
        label={label}
        type={shown ? "text" : "password"}
        spellCheck={false}
        autoCapitalize="none"
      />
      <Button
        size="small"
        variant="quiet"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute -top-1.5 right-0 min-h-7 text-muted"
      >
        {shown ? "Hide" : "Show"}
        <span className="sr-only"> password</span>
      </Button>
    </div>
  );
}
