import type { ReactNode } from "react";

export interface EmptyStateProps {
  title: ReactNode;
  /** What will stand here and what brings it. */
  children: ReactNode;
  /** One action. */
  action?: ReactNode;
}

/** A blank page of the ledger that teaches the next step. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="border-ink border-t border-b px-4 py-12 text-center [background:repeating-linear-gradient(transparent_0_31px,var(--color-line)_31px_32px)]">
      <div className="mx-auto flex max-w-md flex-col items-center gap-3 bg-surface px-6 py-4">
        <p className="font-serif text-xl">{title}</p>
        <div className="text-muted">{children}</div>
        {action && <div className="mt-2">{action}</div>}
      </div>
    </div>
  );
}
