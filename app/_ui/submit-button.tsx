"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";
import { FormKey } from "./form-key";

/** The button that sends a form, with its key: while the action runs it says so, keeps its width and cannot be pressed twice. */
export function SubmitButton({
  pendingLabel = "Working…",
  variant = "primary",
  children,
  ...rest
}: ButtonProps & { /** Said while the action runs. */ pendingLabel?: string }) {
  const { pending } = useFormStatus();
  return (
    <>
      <FormKey />
      <Button
        {...rest}
        type="submit"
        variant={variant}
        aria-disabled={pending}
        onClick={pending ? stop : rest.onClick}
      >
        <span className="grid">
          <span
            className={pending ? "invisible col-start-1 row-start-1" : "col-start-1 row-start-1"}
          >
            {children}
          </span>
          <span
            aria-live="polite"
            className={pending ? "col-start-1 row-start-1" : "invisible col-start-1 row-start-1"}
          >
            {pending ? pendingLabel : ""}
          </span>
        </span>
      </Button>
    </>
  );
}

function stop(event: { preventDefault(): void }) {
  event.preventDefault();
}
