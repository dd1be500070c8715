import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";

export interface FoldProps {
  /** What is inside: "4 lots, by FIFO". */
  label: ReactNode;
  /** The same page with this part open, or closed when it is open. */
  href: string;
  isOpen: boolean;
  /** Render it only when open: a closed part is not sent. */
  children: ReactNode;
  className?: string | undefined;
}

/** A part of the page that is fetched when it is asked for; the address says which parts are open. */
export function Fold({ label, href, isOpen, children, className }: FoldProps) {
  return (
    <div className={className}>
      <Link
        href={href}
        scroll={false}
        prefetch={false}
        aria-expanded={isOpen}
        className={cx("fold inline-flex min-h-8 items-center text-accent", isOpen && "mb-2")}
      >
        {label}
      </Link>
      {isOpen && children}
    </div>
  );
}
