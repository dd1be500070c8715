import type { ReactNode } from "react";
import { cx } from "./cx";

export interface PageHeaderProps {
  title: ReactNode;
  /** A small line above the title: where we are. */
  over?: ReactNode;
  /** One or two sentences under it. */
  lead?: ReactNode;
  /** Buttons at the right: at most one primary. */
  actions?: ReactNode;
}

/** The top of every page: one h1. */
export function PageHeader({ title, over, lead, actions }: PageHeaderProps) {
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0 max-w-2xl break-words">
        {over && <p className="mb-1 text-muted text-sm">{over}</p>}
        <h1 className="text-balance font-serif text-2xl">{title}</h1>
        {lead && <p className="mt-2 text-muted">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}

export interface SectionProps {
  title: ReactNode;
  /** One or two sentences under the title. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** Anchor of the section. */
  id?: string;
  /** Starts below the first screen of a phone: it is laid out when it comes near. */
  later?: boolean;
  children: ReactNode;
  className?: string | undefined;
}

/** One thought of a page under an h2 and a hairline. */
export function Section({ title, lead, actions, id, later, children, className }: SectionProps) {
  return (
    <section id={id} className={cx("mt-10 first:mt-0", later && "later", className)}>
      <div className="section-head mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-2 border-line border-b pb-2">
        <div className="min-w-0 max-w-2xl break-words">
          <h2 className="font-semibold text-lg">{title}</h2>
          {lead && <p className="mt-0.5 text-muted text-sm">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** A sheet of paper lying on the desk: for the few things that stand apart. */
export function Sheet({
  children,
  className,
}: {
  children: ReactNode;
  className?: string | undefined;
}) {
  return (
    <div className={cx("rounded-ui border border-line bg-raised p-5", className)}>{children}</div>
  );
}
