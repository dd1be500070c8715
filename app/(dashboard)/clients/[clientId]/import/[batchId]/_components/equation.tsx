import type { ReactNode } from "react";
import type { ImportItem } from "@/lib/services/view-imports";

/** Rows read are the sum of what became of them: written out, so that nobody wonders where a row went. */
export function Equation({ item }: { item: ImportItem }) {
  const words = item.state === "committed" || item.state === "undone";
  return (
    <section aria-label="What became of the rows" className="mb-8">
      <dl className="flex flex-wrap items-end gap-x-3 gap-y-4 border-ink border-y py-4 tabular-nums">
        <Term of={item.rowsRead} label="rows read" strong />
        <Sign>=</Sign>
        <Term of={item.rowsAccepted} label={words ? "accepted" : "will be added"} />
        <Sign>+</Sign>
        <Term of={item.rowsKnown} label="already there" />
        <Sign>+</Sign>
        <Term of={item.rowsQuestion} label="need a decision" tone="text-caution" />
        <Sign>+</Sign>
        <Term of={item.rowsRejected} label="rejected" tone="text-loss" />
        <Sign>+</Sign>
        <Term of={item.rowsSkipped} label="left out on purpose" />
      </dl>
    </section>
  );
}

function Term({
  of,
  label,
  strong,
  tone,
}: {
  of: number;
  label: string;
  strong?: boolean;
  tone?: string;
}) {
  const colour = of > 0 && tone !== undefined ? tone : "";
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className={`${strong ? "font-serif text-2xl" : "font-medium text-xl"} ${colour}`}>
        {of.toLocaleString("en-US")}
      </dd>
    </div>
  );
}

function Sign({ children }: { children: ReactNode }) {
  return (
    <div aria-hidden="true" className="pb-6 text-lg text-muted">
      {children}
    </div>
  );
}
