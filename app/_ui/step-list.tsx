import type { ReactNode } from "react";
import { cx } from "./cx";

export interface Step {
  key: string;
  title: ReactNode;
  /** done: ticked and quiet. next: the one to do now. later: waiting. missed: its day has passed. */
  state: "done" | "next" | "later" | "missed";
  /** When: "by Dec 31, 2026". */
  when?: ReactNode;
  /** Why and how, with authority chips. */
  children?: ReactNode;
  action?: ReactNode;
}

const words = { done: "Done", next: "Next", later: "Later", missed: "Its day has passed" };

/** Dated steps down a line, like a plan: done things quiet, the next thing plain. */
export function StepList({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {steps.map((step) => (
        <li
          key={step.key}
          aria-current={step.state === "next" ? "step" : undefined}
          className="relative grid grid-cols-[1.5rem_1fr] gap-x-3 pb-6 last:pb-0"
        >
          <span
            aria-hidden="true"
            className="absolute top-6 bottom-0 left-[0.72rem] w-px bg-line"
          />
          <StepMark state={step.state} />
          <div className="min-w-0">
            <p
              className={cx(
                "flex flex-wrap items-baseline gap-x-3",
                step.state === "done" && "text-muted",
              )}
            >
              <span className={cx(step.state === "next" && "font-semibold")}>
                {step.title}
                <span className="sr-only"> ({words[step.state]})</span>
              </span>
              {step.when && <span className="text-muted text-sm">{step.when}</span>}
            </p>
            {step.children && <div className="mt-1 text-muted text-sm">{step.children}</div>}
            {step.action && <div className="mt-2">{step.action}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepMark({ state }: { state: Step["state"] }) {
  return (
    <svg
      aria-hidden="true"
      width="24"
      height="24"
      viewBox="0 0 24 24"
      className={markColour[state]}
    >
      <rect
        x="5"
        y="5"
        width="14"
        height="14"
        rx="2"
        strokeWidth="1.75"
        stroke="currentColor"
        className={state === "next" ? "fill-accent-soft" : "fill-surface"}
      />
      {state === "done" && (
        <path d="m8 12 3 3 6-8" fill="none" stroke="currentColor" strokeWidth="2" />
      )}
      {state === "missed" && (
        <path d="m9 9 6 6m0-6-6 6" fill="none" stroke="currentColor" strokeWidth="1.75" />
      )}
      {state === "next" && <path d="M9 12h6" fill="none" stroke="currentColor" strokeWidth="2" />}
    </svg>
  );
}

const markColour = {
  done: "text-muted",
  next: "text-accent",
  later: "text-line-strong",
  missed: "text-loss",
};
