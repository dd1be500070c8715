"use client";

import { type MouseEvent, type ReactNode, useId, useRef } from "react";
import { Button, type ButtonSize, type ButtonVariant } from "./button";

export interface DialogButtonProps {
  /** What the opening button says. */
  label: ReactNode;
  title: ReactNode;
  /** The body: usually a form with its SubmitButton. A button with `data-close` inside closes it. */
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** A button and the modal `<dialog>` it opens, for one question. Esc and Cancel close; the focus returns. */
export function DialogButton({ label, title, children, variant, size }: DialogButtonProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const onClick = (event: MouseEvent) => {
    const target = event.target;
    if (
      target === dialog.current ||
      (target instanceof Element && target.closest("[data-close]"))
    ) {
      dialog.current?.close();
    }
  };
  return (
    <>
      <Button
        variant={variant}
        size={size}
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </Button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes it with Esc and the Cancel button. */}
      <dialog
        ref={dialog}
        aria-labelledby={id}
        onClick={onClick}
        className="m-auto w-full max-w-lg rounded-ui border border-line-strong bg-raised p-0 text-ink shadow-lift"
      >
        <div className="flex flex-col gap-4 p-6">
          <h2 id={id} className="font-serif text-xl">
            {title}
          </h2>
          {children}
        </div>
      </dialog>
    </>
  );
}
