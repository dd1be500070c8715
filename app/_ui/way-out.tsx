"use client";

import { usePathname } from "next/navigation";
import { buttonClass } from "./button";

/** Where what a deed found missing can be shown: in a new tab, so that what was typed here stays, and back to this page afterwards. */
export function WayOutLink({ href, label }: { href: string; label: string }) {
  const here = usePathname();
  return (
    <a
      href={`${href}?next=${encodeURIComponent(here)}`}
      target="_blank"
      rel="noopener"
      className={buttonClass()}
    >
      {label} (new tab)
    </a>
  );
}
