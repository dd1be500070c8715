import { cx } from "./cx";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "2026-11-21" → "Nov 21, 2026"; other text (VARIOUS, inherited) as it is. No time zone is involved. */
export function dayText(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? date : `${name} ${Number(day)}, ${year}`;
}

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
