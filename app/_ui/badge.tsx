import type { ReactNode } from "react";
import { cx } from "./cx";

export type Tone = "plain" | "accent" | "gain" | "loss" | "caution";

const tones: Record<Tone, string> = {
  plain: "",
  accent: "border-accent/40 bg-accent-soft text-accent",
  gain: "border-gain/40 bg-gain-soft text-gain",
  loss: "border-loss/40 bg-loss-soft text-loss",
  caution: "border-caution/40 bg-caution-soft text-caution",
};

/** A short word set apart. */
export function Badge({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={cx("badge font-sans", tones[tone])}>{children}</span>;
}

/** Short or long term. A filled or open square says it without colour. */
export function TermBadge({ term }: { term: "short" | "long" }) {
  return (
    <Badge>
      <svg aria-hidden="true" width="8" height="8" viewBox="0 0 8 8" className="shrink-0">
        <rect
          x="1"
          y="1"
          width="6"
          height="6"
          stroke="currentColor"
          fill={term === "long" ? "currentColor" : "none"}
        />
      </svg>
      {term === "long" ? "Long" : "Short"}
      <span className="sr-only"> term</span>
    </Badge>
  );
}

/** How grave an issue is: "blocking" figures are not final; "check" they stand, but look. */
export function IssueBadge({
  severity,
  children,
}: {
  severity: "blocking" | "check";
  children?: ReactNode;
}) {
  return (
    <Badge tone={severity === "blocking" ? "loss" : "caution"}>
      <span aria-hidden="true">{severity === "blocking" ? "▲" : "●"}</span>
      {children ?? (severity === "blocking" ? "Blocks the year" : "Please check")}
    </Badge>
  );
}

/** A count beside a word, as in the rail; nothing when zero. */
export function CountBadge({
  count,
  label,
}: {
  count: number /** What is counted, for screen readers. */;
  label: string;
}) {
  if (count === 0) {
    return null;
  }
  return (
    <span className="inline-flex min-w-5 justify-center rounded-full bg-caution-soft px-1.5 font-medium text-caution text-xs leading-5">
      {count}
      <span className="sr-only"> {label}</span>
    </span>
  );
}
