"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { menuItem } from "./menu-item";

export interface MenuLinkProps {
  href: string;
  /** Marks where we are. */
  current?: boolean;
  children: ReactNode;
}

/** One place to go, in a Menu; closes the menu behind it. */
export function MenuLink({ href, current, children }: MenuLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "true" : undefined}
      className={menuItem}
      onClick={(event) => {
        const card = event.currentTarget.closest("[popover]");
        if (card instanceof HTMLElement) {
          card.hidePopover();
        }
      }}
    >
      <span aria-hidden="true" className={cx("w-3 text-accent", !current && "invisible")}>
        ✓
      </span>
      <span className="min-w-0">{children}</span>
    </Link>
  );
}
