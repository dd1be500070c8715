import { cx } from "./cx";

/** The mark: three stacked lots, the middle one picked out, over the double rule that closes a sum. Decorative. */
export function Mark({ className }: { className?: string | undefined }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={cx("size-7 shrink-0", className)}>
      <g fill="currentColor">
        <rect x="4" y="2" width="12" height="6" rx="1" />
        <rect x="4" y="18" width="12" height="6" rx="1" />
        <rect x="4" y="26" width="24" height="1.5" />
        <rect x="4" y="28.75" width="24" height="1.5" />
      </g>
      <rect x="11" y="10" width="12" height="6" rx="1" className="fill-accent" />
    </svg>
  );
}

/** Mark and name. The name is text, so it takes the theme and is read aloud. */
export function Wordmark({ className }: { className?: string | undefined }) {
  return (
    <span
      className={cx("inline-flex items-center gap-2 font-serif text-xl leading-none", className)}
    >
      <Mark />
      Lotwise
    </span>
  );
}
