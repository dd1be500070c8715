import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";

export interface Tab {
  href: string;
  label: ReactNode;
  current: boolean;
}

/** Tabs that are links: each has its own address. */
export function Tabs({
  label,
  tabs,
}: {
  /** Names the set for screen readers. */ label: string;
  tabs: readonly Tab[];
}) {
  return (
    <nav aria-label={label} className="mb-6 overflow-x-auto border-line border-b">
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          // On a narrow screen the row scrolls; it begins with the current tab in sight.
          <li
            key={tab.href}
            className={tab.current ? "[scroll-initial-target:nearest]" : undefined}
          >
            <Link
              href={tab.href}
              prefetch={false}
              aria-current={tab.current ? "page" : undefined}
              className={cx(
                "-mb-px block min-h-10 whitespace-nowrap border-b-2 px-3 py-2",
                tab.current
                  ? "border-accent font-medium text-ink"
                  : "border-transparent text-muted hover:border-line-strong hover:text-ink",
              )}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
