"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ComponentProps, useState } from "react";
import { CountBadge } from "@/app/_ui/badge";
import { cx } from "@/app/_ui/cx";
import type { NavItem } from "./nav";

/** "/clients/…", whatever places lie under it. */
const rootOf = (items: readonly NavItem[]) => items[0]?.href.split("/").slice(0, 3).join("/") ?? "";

/** Whether `href` is where we are: the overview only when alone, the others with all that lies under them. */
function isCurrent(pathname: string, { href, also }: NavItem, root: string): boolean {
  const isUnder = (place: string) => pathname === place || pathname.startsWith(`${place}/`);
  return href === root ? pathname === root : [href, ...also].some(isUnder);
}

/** Fetched ahead only when the pointer or the focus comes near: nine pages of books per view would be too many. */
function NearLink(props: ComponentProps<typeof Link>) {
  const [near, setNear] = useState(false);
  const come = () => setNear(true);
  return <Link {...props} prefetch={near ? null : false} onMouseEnter={come} onFocus={come} />;
}

/** The rail's links on a desk. */
export function RailLinks({ items }: { items: readonly NavItem[] }) {
  const pathname = usePathname();
  const root = rootOf(items);
  return (
    <ul className="flex flex-col gap-0.5">
      {items.map((item) => {
        const current = isCurrent(pathname, item, root);
        return (
          <li key={item.href}>
            <NearLink
              href={item.href}
              aria-current={current ? "page" : undefined}
              className={cx(
                "flex min-h-9 items-center gap-3 rounded-ui px-2.5",
                current
                  ? "bg-accent-soft font-medium text-accent-strong"
                  : "text-muted hover:bg-sunken hover:text-ink",
              )}
            >
              {item.icon}
              <span className="grow">{item.label}</span>
              <CountBadge count={item.count} label="to review" />
            </NearLink>
          </li>
        );
      })}
    </ul>
  );
}

/** The bottom bar's links on a phone; the rest is in the "More" menu beside them. */
export function ThumbLinks({ items }: { items: readonly NavItem[] }) {
  const pathname = usePathname();
  const root = rootOf(items);
  return items
    .filter((item) => item.thumb)
    .map((item) => {
      const current = isCurrent(pathname, item, root);
      return (
        <li key={item.href}>
          <NearLink
            href={item.href}
            aria-current={current ? "page" : undefined}
            className={cx(
              "relative flex min-h-14 flex-col items-center justify-center gap-0.5 text-xs",
              current ? "font-medium text-accent-strong" : "text-muted",
            )}
          >
            {item.icon}
            {item.label}
            <span className="absolute top-1 left-1/2 ml-1.5">
              <CountBadge count={item.count} label="to review" />
            </span>
          </NearLink>
        </li>
      );
    });
}
