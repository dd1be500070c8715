"use client";

import { type ReactNode, useId } from "react";

interface PopoverProps {
  /** What the button shows. */
  label: ReactNode;
  /** Spoken name when `label` is an icon or a bare value. */
  name?: string | undefined;
  /** A span may stand in a sentence. */
  as: "span" | "div";
  buttonClassName: string;
  cardClassName: string;
  /** What the card holds: phrasing content in a span. */
  children: ReactNode;
}

/**
 * A button and the card it opens, the platform's popover: closes on Esc and outside clicks, gives the focus back, opens before any script is
 * there. Of the client because of its id: the server counts ids anew for each part of a page it sends, so that a button could open the card
 * of another.
 */
export function Popover({
  label,
  name,
  as: Card,
  buttonClassName,
  cardClassName,
  children,
}: PopoverProps) {
  const id = useId();
  const anchor = `--popover-${id.replace(/[^a-z0-9]/gi, "")}`;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={name}
        style={{ anchorName: anchor }}
        className={buttonClassName}
      >
        {label}
      </button>
      <Card
        id={id}
        popover="auto"
        style={{ positionAnchor: anchor }}
        className={`popover rounded-ui border border-line-strong bg-raised text-ink shadow-lift ${cardClassName}`}
      >
        {children}
      </Card>
    </>
  );
}
