import type { ReactNode } from "react";
import { cx } from "./cx";

export interface StatProps {
  /** The question the figure answers: "You owe on 2026 so far". */
  label: ReactNode;
  /** The figure: Money, Quantity, a count. May be wrapped in WhyLink. */
  value: ReactNode;
  /** A sentence under it: as of when, estimate, what it includes. */
  note?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
  /** "headline": the largest thing on the page, one of them. */
  size?: "headline" | "plain" | "small";
}

/** A question and its figure. */
export function Stat({ label, value, note, action, size = "plain" }: StatProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p className="text-muted text-sm">{label}</p>
      <p
        className={cx(
          size === "headline" && "font-serif text-2xl",
          size === "plain" && "font-medium text-xl tracking-tight",
          size === "small" && "font-medium text-lg",
        )}
      >
        {value}
      </p>
      {note && <div className="text-muted text-sm">{note}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}

/** Several stats in one row, divided by hairlines. */
export function StatRow({ children }: { children: ReactNode }) {
  return (
    <div className="stat-row grid gap-x-8 gap-y-6 border-ink border-t pt-5 pb-2 sm:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))]">
      {children}
    </div>
  );
}
