import Link from "next/link";
import type { ReactNode } from "react";

export interface WhyLinkProps {
  /** The same page with `?why=<key>`: the page renders a Drawer for it. */
  href: string;
  /**
   * What is asked, for screen readers: "how line 16 is made". Null: another link beside it opens the same, so that this one is left out
   * of the order of the keyboard.
   */
  about: string | null;
  /** The figure. */
  children: ReactNode;
}

/** A figure that can be asked: dotted underline, opens the why drawer. */
export function WhyLink({ href, about, children }: WhyLinkProps) {
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      tabIndex={about === null ? -1 : undefined}
      className="askable"
    >
      {children}
      {/* In brackets: hidden text stands apart, and a comma would have a blank before it. */}
      {about !== null && <span className="sr-only"> (show {about})</span>}
    </Link>
  );
}
