import type { ImportItem } from "@/lib/services/view-imports";

/** Rows read are the sum of what became of them: written out, so that nobody wonders where a row went. */
export function Equation({ item }: { item: ImportItem }) {
  const isDecided = item.state === "committed" || item.state === "undone";
  return (
    <ul
      aria-label="What became of the rows"
      className="mb-8 flex flex-wrap items-end gap-x-4 gap-y-4 border-ink border-y py-4 tabular-nums"
    >
      <Term of={item.rowsRead} label="rows read" isTotal />
      <Term sign="=" of={item.rowsAccepted} label={isDecided ? "accepted" : "will be added"} />
      <Term sign="+" of={item.rowsKnown} label="already there" />
      <Term sign="+" of={item.rowsQuarantined} label="in quarantine" tone="text-caution" />
      <Term sign="+" of={item.rowsQuestion} label="need a decision" tone="text-caution" />
      <Term sign="+" of={item.rowsRejected} label="rejected" tone="text-loss" />
      <Term sign="+" of={item.rowsSkipped} label="left out on purpose" />
    </ul>
  );
}

interface TermProps {
  of: number;
  label: string;
  sign?: "=" | "+";
  /** Colour when it is not zero. */
  tone?: string;
  isTotal?: boolean;
}

function Term({ of, label, sign, tone, isTotal }: TermProps) {
  const colour = of > 0 && tone !== undefined ? tone : "";
  return (
    <li className="flex gap-4">
      {sign !== undefined && <span className="pt-1 text-lg text-muted">{sign}</span>}
      <span>
        <span
          className={`block ${isTotal ? "font-serif text-2xl" : "font-medium text-xl"} ${colour}`}
        >
          {of.toLocaleString("en-US")}
        </span>
        <span className="block text-muted text-sm">{label}</span>
      </span>
    </li>
  );
}
