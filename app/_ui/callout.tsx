import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { WayOutLink } from "./way-out";

export interface CalloutProps {
  /** note: worth knowing. good: it worked. caution: look here. bad: refused or broken. */
  tone?: "note" | "good" | "caution" | "bad";
  title?: ReactNode;
  children?: ReactNode;
  /** What to do about it: buttons or links. */
  actions?: ReactNode;
  /** Announce when it appears: true for the result of an action just taken. */
  live?: boolean;
  className?: string | undefined;
}

const looks = {
  note: { frame: "border-line-strong bg-sunken", ink: "text-muted", Icon: Info },
  good: { frame: "border-gain bg-gain-soft", ink: "text-gain", Icon: CircleCheck },
  caution: { frame: "border-caution bg-caution-soft", ink: "text-caution", Icon: TriangleAlert },
  bad: { frame: "border-loss bg-loss-soft", ink: "text-loss", Icon: CircleAlert },
};

/** A remark in the margin: an outcome, a warning, a note. Used instead of toasts. */
export function Callout({
  tone = "note",
  title,
  children,
  actions,
  live,
  className,
}: CalloutProps) {
  const { frame, ink, Icon } = looks[tone];
  return (
    <div
      role={live ? (tone === "bad" ? "alert" : "status") : undefined}
      className={cx("flex gap-3 rounded-ui border-l-[3px] px-4 py-3", frame, className)}
    >
      <Icon aria-hidden="true" className={cx("mt-0.5 size-5 shrink-0", ink)} strokeWidth={1.75} />
      <div className="flex min-w-0 flex-col gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-base">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}

/** What an action answered: the refusal on top of its form, or the good news. Field errors go by their fields. */
export function ActionResult({
  state,
  done,
}: {
  state:
    | { ok: true }
    | { ok: false; message: string; wayOut?: { href: string; label: string } }
    | null
    | undefined;
  /** Said when it worked; nothing is said without. */
  done?: ReactNode;
}) {
  if (!state) {
    return null;
  }
  if (!state.ok) {
    return (
      <Callout
        tone={state.wayOut === undefined ? "bad" : "caution"}
        live
        actions={state.wayOut && <WayOutLink {...state.wayOut} />}
      >
        {state.message}
      </Callout>
    );
  }
  return done ? (
    <Callout tone="good" live>
      {done}
    </Callout>
  ) : null;
}
