import { dayText } from "@/lib/time/day-text";
import { cx } from "./cx";

export { dayText };

export interface DayProps {
  /** A calendar date "2026-11-21"; null when not known. */
  date: string | null;
  className?: string | undefined;
}

/** A calendar date as people in the US read it. */
export function Day({ date, className }: DayProps) {
  if (date === null) {
    return <span className={cx("whitespace-nowrap text-caution", className)}>not known</span>;
  }
  return (
    <time dateTime={date} className={cx("whitespace-nowrap", className)}>
      {dayText(date)}
    </time>
  );
}
