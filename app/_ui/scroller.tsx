import type { ReactNode } from "react";
import { cx } from "./cx";

export interface ScrollerProps {
  /** Names the region: what is in it. */
  label: string;
  children: ReactNode;
  className?: string | undefined;
}

/** A named region of what may be wider than the window; the keyboard scrolls it. On paper it shows all it holds. */
export function Scroller({ label, children, className }: ScrollerProps) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
      aria-label={label}
      className={cx("scroller relative overflow-auto", className)}
    >
      {children}
    </section>
  );
}
