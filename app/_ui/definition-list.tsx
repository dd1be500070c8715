import type { ReactNode } from "react";

export interface Definition {
  term: ReactNode;
  value: ReactNode;
  key: string;
}

/** Names and their values in two columns; stacks on a phone. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="border-line border-t">
      {items.map((item) => (
        <div
          key={item.key}
          className="grid gap-x-6 gap-y-0.5 border-line border-b py-2 sm:grid-cols-[minmax(9rem,2fr)_3fr]"
        >
          <dt className="text-muted text-sm">{item.term}</dt>
          <dd className="min-w-0 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface SumLine {
  key: string;
  label: ReactNode;
  amount: ReactNode;
  /** "minus" prints the operator before the label; "total" draws the rule above. */
  role?: "plus" | "minus" | "total";
}

/** A sum written out as on paper: operands, a rule, the result. The body of a why drawer. */
export function WrittenSum({ lines }: { lines: readonly SumLine[] }) {
  return (
    <dl className="tabular-nums">
      {lines.map((line, index) => (
        <div
          key={line.key}
          className={
            line.role === "total"
              ? "rule-total mt-1 flex justify-between gap-4 py-1.5 font-semibold"
              : "flex justify-between gap-4 py-1"
          }
        >
          <dt>
            {line.role !== "total" && (
              <span className="mr-2 inline-block w-3 text-muted">
                {line.role === "minus" ? "\u2212" : index > 0 ? "+" : ""}
              </span>
            )}
            {line.label}
          </dt>
          <dd className="text-right">{line.amount}</dd>
        </div>
      ))}
    </dl>
  );
}
